using System;

namespace NetworkGen;

/// <summary>
/// A layer of a network. Layers apply top to bottom and left to right, as they are written on the partial class that
/// carries <see cref="NetworkAttribute"/>; their names, defaults and parameter layouts are PyTorch's.
/// </summary>
/// <remarks>The attributes only declare: the generator reads them while compiling, nothing reads them at run time.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name, and the first part of its parameters' names. Default: its index in the stack, as in
    /// <c>nn.Sequential</c>, where every layer counts.
    /// </summary>
    public string? Name { get; set; }
}

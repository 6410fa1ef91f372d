namespace NetworkGen;

/// <summary>A block, once, without an index in its parameters' names: <c>[Use&lt;BasicBlock&gt;(64, Name = "head")]</c> has <c>head.conv1.weight</c>.</summary>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>; it may come from another assembly.</typeparam>
public sealed class UseAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>Of a block that doesn't use <see cref="Block.Width"/>.</summary>
    public UseAttribute()
    {
    }

    /// <summary>Of a block that uses <see cref="Block.Width"/>.</summary>
    /// <param name="width">The value of <see cref="Block.Width"/>.</param>
    public UseAttribute(int width) => Width = width;

    /// <summary>The value of <see cref="Block.Width"/>.</summary>
    public int Width { get; }

    /// <summary>The value of <see cref="Block.Stride"/>. Default 1.</summary>
    public int Stride { get; set; } = 1;
}

using System;

namespace NetworkGen;

/// <summary>What the network may cost; more fails the build (NG1009). A limit that is left out is no limit; 0 allows nothing.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Most trained numbers.</summary>
    public long MaxParameters { get; set; }

    /// <summary>Most multiply-accumulates per image.</summary>
    public long MaxMacs { get; set; }

    /// <summary>
    /// Most bytes of activations: the outputs of all layers for one image, 4 bytes a value, added up. Inference doesn't hold
    /// them all at once: layers share memory.
    /// </summary>
    public long MaxActivationBytes { get; set; }
}

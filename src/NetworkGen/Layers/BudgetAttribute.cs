using System;

namespace NetworkGen;

/// <summary>What the network may cost; more fails the build (NG1009). A limit left at 0 is no limit.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Most trained numbers.</summary>
    public long MaxParameters { get; set; }

    /// <summary>Most multiply-accumulates per image.</summary>
    public long MaxMacs { get; set; }

    /// <summary>Most bytes of activations alive at once, per image, at inference.</summary>
    public long MaxActivationBytes { get; set; }
}

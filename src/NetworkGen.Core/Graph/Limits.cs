using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>
/// The largest numbers a declaration may hold or lead to. Far beyond any network that runs, and small enough that no
/// 32-bit size and no 64-bit product of the compiler overflows.
/// </summary>
public static class Limits
{
    /// <summary>Rows or columns of the image.</summary>
    public const int Image = 65_536;

    /// <summary>Channels that a layer makes, or features of a linear one.</summary>
    public const int Channels = 1 << 20;

    /// <summary>A kernel, a stride, a padding or a dilation.</summary>
    public const int Window = 32_767;

    /// <summary>Values of one tensor per image, and of all parameters together: 4 GiB of float32.</summary>
    public const int Values = 1 << 30;

    /// <summary>Layers, those of blocks counted at every use: ten times the deepest published networks. Each is a line of source.</summary>
    public const int Nodes = 10_000;

    /// <summary>Blocks within blocks; published networks have three. Each is a level of the builder's recursion.</summary>
    public const int Depth = 64;

    /// <summary>Values of all tensors together per image: what one array can hold.</summary>
    public const long Activations = int.MaxValue - 64;

    /// <summary>Multiply-accumulates per image: hours of a processor.</summary>
    public const long Macs = 1L << 50;

    /// <summary>The way out of too many layers.</summary>
    public const string FewerLayers = "use fewer layers, or smaller numbers for Repeat";

    /// <summary>The way out of too many parameters.</summary>
    public const string FewerWeights = "use fewer channels or features, smaller kernels, or more pools before Flatten";

    /// <summary>The way out of too many activations, or too many MACs.</summary>
    public const string SmallerMaps = "use fewer layers or channels, more strides or pools, or a smaller image";

    /// <summary>Whether a count is within its limit; reports NG1008 where it isn't.</summary>
    /// <param name="count">The count.</param>
    /// <param name="most">The limit.</param>
    /// <param name="what">What is counted.</param>
    /// <param name="where">The layer that passes the limit, for messages.</param>
    /// <param name="wayOut">What makes it smaller.</param>
    /// <param name="issues">Where the issue goes.</param>
    internal static bool Hold(long count, long most, string what, string where, string wayOut, IssueSink issues)
    {
        if (count > most)
        {
            issues.Report(IssueId.TooLarge, null, where, Numerals.Grouped(count) + " " + what, Numerals.Grouped(most), wayOut);
        }

        return count <= most;
    }

    /// <summary>The product, or <see cref="long.MaxValue"/> where it is larger. For factors of at least 0.</summary>
    public static long Product(long left, long right) =>
        left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
}

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

    /// <summary>Values of all tensors together per image: what one array can hold.</summary>
    public const long Activations = int.MaxValue - 64;

    /// <summary>Multiply-accumulates per image: hours of a processor.</summary>
    public const long Macs = 1L << 50;

    /// <summary>The product, or <see cref="long.MaxValue"/> where it is larger. For factors of at least 0.</summary>
    public static long Product(long left, long right) =>
        left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
}

namespace NetworkGen.Core.Planning;

/// <summary>A tensor's place: a buffer of the arena, where in it the tensor begins and how the values lie.</summary>
/// <param name="Buffer">Index of the buffer.</param>
/// <param name="Layout">Shape, block and halo.</param>
/// <param name="Offset">Floats from the buffer's start; above 0 for a slice of a concatenation.</param>
/// <param name="IsOwn">Whether each of the cores that run an image together has one of its own.</param>
/// <param name="StripStep">Floats from one strip's part to the next's, where it is a part of a map; else 0.</param>
public sealed record Tensor(int Buffer, TensorLayout Layout, long Offset = 0, bool IsOwn = false, long StripStep = 0)
{
    /// <summary>A reference to the first real value.</summary>
    public Operand Origin => At(Layout.Origin);

    /// <summary>A reference to the start, the halo included.</summary>
    public Operand Start => At(0);

    /// <summary>A reference to the part of the image that runs, where a group shares the tensor: so many floats behind that of the image before it.</summary>
    public Operand Part(long step) => Start with { Step = step };

    /// <summary>A reference to the first value that a window reads which begins so many rows and columns before the first real value.</summary>
    public Operand Before(long rows, long columns) => At(Layout.Origin - (rows * Layout.Pitch) - (columns * Layout.Block));

    /// <summary>Some of its blocks of channels.</summary>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="layout">The layout of these.</param>
    public Tensor Slice(int firstBlock, TensorLayout layout) => new(Buffer, layout, Offset + (firstBlock * layout.Plane));

    /// <summary>The blocks of channels of one strip.</summary>
    /// <param name="blocks">Blocks of a strip.</param>
    public Tensor OfBlocks(int blocks) => this with
    {
        Layout = Layout with { Channels = blocks * TensorLayout.FullBlock },
        StripStep = blocks * Layout.Plane,
        OfAllStrips = OfAllStrips,
    };

    /// <summary>The rows of one strip; those below are to them as a halo is.</summary>
    /// <param name="rows">Rows of a strip.</param>
    public Tensor OfRows(int rows) => this with
    {
        Layout = Layout with { Height = rows, Halo = Layout.Halo with { Bottom = Layout.Halo.Bottom + Layout.Height - rows } },
        StripStep = rows * Layout.Pitch,
        OfAllStrips = OfAllStrips,
    };

    /// <summary>Floats that all strips touch together: those of the tensor of which each has a part.</summary>
    private long OfAllStrips { get => field > 0 ? field : Layout.Length; init; }

    private Operand At(long offset) =>
        new(OperandKind.Arena, Offset + offset, Buffer: Buffer, Region: new(Buffer, Offset, OfAllStrips), IsOwn: IsOwn, StripStep: StripStep);
}

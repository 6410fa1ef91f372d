namespace NetworkGen.Core.Planning;

/// <summary>A tensor's place: a buffer of the arena and how the values lie in it.</summary>
/// <param name="Buffer">Index of the buffer.</param>
/// <param name="Layout">Shape, block and halo.</param>
public sealed record Tensor(int Buffer, TensorLayout Layout)
{
    /// <summary>A reference to the first real value.</summary>
    public Operand Origin => new(OperandKind.Arena, Layout.Origin, Buffer: Buffer);

    /// <summary>A reference to the start, the halo included.</summary>
    public Operand Start => new(OperandKind.Arena, 0, Buffer: Buffer);

    /// <summary>A reference to the first value that a window reads which begins so many rows and columns before the first real value.</summary>
    public Operand Before(long rows, long columns) =>
        new(OperandKind.Arena, Layout.Origin - (rows * Layout.Pitch) - (columns * Layout.Block), Buffer: Buffer);
}

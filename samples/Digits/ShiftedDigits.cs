using System;
using NetworkGen;

namespace Digits;

/// <summary>
/// Every digit five times: where it is, and a pixel further up, down, left and right. More to learn from, at no cost in memory: the
/// copies are made while they are read.
/// </summary>
internal sealed class ShiftedDigits(IdxDataSet digits) : DataSet
{
    private static readonly (int Down, int Right)[] _shifts = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <inheritdoc/>
    public override int Count => digits.Count * _shifts.Length;

    /// <inheritdoc/>
    public override int InputLength => digits.InputLength;

    /// <inheritdoc/>
    public override int ClassCount => digits.ClassCount;

    /// <inheritdoc/>
    public override int Label(int index) => digits.Label(index / _shifts.Length);

    /// <inheritdoc/>
    public override void ReadInput(int index, Span<float> destination)
    {
        ReadOnlySpan<byte> image = digits.Image(index / _shifts.Length);
        (int down, int right) = _shifts[index % _shifts.Length];
        (_, int height, int width) = digits.Shape;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                bool isInside = (uint)(row - down) < (uint)height && (uint)(column - right) < (uint)width;
                destination[(row * width) + column] = isInside ? image[((row - down) * width) + column - right] : 0;
            }
        }
    }
}

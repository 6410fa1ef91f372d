using System;
using System.Numerics;
using NetworkGen;

namespace Digits;

/// <summary>
/// Every digit several times: as it was written, then turned, stretched, slanted and moved a little, as other hands would. More to
/// learn from, and made while it is read. A sample's number chooses its warp, so reading it again gives the same image.
/// </summary>
internal sealed class WarpedDigits(IdxDataSet digits, int copies) : DataSet
{
    private const float Turn = 0.2f;            // radians, to either side
    private const float Stretch = 0.12f;        // of the size, each axis by itself
    private const float Slant = 0.12f;          // radians
    private const float Shift = 1.5f;           // pixels

    /// <inheritdoc/>
    public override int Count => digits.Count * copies;

    /// <inheritdoc/>
    public override int InputLength => digits.InputLength;

    /// <inheritdoc/>
    public override int ClassCount => digits.ClassCount;

    /// <inheritdoc/>
    public override int Label(int index) => digits.Label(index / copies);

    /// <inheritdoc/>
    public override void ReadInput(int index, Span<float> destination)
    {
        if (index % copies == 0)
        {
            digits.ReadInput(index / copies, destination);
            return;
        }

        Matrix3x2 warp = RandomWarp(new Random(index));
        ReadOnlySpan<byte> image = digits.Image(index / copies);
        (_, int height, int width) = digits.Shape;
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                destination[(row * width) + column] = GreyAt(image, Vector2.Transform(new Vector2(column, row), warp));
            }
        }
    }

    /// <summary>Where in the original each pixel of the warped image lies.</summary>
    private Matrix3x2 RandomWarp(Random random)
    {
        Vector2 center = new Vector2(digits.Shape.Width - 1, digits.Shape.Height - 1) / 2;
        return Matrix3x2.CreateRotation(UpTo(Turn), center)
            * Matrix3x2.CreateScale(1 + UpTo(Stretch), 1 + UpTo(Stretch), center)
            * Matrix3x2.CreateSkew(UpTo(Slant), 0, center)
            * Matrix3x2.CreateTranslation(UpTo(Shift), UpTo(Shift));

        float UpTo(float most) => most * ((2 * random.NextSingle()) - 1);
    }

    /// <summary>The grey between four pixels, weighted by nearness; outside the image there is none.</summary>
    private float GreyAt(ReadOnlySpan<byte> image, Vector2 point)
    {
        int left = (int)MathF.Floor(point.X);
        int top = (int)MathF.Floor(point.Y);
        float right = point.X - left;
        float down = point.Y - top;
        float upper = ((1 - right) * PixelAt(image, top, left)) + (right * PixelAt(image, top, left + 1));
        float lower = ((1 - right) * PixelAt(image, top + 1, left)) + (right * PixelAt(image, top + 1, left + 1));
        return ((1 - down) * upper) + (down * lower);
    }

    private float PixelAt(ReadOnlySpan<byte> image, int row, int column) =>
        (uint)row < (uint)digits.Shape.Height && (uint)column < (uint)digits.Shape.Width ? image[(row * digits.Shape.Width) + column] : 0;
}

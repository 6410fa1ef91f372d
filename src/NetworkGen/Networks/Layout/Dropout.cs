using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>Dropout (Srivastava et al., 2014; PyTorch's <c>nn.Dropout</c>) with a mask that is a pure function of seed, layer, image and place. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dropout
{
    /// <summary>y = x / (1 − p) where a random number is at least p, else 0.</summary>
    /// <param name="x">The map's first value.</param>
    /// <param name="y">The result's first value.</param>
    /// <param name="p">The share that is dropped, 0 to 1.</param>
    /// <param name="seed">The pass's seed of this step.</param>
    /// <param name="layer">The layer's number.</param>
    /// <param name="sample">The image's number in the batch.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="xPlane">Floats from one block of x to the next.</param>
    /// <param name="xPitch">Floats from one row of x to the next.</param>
    /// <param name="yPlane">Floats from one block of y to the next.</param>
    /// <param name="yPitch">Floats from one row of y to the next.</param>
    public static void Apply(
        ref float x, ref float y, float p, ulong seed, int layer, int sample,
        int channels, int height, int width, nint xPlane, nint xPitch, nint yPlane, nint yPitch)
    {
        const int Lanes = 16;
        var random = new RandomStream(seed, ((ulong)(uint)layer << 32) | (uint)sample);
        float scale = p < 1 ? 1 / (1 - p) : 0;
        ulong index = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < height; row++)
            {
                ref float from = ref Unsafe.Add(ref x, (channel / Lanes * xPlane) + (row * xPitch) + (channel % Lanes));
                ref float to = ref Unsafe.Add(ref y, (channel / Lanes * yPlane) + (row * yPitch) + (channel % Lanes));
                for (int column = 0; column < width; column++)
                {
                    Unsafe.Add(ref to, column * Lanes) = random.Uniform(index++) >= p ? Unsafe.Add(ref from, column * Lanes) * scale : 0;
                }
            }
        }

        MapLayout.ClearSpareLanes(ref y, channels, height, width, Lanes, yPlane, yPitch);
    }
}

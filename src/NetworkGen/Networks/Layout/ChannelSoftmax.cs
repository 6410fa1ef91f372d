using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>Softmax and log-softmax over channels at each position (PyTorch's <c>nn.Softmax(dim=1)</c>, <c>nn.LogSoftmax(dim=1)</c>). For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelSoftmax
{
    private const int Lanes = 16;

    /// <summary>y = exp(x − max) / Σ exp(x − max).</summary>
    /// <param name="x">The map's first value.</param>
    /// <param name="y">The result's first value.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="xPlane">Floats from one block of x to the next.</param>
    /// <param name="xPitch">Floats from one row of x to the next.</param>
    /// <param name="yPlane">Floats from one block of y to the next.</param>
    /// <param name="yPitch">Floats from one row of y to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void Forward(
        ref float x, ref float y, int channels, int height, int width, nint xPlane, nint xPitch, nint yPlane, nint yPitch, Share share = default) =>
        Forward(ref x, ref y, channels, height, width, xPlane, xPitch, yPlane, yPitch, share, isLog: false);

    /// <summary>y = x − max − log Σ exp(x − max).</summary>
    /// <param name="x">The map's first value.</param>
    /// <param name="y">The result's first value.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="xPlane">Floats from one block of x to the next.</param>
    /// <param name="xPitch">Floats from one row of x to the next.</param>
    /// <param name="yPlane">Floats from one block of y to the next.</param>
    /// <param name="yPitch">Floats from one row of y to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void ForwardLog(
        ref float x, ref float y, int channels, int height, int width, nint xPlane, nint xPitch, nint yPlane, nint yPitch, Share share = default) =>
        Forward(ref x, ref y, channels, height, width, xPlane, xPitch, yPlane, yPitch, share, isLog: true);

    /// <summary>Softmax's gradient: dx = y · (dy − Σ dy·y).</summary>
    /// <param name="y">The result's first value.</param>
    /// <param name="dy">The first value of its gradient.</param>
    /// <param name="dx">Where the gradient of the input goes.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="yPlane">Floats from one block of y to the next.</param>
    /// <param name="yPitch">Floats from one row of y to the next.</param>
    /// <param name="dyPlane">Floats from one block of dy to the next.</param>
    /// <param name="dyPitch">Floats from one row of dy to the next.</param>
    /// <param name="dxPlane">Floats from one block of dx to the next.</param>
    /// <param name="dxPitch">Floats from one row of dx to the next.</param>
    public static void Backward(
        ref float y, ref float dy, ref float dx, int channels, int height, int width,
        nint yPlane, nint yPitch, nint dyPlane, nint dyPitch, nint dxPlane, nint dxPitch) =>
        Backward(ref y, ref dy, ref dx, channels, height, width, yPlane, yPitch, dyPlane, dyPitch, dxPlane, dxPitch, isLog: false);

    /// <summary>Log-softmax's gradient: dx = dy − exp(y) · Σ dy.</summary>
    /// <param name="y">The result's first value.</param>
    /// <param name="dy">The first value of its gradient.</param>
    /// <param name="dx">Where the gradient of the input goes.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="yPlane">Floats from one block of y to the next.</param>
    /// <param name="yPitch">Floats from one row of y to the next.</param>
    /// <param name="dyPlane">Floats from one block of dy to the next.</param>
    /// <param name="dyPitch">Floats from one row of dy to the next.</param>
    /// <param name="dxPlane">Floats from one block of dx to the next.</param>
    /// <param name="dxPitch">Floats from one row of dx to the next.</param>
    public static void BackwardLog(
        ref float y, ref float dy, ref float dx, int channels, int height, int width,
        nint yPlane, nint yPitch, nint dyPlane, nint dyPitch, nint dxPlane, nint dxPitch) =>
        Backward(ref y, ref dy, ref dx, channels, height, width, yPlane, yPitch, dyPlane, dyPitch, dxPlane, dxPitch, isLog: true);

    private static void Forward(
        ref float x, ref float y, int channels, int height, int width, nint xPlane, nint xPitch, nint yPlane, nint yPitch, Share share, bool isLog)
    {
        Rows own = share.Of(height);
        for (int position = (int)own.First * width; position < own.End * width; position++)
        {
            ref float from = ref At(ref x, position, width, xPitch);
            ref float to = ref At(ref y, position, width, yPitch);
            (float max, double sum) = MaxAndSum(ref from, channels, xPlane);
            double shift = max + Math.Log(sum);
            for (int channel = 0; channel < channels; channel++)
            {
                float value = Channel(ref from, channel, xPlane);
                Channel(ref to, channel, yPlane) = (float)(isLog ? value - shift : MathF.Exp(value - max) / sum);
            }
        }

        MapLayout.ClearSpareLanes(ref y, channels, height, width, Lanes, yPlane, yPitch, share);
    }

    private static void Backward(
        ref float y, ref float dy, ref float dx, int channels, int height, int width,
        nint yPlane, nint yPitch, nint dyPlane, nint dyPitch, nint dxPlane, nint dxPitch, bool isLog)
    {
        for (int position = 0; position < height * width; position++)
        {
            ref float result = ref At(ref y, position, width, yPitch);
            ref float gradient = ref At(ref dy, position, width, dyPitch);
            ref float to = ref At(ref dx, position, width, dxPitch);
            double sum = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                double value = Channel(ref gradient, channel, dyPlane);
                sum += isLog ? value : value * Channel(ref result, channel, yPlane);
            }

            for (int channel = 0; channel < channels; channel++)
            {
                float value = Channel(ref gradient, channel, dyPlane);
                float output = Channel(ref result, channel, yPlane);
                Channel(ref to, channel, dxPlane) = (float)(isLog ? value - (Math.Exp(output) * sum) : output * (value - sum));
            }
        }

        MapLayout.ClearSpareLanes(ref dx, channels, height, width, Lanes, dxPlane, dxPitch);
    }

    private static (float Max, double Sum) MaxAndSum(ref float x, int channels, nint plane)
    {
        float max = float.NegativeInfinity;
        for (int channel = 0; channel < channels; channel++)
        {
            max = MathF.Max(max, Channel(ref x, channel, plane));
        }

        double sum = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            sum += MathF.Exp(Channel(ref x, channel, plane) - max);
        }

        return (max, sum);
    }

    private static ref float At(ref float map, int position, int width, nint pitch) =>
        ref Unsafe.Add(ref map, (position / width * pitch) + (position % width * Lanes));

    private static ref float Channel(ref float position, int channel, nint plane) =>
        ref Unsafe.Add(ref position, (channel / Lanes * plane) + (channel % Lanes));
}

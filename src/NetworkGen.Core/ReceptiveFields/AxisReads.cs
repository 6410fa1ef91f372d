using System;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// Which positions of one input the outputs of a layer read along one axis. It is the one thing that the exact engine knows of a layer:
/// <see cref="Of(long)"/> says it of an output, and everything else follows. Positions in the padding count until they are clipped.
/// </summary>
/// <param name="ReadsAll">Whether every output reads the whole input: a global layer, or a 1×1 map that stands for every position of <c>Mul</c>.</param>
/// <param name="Sampling">What the windows do.</param>
/// <param name="Window">The window; its stride is the scale of what makes the map larger.</param>
/// <param name="Inputs">Positions of the input.</param>
/// <param name="Outputs">Positions of the output.</param>
internal readonly record struct AxisReads(bool ReadsAll, Sampling Sampling, Window Window, int Inputs, int Outputs)
{
    /// <summary>Beyond any image, and small enough for 64-bit products: only absurd strides get this far, and stay there.</summary>
    private const long Beyond = 1L << 32;

    /// <summary>How a layer reads one of its inputs.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="first">Its first input, which its windows fit.</param>
    /// <param name="input">The input in question.</param>
    /// <param name="output">Its result.</param>
    public static AxisReads Of(Layer layer, Axis axis, TensorShape first, TensorShape input, TensorShape output)
    {
        FieldStep step = layer.FieldStep(first);
        bool isGate = layer is Mul && (input.Height, input.Width) == (1, 1);
        return new AxisReads(step.IsGlobal || isGate, step.Sampling, step.Along(axis), input.Along(axis), output.Along(axis));
    }

    /// <summary>Whether output i reads position i and nothing else.</summary>
    public bool IsPointwise => !ReadsAll && Sampling == Sampling.Slide && Window == Window.One;

    /// <summary>What one output reads.</summary>
    public Progression Of(long output) => (ReadsAll, Sampling) switch
    {
        (true, _) => new(0, 1, Inputs),
        (_, Sampling.Nearest) => new(Floor(output, Window.Stride), 1, 1),
        (_, Sampling.Bilinear) => Bilinear(output),
        (_, Sampling.Transposed) => Transposed(output),
        (_, Sampling.Bins) => Bin(output),
        _ => new((output * Window.Stride) - Window.PaddingLow, Window.Dilation, Window.Kernel),
    };

    /// <summary>From the first to the last position that neighbouring outputs read.</summary>
    public Interval Of(Interval outputs)
    {
        if (outputs.IsEmpty)
        {
            return outputs;
        }

        // All but a transposed convolution go on with every output: the ends read the ends. Of that, an output may read nothing,
        // and the next one less far: but never so the one a stride further.
        long period = ReadsAll || Sampling != Sampling.Transposed ? 1 : Window.Stride;
        Interval hull = Interval.Empty;
        for (long offset = 0; offset < Math.Min(period, outputs.Length); offset++)
        {
            hull = hull.Hull(Of(outputs.Low + offset).Hull).Hull(Of(outputs.High - offset).Hull);
        }

        return hull.IsEmpty ? hull : new(Math.Max(hull.Low, -Beyond), Math.Min(hull.High, Beyond));
    }

    /// <summary>What a set of outputs reads, as far as it lies within <paramref name="bounds"/>.</summary>
    public PixelSet Of(PixelSet outputs, Interval bounds)
    {
        var inputs = new PixelSet(bounds);
        if (HasNoGaps)
        {
            foreach (Interval run in outputs.Runs())
            {
                inputs.Add(Of(run));
            }
        }
        else if (Sampling == Sampling.Slide && Window.Stride == 1)
        {
            for (int tap = 0; tap < Window.Kernel; tap++)
            {
                inputs.Add(outputs, ((long)tap * Window.Dilation) - Window.PaddingLow);
            }
        }
        else
        {
            foreach (int output in outputs)
            {
                inputs.Add(Of(output));
            }
        }

        return inputs;
    }

    /// <summary>Whether neighbouring outputs read neighbouring positions, and none in between is left out.</summary>
    private bool HasNoGaps => ReadsAll || Sampling switch
    {
        Sampling.Slide => Window.Dilation == 1 && Window.Stride <= Window.Kernel,
        Sampling.Transposed => Window.Dilation == 1,
        _ => true,
    };

    /// <summary>The positions around (o + ½)/scale − ½; one where it falls on a position. At the edge one of them is clipped, and the edge stands alone.</summary>
    private Progression Bilinear(long output)
    {
        long numerator = (2 * output) + 1 - Window.Stride;
        long low = Floor(numerator, 2L * Window.Stride);
        return new(low, 1, numerator == low * 2 * Window.Stride ? 1 : 2);
    }

    /// <summary>Output o meets position i by tap r where i·stride = o + padding − r·dilation.</summary>
    private Progression Transposed(long output)
    {
        int common = FieldStep.GreatestCommonDivisor(Window.Stride, Window.Dilation);
        int period = Window.Stride / common;
        for (int tap = 0; tap < Math.Min(period, Window.Kernel); tap++)
        {
            long place = output + Window.PaddingLow - ((long)tap * Window.Dilation);
            if (place % Window.Stride == 0)
            {
                long taps = ((Window.Kernel - 1 - tap) / period) + 1;
                long step = Window.Dilation / common;
                return new((place / Window.Stride) - ((taps - 1) * step), step, taps);
            }
        }

        return new(0, 1, 0);
    }

    private Progression Bin(long output)
    {
        long first = Floor(output * Inputs, Outputs);
        long end = -Floor(-(output + 1) * Inputs, Outputs);
        return new(first, 1, end - first);
    }

    private static long Floor(long number, long divisor) => (number / divisor) - (number % divisor < 0 ? 1 : 0);
}

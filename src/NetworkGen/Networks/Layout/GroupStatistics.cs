using System;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetworkGen.Layout;

/// <summary>
/// The per-group arithmetic of group norm and layer norm on one image, in double (Wu and He, 2018; PyTorch's <c>nn.GroupNorm</c>). Numbers by
/// channel come in blocks of 16; lanes beyond the real channels become zeros. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupStatistics
{
    private const int Lanes = 16;

    /// <summary>
    /// From the statistics of channels to those of groups. All channels have as many values, so
    /// mean = Σ mean[c] / n and variance = Σ (variance[c] + (mean[c] − mean)²) / n.
    /// </summary>
    /// <param name="mean">Means of channels; becomes the mean of each channel's group.</param>
    /// <param name="variance">Biased variances of channels; becomes 1/√(variance + eps) of each channel's group.</param>
    /// <param name="gamma">Weights of channels.</param>
    /// <param name="scale">Becomes γ/√(variance + eps).</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="groups">Groups; a divisor of the channels.</param>
    public static void Merge(ref float mean, ref float variance, ref float gamma, ref float scale, float eps, int channels, int groups)
    {
        int size = channels / groups;
        for (int first = 0; first < channels; first += size)
        {
            Span<float> means = Slice(ref mean, first, size);
            Span<float> variances = Slice(ref variance, first, size);
            double center = DoubleSum.Of(means) / size;
            double spread = (DoubleSum.Of(variances) + DoubleSum.OfSquares(means, center)) / size;
            float inverse = (float)(1 / Math.Sqrt(spread + eps));
            means.Fill((float)center);
            variances.Fill(inverse);
            TensorPrimitives.Multiply(Slice(ref gamma, first, size), inverse, Slice(ref scale, first, size));
        }

        ClearSpare(ref mean, channels);
        ClearSpare(ref variance, channels);
        ClearSpare(ref scale, channels);
    }

    /// <summary>From Σ dy and Σ dy·(x − mean) of channels to dx = a·dy + b·(x − mean) + c.</summary>
    /// <param name="sum">Σ dy.</param>
    /// <param name="product">Σ dy·(x − mean).</param>
    /// <param name="inverse">1/σ of each channel's group.</param>
    /// <param name="gamma">Weights of channels.</param>
    /// <param name="ofGradient">Becomes a = γ/σ.</param>
    /// <param name="ofValue">Becomes b = −1/σ³ · Σ γ·dy·(x − mean) / count.</param>
    /// <param name="constant">Becomes c = −1/σ · Σ γ·dy / count.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="groups">Groups; a divisor of the channels.</param>
    /// <param name="positions">Values of a channel.</param>
    public static void Gradients(
        ref float sum, ref float product, ref float inverse, ref float gamma, ref float ofGradient, ref float ofValue, ref float constant,
        int channels, int groups, long positions)
    {
        int size = channels / groups;
        double count = (double)size * positions;
        for (int first = 0; first < channels; first += size)
        {
            Span<float> weights = Slice(ref gamma, first, size);
            float inverseOfGroup = Unsafe.Add(ref inverse, first);
            double exact = inverseOfGroup;
            double ofSum = DoubleSum.OfProducts(weights, Slice(ref sum, first, size));
            double ofProduct = DoubleSum.OfProducts(weights, Slice(ref product, first, size));
            TensorPrimitives.Multiply(weights, inverseOfGroup, Slice(ref ofGradient, first, size));
            Slice(ref ofValue, first, size).Fill((float)(-exact * exact * exact * ofProduct / count));
            Slice(ref constant, first, size).Fill((float)(-exact * ofSum / count));
        }

        ClearSpare(ref ofGradient, channels);
        ClearSpare(ref ofValue, channels);
        ClearSpare(ref constant, channels);
    }

    /// <summary>Adds one image's share to the gradient of the weight: dγ += Σ dy·(x − mean) / σ.</summary>
    /// <param name="product">Σ dy·(x − mean).</param>
    /// <param name="inverse">1/σ of each channel's group.</param>
    /// <param name="gradient">Added to.</param>
    /// <param name="channels">Channels.</param>
    public static void AddWeights(ref float product, ref float inverse, ref float gradient, int channels)
    {
        Span<float> weights = Slice(ref gradient, 0, channels);
        TensorPrimitives.MultiplyAdd(Slice(ref product, 0, channels), Slice(ref inverse, 0, channels), weights, weights);
    }

    /// <summary>Adds one image's share to the gradient of the bias: dβ += Σ dy.</summary>
    /// <param name="sum">Σ dy.</param>
    /// <param name="gradient">Added to.</param>
    /// <param name="channels">Channels.</param>
    public static void AddBiases(ref float sum, ref float gradient, int channels)
    {
        Span<float> biases = Slice(ref gradient, 0, channels);
        TensorPrimitives.Add(Slice(ref sum, 0, channels), biases, biases);
    }

    private static Span<float> Slice(ref float vector, int first, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref vector, first), length);

    private static void ClearSpare(ref float vector, int channels) => Slice(ref vector, channels, (Lanes - (channels % Lanes)) % Lanes).Clear();
}

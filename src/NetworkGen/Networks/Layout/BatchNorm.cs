using System;
using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>The per-channel arithmetic of batch norm in training, in double (Ioffe and Szegedy, 2015; PyTorch's <c>nn.BatchNorm2d</c>). For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNorm
{
    private const int Lanes = 16;

    /// <summary>From the statistics of images to those of the batch: all images have as many values, so mean = Σ mean[i] / images and variance = Σ (squares[i] / count + (mean[i] − mean)²) / images.</summary>
    /// <param name="images">Means, and Σ (x − mean)².</param>
    /// <param name="count">Values per channel in an image.</param>
    /// <param name="mean">Takes the batch's means.</param>
    /// <param name="variance">Takes its biased variances.</param>
    internal static void MergeStatistics(PerImage images, long count, Span<float> mean, Span<float> variance)
    {
        Span<double> centers = stackalloc double[Lanes];
        Span<double> spreads = stackalloc double[Lanes];
        for (int first = 0; first < mean.Length; first += Lanes)
        {
            Sum(images, 0, first, centers);
            for (int lane = 0; lane < Lanes; lane++)
            {
                centers[lane] /= images.Images;
            }

            spreads.Clear();
            for (int image = 0; image < images.Images; image++)
            {
                ReadOnlySpan<float> means = images[image, 0].Slice(first, Lanes);
                ReadOnlySpan<float> squares = images[image, 1].Slice(first, Lanes);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    double distance = means[lane] - centers[lane];
                    spreads[lane] += squares[lane] + (count * distance * distance);
                }
            }

            for (int lane = 0; lane < Lanes; lane++)
            {
                mean[first + lane] = (float)centers[lane];
                variance[first + lane] = (float)(spreads[lane] / (count * images.Images));
            }
        }
    }

    /// <summary>From the sums of images to those of the batch.</summary>
    /// <param name="images">Σ dy, and Σ dy·(x − mean).</param>
    /// <param name="sum">Takes the batch's Σ dy.</param>
    /// <param name="product">Takes its Σ dy·(x − mean).</param>
    internal static void MergeGradients(PerImage images, Span<float> sum, Span<float> product)
    {
        Span<double> totals = stackalloc double[Lanes];
        for (int first = 0; first < sum.Length; first += Lanes)
        {
            for (int vector = 0; vector < 2; vector++)
            {
                Sum(images, vector, first, totals);
                Span<float> target = vector == 0 ? sum : product;
                for (int lane = 0; lane < Lanes; lane++)
                {
                    target[first + lane] = (float)totals[lane];
                }
            }
        }
    }

    private static void Sum(PerImage images, int vector, int first, Span<double> totals)
    {
        totals.Clear();
        for (int image = 0; image < images.Images; image++)
        {
            ReadOnlySpan<float> values = images[image, vector].Slice(first, Lanes);
            for (int lane = 0; lane < Lanes; lane++)
            {
                totals[lane] += values[lane];
            }
        }
    }

    /// <summary>From batch statistics to y = (x − mean) · scale + shift; moves the running statistics.</summary>
    /// <param name="mean">The batch's means, by blocks of 16.</param>
    /// <param name="variance">The batch's biased variances, by blocks of 16.</param>
    /// <param name="gamma">Weight, or none for 1.</param>
    /// <param name="beta">Bias, or none for 0.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">running ← (1 − momentum) · running + momentum · batch.</param>
    /// <param name="runningMean">One per channel.</param>
    /// <param name="runningVariance">One per channel; takes the unbiased variance.</param>
    /// <param name="scale">γ/√(variance + eps), by blocks of 16.</param>
    /// <param name="shift">β, by blocks of 16.</param>
    /// <param name="count">Values per channel in the batch.</param>
    /// <exception cref="InvalidOperationException">There is one value per channel, which has no variance.</exception>
    public static void Normalize(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float eps, float momentum,
        Span<float> runningMean, Span<float> runningVariance, Span<float> scale, Span<float> shift, long count)
    {
        if (count < 2)
        {
            throw new InvalidOperationException("Batch norm in training needs at least 2 values per channel, got 1: train with more images at once, or on larger maps.");
        }

        WeightLayout.PackVector(beta, shift);
        scale.Clear();
        for (int channel = 0; channel < runningMean.Length; channel++)
        {
            scale[channel] = (float)(At(gamma, channel) / Math.Sqrt((double)variance[channel] + eps));
            double unbiased = variance[channel] * ((double)count / (count - 1));
            runningMean[channel] = (float)(((1 - (double)momentum) * runningMean[channel]) + ((double)momentum * mean[channel]));
            runningVariance[channel] = (float)(((1 - (double)momentum) * runningVariance[channel]) + (momentum * unbiased));
        }
    }

    /// <summary>From Σ dy and Σ dy·(x − mean) to the parameters' gradients, and to dx = a·dy + b·(x − mean) + c.</summary>
    /// <param name="variance">The batch's biased variances, by blocks of 16.</param>
    /// <param name="sum">Σ dy, by blocks of 16.</param>
    /// <param name="product">Σ dy·(x − mean), by blocks of 16.</param>
    /// <param name="scale">γ/σ as the forward pass had it, whatever the weight has become since; 0 in spare lanes. By blocks of 16.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="gammaGradient">Added to: Σ dy·(x − mean)/σ; or none.</param>
    /// <param name="betaGradient">Added to: Σ dy; or none.</param>
    /// <param name="ofGradient">a = γ/σ, by blocks of 16.</param>
    /// <param name="ofValue">b = −γ/σ³ · Σ dy·(x − mean) / count, by blocks of 16.</param>
    /// <param name="constant">c = −γ/σ · Σ dy / count, by blocks of 16.</param>
    /// <param name="count">Values per channel in the batch.</param>
    public static void Gradients(
        ReadOnlySpan<float> variance, ReadOnlySpan<float> sum, ReadOnlySpan<float> product, ReadOnlySpan<float> scale, float eps,
        Span<float> gammaGradient, Span<float> betaGradient, Span<float> ofGradient, Span<float> ofValue, Span<float> constant, long count)
    {
        for (int channel = 0; channel < sum.Length; channel++)
        {
            double inverse = 1 / Math.Sqrt((double)variance[channel] + eps);
            double a = scale[channel];
            ofGradient[channel] = (float)a;
            ofValue[channel] = (float)(-a * inverse * inverse * product[channel] / count);
            constant[channel] = (float)(-a * sum[channel] / count);
            if (channel < gammaGradient.Length)
            {
                gammaGradient[channel] += (float)(product[channel] * inverse);
            }

            if (channel < betaGradient.Length)
            {
                betaGradient[channel] += sum[channel];
            }
        }
    }

    private static double At(ReadOnlySpan<float> gamma, int channel) => gamma.IsEmpty ? 1 : gamma[channel];
}

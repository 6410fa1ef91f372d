using System;
using System.Linq;
using NetworkGen.Layout;
using Xunit;

namespace NetworkGen.Tests.Networks;

/// <summary>An image's sums, and what is merged of them, against sums in double.</summary>
public class BatchNormSumsTests
{
    private const int Blocks = 2;
    private const int Channels = Blocks * 16;
    private const int Images = 3;

    /// <summary>Columns in fours and a rest, single rows and columns, means far from zero, and a first row unlike the others.</summary>
    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 7, 0, 0)]
    [InlineData(5, 3, 0, 0)]
    [InlineData(8, 8, 1000, 0)]
    [InlineData(32, 33, 10, 0)]
    [InlineData(32, 33, 0, 30)]
    public void StatisticsOfABatch(int rows, int columns, float mean, float ofFirstRow)
    {
        float[] x = Values(rows, columns, mean, ofFirstRow);
        var sums = new float[Images * 2 * Channels];
        for (int image = 0; image < Images; image++)
        {
            BatchNormSums.Statistics(ref x[image * Length(rows, columns)], ref sums[image * 2 * Channels], Blocks, Plane(rows, columns), Pitch(columns), rows, columns);
        }

        var means = new float[Channels];
        var variances = new float[Channels];
        BatchNorm.MergeStatistics(new PerImage(ref sums[0], 2 * Channels, Images, Channels), rows * columns, means, variances);

        for (int channel = 0; channel < Channels; channel++)
        {
            double[] values = Channel(x, channel, rows, columns);
            double center = values.Average();
            double variance = values.Average(value => (value - center) * (value - center));
            Assert.Equal(center, means[channel], 1e-6 * Math.Max(1, Math.Abs(mean) + ofFirstRow));

            // An image's mean is rounded to a float, which shows where it is thousands of times the deviation.
            Assert.Equal(variance, variances[channel], (1e-5 * variance) + (1e-8 * mean) + 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(32, 33)]
    public void SumsOfGradientsOfABatch(int rows, int columns)
    {
        float[] x = Values(rows, columns, 5, 0);
        float[] dy = Values(rows, columns, 0.1f, 0);
        float[] means = [.. Enumerable.Range(0, Channels).Select(static channel => 4.9f + (channel * 0.01f))];
        float[] vectors = [.. means, .. new float[3 * Channels]];
        var sums = new float[Images * 2 * Channels];
        for (int image = 0; image < Images; image++)
        {
            int first = image * Length(rows, columns);
            BatchNormSums.Gradients(
                ref x[first], ref dy[first], ref vectors[0], ref sums[image * 2 * Channels], Blocks, Plane(rows, columns), Pitch(columns), Plane(rows, columns), Pitch(columns), rows, columns);
        }

        var sum = new float[Channels];
        var product = new float[Channels];
        BatchNorm.MergeGradients(new PerImage(ref sums[0], 2 * Channels, Images, Channels), sum, product);

        for (int channel = 0; channel < Channels; channel++)
        {
            double[] gradients = Channel(dy, channel, rows, columns);
            double[] distances = [.. Channel(x, channel, rows, columns).Select(value => value - means[channel])];
            double scale = 1e-5 * gradients.Length;
            Assert.Equal(gradients.Sum(), sum[channel], scale);
            Assert.Equal(gradients.Zip(distances).Sum(static pair => pair.First * pair.Second), product[channel], scale);
        }
    }

    /// <summary>Gradients that a ReLU stops, by the sign of (x − mean) · scale + shift, become 0 and are not summed.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(32, 33)]
    public void SumsOfGradientsThroughAReLU(int rows, int columns)
    {
        float[] x = Values(rows, columns, 5, 0);
        float[] dy = Values(rows, columns, 0.1f, 0);
        float[] Vector(float first, float step) => [.. Enumerable.Range(0, Channels).Select(channel => first + (channel * step))];
        float[] means = Vector(4.9f, 0.01f), scales = Vector(-0.5f, 0.03f), shifts = Vector(0.2f, -0.01f);
        float[] vectors = [.. means, .. new float[Channels], .. scales, .. shifts];
        float[] masked = [.. dy];
        for (int i = 0; i < dy.Length; i++)
        {
            int channel = (i / Plane(rows, columns) % Blocks * 16) + (i % 16);
            masked[i] = float.IsNaN(x[i]) || float.FusedMultiplyAdd(x[i] - means[channel], scales[channel], shifts[channel]) > 0 ? dy[i] : 0;
        }

        float[] sums = new float[2 * Channels], expected = new float[2 * Channels], stopped = [.. dy];
        BatchNormSums.Gradients(ref x[0], ref masked[0], ref vectors[0], ref expected[0], Blocks, Plane(rows, columns), Pitch(columns), Plane(rows, columns), Pitch(columns), rows, columns);
        BatchNormSums.GradientsThroughReLU(ref x[0], ref stopped[0], ref vectors[0], ref sums[0], Blocks, Plane(rows, columns), Pitch(columns), Plane(rows, columns), Pitch(columns), rows, columns);

        Assert.Equal(expected, sums);
        int image = Length(rows, columns);
        Assert.Equal(masked[..image], stopped[..image]);
        Assert.Equal(dy[image..], stopped[image..]);
        Assert.Contains(0f, stopped);
    }

    private static int Pitch(int columns) => (columns + 2) * 16;

    private static int Plane(int rows, int columns) => (rows + 1) * Pitch(columns);

    private static int Length(int rows, int columns) => Blocks * Plane(rows, columns);

    /// <summary>Between the maps stands what must not be read.</summary>
    private static float[] Values(int rows, int columns, float mean, float ofFirstRow)
    {
        var random = new Random(9);
        var values = new float[Images * Length(rows, columns)];
        Array.Fill(values, float.NaN);
        for (int block = 0; block < Images * Blocks; block++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < columns * 16; i++)
                {
                    values[(block * Plane(rows, columns)) + (row * Pitch(columns)) + i] = mean + (row == 0 ? ofFirstRow : 0) + (random.NextSingle() * 2) - 1;
                }
            }
        }

        return values;
    }

    private static double[] Channel(float[] values, int channel, int rows, int columns) =>
    [
        .. from image in Enumerable.Range(0, Images)
           from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           select (double)values[(image * Length(rows, columns)) + (channel / 16 * Plane(rows, columns)) + (row * Pitch(columns)) + (column * 16) + (channel % 16)],
    ];
}

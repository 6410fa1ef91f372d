using System;
using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>
/// Between PyTorch's weight layout (out × in/groups × height × width) and the kernels':
/// <c>[group][out / 16][in / block][height][width][block][16]</c>, or <c>[channel / 16][height][width][16]</c> for depthwise. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightLayout
{
    private const int Lanes = 16;

    /// <summary>Packs weights for forward.</summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive.</param>
    /// <param name="groups">Groups as declared.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="panelGroups">Groups as computed (neighbours joined, zeros between them); 0 for depthwise.</param>
    /// <param name="block">Input channels side by side: 16 or 1.</param>
    public static void Pack(
        ReadOnlySpan<float> weight, Span<float> packed, int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth, int panelGroups, int block)
    {
        var shape = new WeightShape(outChannels, inChannels, groups, kernelHeight * kernelWidth, panelGroups, block);
        packed.Clear();
        for (int k = 0; k < outChannels; k++)
        {
            InputWalk targets = shape.Forward(k);
            for (int c = 0; c < shape.InChannelsOfGroup; c++)
            {
                ReadOnlySpan<float> taps = weight.Slice(shape.Source(k, c), shape.Taps);
                int target = targets.Next();
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    packed[target + (tap * shape.TapStep)] = taps[tap];
                }
            }
        }
    }

    /// <summary>
    /// Packs weights and bias with a batch norm folded in, in double:
    /// weight · γ/√(var + eps) and (bias − mean) · γ/√(var + eps) + β.
    /// </summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="bias">One per output channel, or none.</param>
    /// <param name="gamma">The batch norm's weight, or none for 1.</param>
    /// <param name="beta">The batch norm's bias, or none for 0.</param>
    /// <param name="mean">Its running mean.</param>
    /// <param name="variance">Its running variance.</param>
    /// <param name="eps">Its eps.</param>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="packedBias">Bias by blocks of 16.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive.</param>
    /// <param name="groups">Groups as declared.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="panelGroups">Groups as computed; 0 for depthwise.</param>
    /// <param name="block">Input channels side by side: 16 or 1.</param>
    public static void PackWithBatchNorm(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float eps, Span<float> packed, Span<float> packedBias,
        int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth, int panelGroups, int block)
    {
        Pack(weight, packed, outChannels, inChannels, groups, kernelHeight, kernelWidth, panelGroups, block);
        PackBiasWithBatchNorm(bias, gamma, beta, mean, variance, eps, packedBias);
        var shape = new WeightShape(outChannels, inChannels, groups, kernelHeight * kernelWidth, panelGroups, block);
        for (int k = 0; k < outChannels; k++)
        {
            double scale = Scale(gamma, variance, eps, k);
            InputWalk targets = shape.Forward(k);
            for (int c = 0; c < shape.InChannelsOfGroup; c++)
            {
                int target = targets.Next();
                for (int tap = 0; tap < shape.Taps; tap++)
                {
                    ref float value = ref packed[target + (tap * shape.TapStep)];
                    value = (float)(value * scale);
                }
            }
        }
    }

    /// <summary>Packs a bias with a batch norm folded in, in double: (bias − mean) · γ/√(var + eps) + β.</summary>
    /// <param name="bias">One per output channel, or none.</param>
    /// <param name="gamma">The batch norm's weight, or none for 1.</param>
    /// <param name="beta">The batch norm's bias, or none for 0.</param>
    /// <param name="mean">Its running mean.</param>
    /// <param name="variance">Its running variance.</param>
    /// <param name="eps">Its eps.</param>
    /// <param name="packed">By blocks of 16.</param>
    public static void PackBiasWithBatchNorm(
        ReadOnlySpan<float> bias, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float eps, Span<float> packed)
    {
        packed.Clear();
        for (int k = 0; k < mean.Length; k++)
        {
            packed[k] = (float)(((At(bias, k, 0) - mean[k]) * Scale(gamma, variance, eps, k)) + At(beta, k, 0));
        }
    }

    /// <summary>Packs the taps of one stride phase, turned around and with in and out exchanged, for the gradient of the input or a transposed convolution.</summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="packed">The kernels' layout, in blocks of 16.</param>
    /// <param name="outChannels">Channels that leave forward.</param>
    /// <param name="inChannels">Channels that arrive forward.</param>
    /// <param name="groups">Groups as declared.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="panelGroups">Groups as computed; 0 for depthwise.</param>
    /// <param name="block">16.</param>
    /// <param name="firstRow">The first tap row.</param>
    /// <param name="rowStep">From one tap row to the next.</param>
    /// <param name="rows">Tap rows.</param>
    /// <param name="firstColumn">The first tap column.</param>
    /// <param name="columnStep">From one tap column to the next.</param>
    /// <param name="columns">Tap columns.</param>
    public static void PackTurned(
        ReadOnlySpan<float> weight, Span<float> packed, int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth, int panelGroups, int block,
        int firstRow, int rowStep, int rows, int firstColumn, int columnStep, int columns)
    {
        var shape = new WeightShape(outChannels, inChannels, groups, kernelHeight * kernelWidth, panelGroups, block);
        packed.Clear();
        for (int k = 0; k < outChannels; k++)
        {
            InputWalk targets = shape.Turned(k, rows * columns);
            for (int c = 0; c < shape.InChannelsOfGroup; c++)
            {
                int source = shape.Source(k, c);
                int target = targets.Next();
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        int tap = ((firstRow + (row * rowStep)) * kernelWidth) + firstColumn + (column * columnStep);
                        packed[target + (((row * columns) + column) * shape.TapStep)] = weight[source + tap];
                    }
                }
            }
        }
    }

    /// <summary>Packs the taps of one stride phase of a transposed convolution with the batch norm behind it folded in, in double: weight · γ/√(var + eps).</summary>
    /// <param name="weight">PyTorch's layout.</param>
    /// <param name="gamma">The batch norm's weight, or none for 1.</param>
    /// <param name="variance">Its running variance.</param>
    /// <param name="eps">Its eps.</param>
    /// <param name="packed">The kernels' layout, in blocks of 16.</param>
    /// <param name="outChannels">Channels that arrive: those that leave the convolution whose gradient it is.</param>
    /// <param name="inChannels">Channels that leave.</param>
    /// <param name="groups">Groups as declared.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="panelGroups">Groups as computed; 0 for depthwise.</param>
    /// <param name="block">16.</param>
    /// <param name="firstRow">The first tap row.</param>
    /// <param name="rowStep">From one tap row to the next.</param>
    /// <param name="rows">Tap rows.</param>
    /// <param name="firstColumn">The first tap column.</param>
    /// <param name="columnStep">From one tap column to the next.</param>
    /// <param name="columns">Tap columns.</param>
    public static void PackTurnedWithBatchNorm(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> gamma, ReadOnlySpan<float> variance, float eps, Span<float> packed,
        int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth, int panelGroups, int block,
        int firstRow, int rowStep, int rows, int firstColumn, int columnStep, int columns)
    {
        PackTurned(
            weight, packed, outChannels, inChannels, groups, kernelHeight, kernelWidth, panelGroups, block,
            firstRow, rowStep, rows, firstColumn, columnStep, columns);
        var shape = new WeightShape(outChannels, inChannels, groups, kernelHeight * kernelWidth, panelGroups, block);
        for (int k = 0; k < outChannels; k++)
        {
            InputWalk targets = shape.Turned(k, rows * columns);
            int first = k / (outChannels / groups) * shape.InChannelsOfGroup;
            for (int c = 0; c < shape.InChannelsOfGroup; c++)
            {
                double scale = Scale(gamma, variance, eps, first + c);
                int target = targets.Next();
                for (int tap = 0; tap < rows * columns; tap++)
                {
                    ref float value = ref packed[target + (tap * shape.TapStep)];
                    value = (float)(value * scale);
                }
            }
        }
    }

    /// <summary>Adds packed weight gradients to those in PyTorch's layout.</summary>
    /// <param name="packed">The kernels' layout.</param>
    /// <param name="gradient">PyTorch's layout; added to.</param>
    /// <param name="outChannels">Channels that leave.</param>
    /// <param name="inChannels">Channels that arrive.</param>
    /// <param name="groups">Groups as declared.</param>
    /// <param name="kernelHeight">Rows of taps.</param>
    /// <param name="kernelWidth">Columns of taps.</param>
    /// <param name="panelGroups">Groups as computed; 0 for depthwise.</param>
    /// <param name="block">Input channels side by side: 16 or 1.</param>
    public static void AddUnpacked(
        ReadOnlySpan<float> packed, Span<float> gradient, int outChannels, int inChannels, int groups, int kernelHeight, int kernelWidth, int panelGroups, int block)
    {
        var shape = new WeightShape(outChannels, inChannels, groups, kernelHeight * kernelWidth, panelGroups, block);
        for (int k = 0; k < outChannels; k++)
        {
            InputWalk sources = shape.Forward(k);
            for (int c = 0; c < shape.InChannelsOfGroup; c++)
            {
                Span<float> taps = gradient.Slice(shape.Source(k, c), shape.Taps);
                int source = sources.Next();
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    taps[tap] += packed[source + (tap * shape.TapStep)];
                }
            }
        }
    }

    /// <summary>Copies one number per channel, or weights as they are; the last block is filled up with zeros.</summary>
    /// <param name="values">One per channel, or none for zeros.</param>
    /// <param name="packed">By blocks of 16.</param>
    public static void PackVector(ReadOnlySpan<float> values, Span<float> packed)
    {
        values.CopyTo(packed);
        packed[values.Length..].Clear();
    }

    /// <summary>Copies one number per channel, or one for all channels; the last block is filled up with zeros.</summary>
    /// <param name="values">One per channel, or one.</param>
    /// <param name="packed">By blocks of 16.</param>
    /// <param name="channels">Channels.</param>
    public static void PackConstants(ReadOnlySpan<float> values, Span<float> packed, int channels)
    {
        PackVector(values, packed);
        if (values.Length == 1)
        {
            packed[..channels].Fill(values[0]);
        }
    }

    /// <summary>Adds one number per channel.</summary>
    /// <param name="packed">By blocks of 16.</param>
    /// <param name="gradient">One per channel; added to.</param>
    public static void AddVector(ReadOnlySpan<float> packed, Span<float> gradient)
    {
        for (int channel = 0; channel < gradient.Length; channel++)
        {
            gradient[channel] += packed[channel];
        }
    }

    /// <summary>Copies one factor per channel; the last block is filled up with zeros.</summary>
    /// <param name="values">One per channel, or none for ones.</param>
    /// <param name="packed">By blocks of 16.</param>
    /// <param name="channels">Channels.</param>
    public static void PackScale(ReadOnlySpan<float> values, Span<float> packed, int channels)
    {
        PackVector(values, packed);
        if (values.IsEmpty)
        {
            packed[..channels].Fill(1);
        }
    }

    /// <summary>Adds the gradients of slopes: to one per channel, or their sum, in double, to one for all.</summary>
    /// <param name="packed">By blocks of 16.</param>
    /// <param name="gradient">One per channel, or one; added to.</param>
    /// <param name="channels">Channels.</param>
    public static void AddSlopes(ReadOnlySpan<float> packed, Span<float> gradient, int channels)
    {
        if (gradient.Length == 1)
        {
            gradient[0] += (float)DoubleSum.Of(packed[..channels]);
            return;
        }

        AddVector(packed, gradient);
    }

    /// <summary>A batch norm by running statistics as x · scale + shift, computed in double.</summary>
    /// <param name="gamma">Weight, or none for 1.</param>
    /// <param name="beta">Bias, or none for 0.</param>
    /// <param name="mean">Running mean.</param>
    /// <param name="variance">Running variance.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="scale">By blocks of 16.</param>
    /// <param name="shift">By blocks of 16.</param>
    public static void PackBatchNorm(
        ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float eps, Span<float> scale, Span<float> shift)
    {
        scale.Clear();
        shift.Clear();
        for (int channel = 0; channel < mean.Length; channel++)
        {
            double factor = Scale(gamma, variance, eps, channel);
            scale[channel] = (float)factor;
            shift[channel] = (float)(At(beta, channel, 0) - (mean[channel] * factor));
        }
    }

    internal static double Scale(ReadOnlySpan<float> gamma, ReadOnlySpan<float> variance, float eps, int channel) =>
        At(gamma, channel, 1) / Math.Sqrt((double)variance[channel] + eps);

    private static double At(ReadOnlySpan<float> values, int index, double otherwise) => values.IsEmpty ? otherwise : values[index];

    /// <summary>Where a weight stands in each layout.</summary>
    private readonly struct WeightShape(int outChannels, int inChannels, int groups, int taps, int panelGroups, int block)
    {
        private bool IsDepthwise => panelGroups == 0;

        public int Taps => taps;

        public int InChannelsOfGroup => inChannels / groups;

        /// <summary>Floats from one tap to the next in the packed layout.</summary>
        public int TapStep => IsDepthwise ? Lanes : block * Lanes;

        public int Source(int k, int c) => ((k * InChannelsOfGroup) + c) * taps;

        /// <summary>Where the weights of an output channel are packed for forward.</summary>
        public InputWalk Forward(int k) => IsDepthwise ? Depthwise(k, taps) : Panel(k, taps, outFirst: true);

        /// <summary>Where they are packed with in and out exchanged, for so many taps.</summary>
        public InputWalk Turned(int k, int phaseTaps) => IsDepthwise ? Depthwise(k, phaseTaps) : Panel(k, phaseTaps, outFirst: false);

        private static InputWalk Depthwise(int channel, int taps) => new((channel / Lanes * taps * Lanes) + (channel % Lanes), 1, 0, 1, 0);

        private InputWalk Panel(int k, int panelTaps, bool outFirst)
        {
            int outOfPanel = outChannels / panelGroups;
            int inOfPanel = inChannels / panelGroups;
            int panel = k / outOfPanel;
            int kInPanel = k % outOfPanel;
            int cInPanel = (k / (outChannels / groups) * InChannelsOfGroup) - (panel * inOfPanel);
            (int major, int minor) = outFirst ? (kInPanel, cInPanel) : (cInPanel, kInPanel);
            int majorBlocks = Blocks(outFirst ? outOfPanel : inOfPanel, Lanes);
            int minorBlocks = Blocks(outFirst ? inOfPanel : outOfPanel, block);
            int blockLength = panelTaps * block * Lanes;
            int first = ((((panel * majorBlocks) + (major / Lanes)) * minorBlocks) + (minor / block)) * blockLength;
            first += (minor % block * Lanes) + (major % Lanes);
            return outFirst
                ? new InputWalk(first, block, minor % block, Lanes, blockLength)
                : new InputWalk(first, Lanes, major % Lanes, 1, minorBlocks * blockLength);
        }

        private static int Blocks(int channels, int size) => (channels + size - 1) / size;
    }

    /// <summary>The places of one input channel after the other: side by side in a block, then on to the next block. No division, of which millions of weights would feel each.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="block">Channels of a block.</param>
    /// <param name="within">Where in its block the first channel is.</param>
    /// <param name="step">From one channel to the next in a block.</param>
    /// <param name="blockStep">From one block to the next.</param>
    private struct InputWalk(int first, int block, int within, int step, int blockStep)
    {
        private int _next = first;
        private int _within = within;

        /// <summary>The next place.</summary>
        public int Next()
        {
            int place = _next;
            _next += step;
            if (++_within == block)
            {
                _within = 0;
                _next += blockStep - (block * step);
            }

            return place;
        }
    }
}

using System;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>What the adaptive pools share: bin o spans ⌊o·in/out⌋ up to, not including, ⌈(o+1)·in/out⌉ on each axis; neighbours may overlap.</summary>
public abstract class AdaptivePool : ReferenceLayer
{
    private protected AdaptivePool(Feature input, int outputSize)
        : base(input, Feature.Map(input.Channels, outputSize, outputSize))
    {
        if (input.IsVector || outputSize < 1)
        {
            throw new IllegalLayerException($"an adaptive pool to {outputSize} on {input}");
        }
    }

    /// <summary>Every output with each input of its bin, by rows.</summary>
    private protected void ForEachPair(int batchSize, Action<int, int, int> action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int c = 0; c < Output.Channels; c++)
            {
                for (int oh = 0; oh < Output.Height; oh++)
                {
                    (int top, int bottom) = Range(oh, Input.Height, Output.Height);
                    for (int ow = 0; ow < Output.Width; ow++)
                    {
                        (int left, int right) = Range(ow, Input.Width, Output.Width);
                        for (int h = top; h < bottom; h++)
                        {
                            for (int w = left; w < right; w++)
                            {
                                action(Input.At(n, c, h, w), Output.At(n, c, oh, ow), (bottom - top) * (right - left));
                            }
                        }
                    }
                }
            }
        }
    }

    private static (int Start, int End) Range(int output, int inputs, int outputs) =>
        ((int)Math.Floor((double)output * inputs / outputs), (int)Math.Ceiling((output + 1.0) * inputs / outputs));
}

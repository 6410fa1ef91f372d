using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>What happens to an image while it is copied in: x·scale + offset per channel, from the Rescale and Normalize layers at the front.</summary>
/// <param name="Scale">One factor per channel.</param>
/// <param name="Offset">One summand per channel.</param>
public sealed record InputPlan(EquatableArray<float> Scale, EquatableArray<float> Offset)
{
    /// <summary>Combines the prologue of a network, in double.</summary>
    public static InputPlan For(Network network)
    {
        int channels = network.InputShape.Channels;
        double[] scale = Enumerable.Repeat(1.0, channels).ToArray();
        double[] offset = new double[channels];
        foreach (Node node in new Dataflow(network).Prologue)
        {
            (double[] factor, double[] summand) = Affine(node.Layer, channels);
            for (int channel = 0; channel < channels; channel++)
            {
                scale[channel] *= factor[channel];
                offset[channel] = (offset[channel] * factor[channel]) + summand[channel];
            }
        }

        return new InputPlan(scale.Select(static value => (float)value).ToEquatableArray(), offset.Select(static value => (float)value).ToEquatableArray());
    }

    /// <summary>A Rescale or Normalize layer as x·factor + summand per channel.</summary>
    public static (double[] Factor, double[] Summand) Affine(Layer layer, int channels)
    {
        static double At(EquatableArray<double> values, int channel) => values[values.Count == 1 ? 0 : channel];
        int[] all = Enumerable.Range(0, channels).ToArray();
        return layer switch
        {
            Rescale rescale => ([.. all.Select(_ => (double)rescale.Scale)], [.. all.Select(_ => (double)rescale.Offset)]),
            Normalize normalize => (
                [.. all.Select(channel => 1 / At(normalize.Std, channel))],
                [.. all.Select(channel => -At(normalize.Mean, channel) / At(normalize.Std, channel))]),
            _ => throw new System.ArgumentException($"{layer.Kind} is not a scaling of channels.", nameof(layer)),
        };
    }
}

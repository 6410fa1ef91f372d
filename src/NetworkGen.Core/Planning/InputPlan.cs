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
    public static InputPlan For(Network network, Dataflow flow)
    {
        int channels = network.InputShape.Channels;
        double[] scale = Enumerable.Repeat(1.0, channels).ToArray();
        double[] offset = new double[channels];
        foreach (Node node in flow.Prologue)
        {
            (double[] factor, double[] summand) = Affine(node.Layer);
            for (int channel = 0; channel < channels; channel++)
            {
                double times = factor[factor.Length == 1 ? 0 : channel];
                scale[channel] *= times;
                offset[channel] = (offset[channel] * times) + summand[summand.Length == 1 ? 0 : channel];
            }
        }

        return new InputPlan(scale.Select(static value => (float)value).ToEquatableArray(), offset.Select(static value => (float)value).ToEquatableArray());
    }

    /// <summary>A Rescale or Normalize layer as x·factor + summand: one of each for all channels where the declaration says so, else one per channel.</summary>
    public static (double[] Factor, double[] Summand) Affine(Layer layer)
    {
        static double At(EquatableArray<double> values, int channel) => values[values.Count == 1 ? 0 : channel];
        return layer switch
        {
            Rescale rescale => ([rescale.Scale], [rescale.Offset]),
            Normalize normalize => (
                [.. normalize.Std.Select(static std => 1 / std)],
                [.. Enumerable.Range(0, System.Math.Max(normalize.Mean.Count, normalize.Std.Count)).Select(channel => -At(normalize.Mean, channel) / At(normalize.Std, channel))]),
            _ => throw new System.ArgumentException($"{layer.Kind} is not a scaling of channels.", nameof(layer)),
        };
    }
}

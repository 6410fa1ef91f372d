using System;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// How far a feature really looks: the weight of a pixel falls off like a bell around the field's centre.
/// Luo et al. 2016 (arXiv 1701.04128): σ² = Σ j_in²·d²·(k² − 1)/12 for uniform kernels, and about 4σ hold nearly all of it.
/// It grows with √depth while the theoretical field grows with depth. A hint, not a bound.
/// </summary>
public static class EffectiveField
{
    /// <summary>About how many rows and columns weigh in at <paramref name="node"/>.</summary>
    public static (double Height, double Width) Of(Network network, Node node)
    {
        (double vertical, double horizontal) = Variance(network, node);
        return (4 * Math.Sqrt(vertical), 4 * Math.Sqrt(horizontal));
    }

    /// <summary>Summed back to the image, on each axis along the path on which it comes to most.</summary>
    private static (double Vertical, double Horizontal) Variance(Network network, Node node)
    {
        var sums = new (double Vertical, double Horizontal)[node.Index + 2];
        foreach (Node each in network.Nodes.Take(node.Index + 1))
        {
            FieldStep step = each.Layer.FieldStep(each.InputShapes[0]);
            foreach (int input in each.Inputs)
            {
                ReceptiveField arriving = network.FieldOf(input);
                (double vertical, double horizontal) = sums[each.Index + 1];
                sums[each.Index + 1] = (
                    Math.Max(vertical, sums[input + 1].Vertical + Spread(step, step.Vertical, arriving.Vertical.Jump)),
                    Math.Max(horizontal, sums[input + 1].Horizontal + Spread(step, step.Horizontal, arriving.Horizontal.Jump)));
            }
        }

        return sums[node.Index + 1];
    }

    private static double Spread(FieldStep step, Window window, double jump)
    {
        (double taps, double dilation) = step.Sampling == Sampling.Slide ? (window.Kernel, window.Dilation) : (step.Local(window), 1);
        return jump * jump * dilation * dilation * ((taps * taps) - 1) / 12;
    }
}

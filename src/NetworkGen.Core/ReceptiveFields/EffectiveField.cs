using System;
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

    /// <summary>Summed along the first input back to the image.</summary>
    private static (double Vertical, double Horizontal) Variance(Network network, Node node)
    {
        double vertical = 0;
        double horizontal = 0;
        while (true)
        {
            FieldStep step = node.Layer.FieldStep(node.InputShapes[0]);
            ReceptiveField arriving = node.Inputs[0] == Network.Input ? ReceptiveField.Pixel : network.Nodes[node.Inputs[0]].Field;
            vertical += Spread(step, step.Vertical, arriving.Vertical.Jump);
            horizontal += Spread(step, step.Horizontal, arriving.Horizontal.Jump);
            if (node.Inputs[0] == Network.Input)
            {
                return (vertical, horizontal);
            }

            node = network.Nodes[node.Inputs[0]];
        }
    }

    private static double Spread(FieldStep step, Window window, double jump)
    {
        (double taps, double dilation) = step.Sampling == Sampling.Slide ? (window.Kernel, window.Dilation) : (step.Local(window), 1);
        return jump * jump * dilation * dilation * ((taps * taps) - 1) / 12;
    }
}

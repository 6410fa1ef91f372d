using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Rules;

/// <summary>What rules ask of a layer's weights.</summary>
internal static class Weights
{
    /// <summary>Whether it multiplies what arrives by weights, as convolutions and linear layers do and norms don't.</summary>
    public static bool Has(Layer layer) => layer is Convolution or ConvTranspose2d or Linear;

    /// <summary>Whether it adds a learned number per channel.</summary>
    public static bool HasBias(Layer layer) => layer is Convolution { Bias: true } or ConvTranspose2d { Bias: true } or Linear { Bias: true };

    /// <summary>Trained values.</summary>
    public static long Count(Node node) => node.Parameters.Sum(static parameter => parameter.Length);
}

using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Concat. Inputs that begin and end with a block of channels are written where they belong, so only the others are copied.</summary>
public sealed class Concatenation : JoinKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Concat ? null : "concatenates channels";

    /// <summary>The block of channels that an input begins in.</summary>
    public static int FirstBlock(Node node, int input) => FirstChannel(node, input) / TensorLayout.FullBlock;

    /// <summary>Forward was y[first + c] = x[c], so dx[c] = dy[first + c].</summary>
    public override void BackwardInput(FusedLayer layer, int input, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        CopyMap.Channels(outputGradient, FirstChannel(layer.Node, input), inputGradient, 0, inputGradient.Layout.Channels, plan);

    /// <inheritdoc/>
    protected override void Join(FusedLayer layer, Lowering plan)
    {
        Tensor y = plan.Output(layer);
        Place place = plan.Storage.Place(layer.Last.Index);
        for (int i = 0; i < layer.Node.Inputs.Count; i++)
        {
            int first = FirstChannel(layer.Node, i);
            bool isThere = first % TensorLayout.FullBlock == 0
                && plan.Storage.Place(layer.Node.Inputs[i]) == new Place(place.Root, place.FirstBlock + (first / TensorLayout.FullBlock));
            if (!isThere)
            {
                Tensor x = plan.Input(layer, i);
                CopyMap.Channels(x, 0, y, first, x.Layout.Channels, plan);
            }
        }
    }

    private static int FirstChannel(Node node, int input) => node.InputShapes.Take(input).Sum(static shape => shape.Channels);
}

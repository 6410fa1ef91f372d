using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Mul: y = a · b, value by value, or map times gate with one value per channel.</summary>
public sealed class Multiplication : JoinKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Mul ? null : "multiplies tensors";

    /// <summary>Forward was y = a · b, so da = dy · b; the gradient of a gate sums that over all positions.</summary>
    public override void BackwardInput(FusedLayer layer, int input, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        Tensor other = plan.Input(layer, 1 - input);
        if (IsGate(inputGradient, outputGradient))
        {
            plan.Call(
                new GateGradientKernel(),
                other.Origin, outputGradient.Origin, inputGradient.Origin, outputGradient.Layout.Blocks,
                other.Layout.Plane, other.Layout.Pitch, outputGradient.Layout.Plane, outputGradient.Layout.Pitch, inputGradient.Layout.Plane,
                outputGradient.Layout.Height, outputGradient.Layout.Width);
            return;
        }

        Multiply(outputGradient, other, inputGradient, plan);
    }

    /// <inheritdoc/>
    protected override void Join(FusedLayer layer, Lowering plan)
    {
        Tensor y = plan.Output(layer);
        Tensor a = plan.Input(layer, 0);
        Tensor b = plan.Input(layer, 1);
        (Tensor map, Tensor factor) = IsGate(a, y) ? (b, a) : (a, b);
        Multiply(map, factor, y, plan);
    }

    private static bool IsGate(Tensor tensor, Tensor map) =>
        (tensor.Layout.Height, tensor.Layout.Width) != (map.Layout.Height, map.Layout.Width);

    private static void Multiply(Tensor map, Tensor factor, Tensor y, Lowering plan)
    {
        bool isGate = IsGate(factor, y);
        Operand[] rows = isGate ? [] : [factor.Layout.Pitch];
        plan.Call(
            new ProductKernel(isGate),
            [
                map.Origin, factor.Origin, y.Origin, y.Layout.Blocks, map.Layout.Plane, map.Layout.Pitch, factor.Layout.Plane, .. rows,
                y.Layout.Plane, y.Layout.Pitch, y.Layout.Height, y.Layout.Width,
            ]);
    }
}

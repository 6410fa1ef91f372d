using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Max and average pools, over windows or adaptive bins.</summary>
public sealed class Pooling : LayerKernel
{
    /// <inheritdoc/>
    public override string? Refusal(Node node) => node.Layer is Pool2d or AdaptivePool2d ? null : "computes pools";

    /// <summary>Whether it takes the largest of every 2×2, and what is left over at the end of an axis is dropped: a convolution computes that before its stores.</summary>
    public static bool FitsEpilogue(Node node) =>
        node.Layer is MaxPool2d && Windows(node) == new PoolWindows(PoolMode.Max, Size: 2, Stride: 2, Padding: 0, IsClipped: false, CountIncludePad: false);

    /// <inheritdoc/>
    public override void Inference(FusedLayer layer, InferencePlanner plan) => Forward(layer, plan, winners: null);

    /// <inheritdoc/>
    public override void Forward(FusedLayer layer, TrainingPlanner plan) => Forward(layer, plan, Windows(layer.Node).IsMaximum ? Winners(layer, plan) : null);

    /// <inheritdoc/>
    public override void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan)
    {
        Tensor dx = inputGradient;
        Operand[] sizes = Sizes(outputGradient, dx, outputGradient.Layout, dx.Layout);
        PoolWindows windows = Windows(layer.Node);
        var kernel = new PoolGradientKernel(windows, AreDisjoint(windows, layer.Node));
        if (!kernel.AreDisjoint)
        {
            plan.Call(new RuntimeKernel("MapLayout.Clear"), dx.Start, dx.Layout.Length);
        }

        if (windows.IsMaximum)
        {
            Tensor winners = Winners(layer, plan);
            plan.Call(kernel, [outputGradient.Origin, dx.Origin, winners.Origin, .. sizes, winners.Layout.Plane, winners.Layout.Pitch]);
            return;
        }

        plan.Call(kernel, [outputGradient.Origin, dx.Origin, .. sizes]);
    }

    private static void Forward(FusedLayer layer, Lowering plan, Tensor? winners)
    {
        Tensor x = plan.Input(layer);
        Tensor y = plan.Output(layer);
        Operand[] sizes = Sizes(x, y, y.Layout, x.Layout);
        var kernel = new PoolKernel(Windows(layer.Node), KeepsWinners: winners is not null);
        if (winners is null)
        {
            plan.Call(kernel, [x.Origin, y.Origin, .. sizes]);
            return;
        }

        plan.Call(kernel, [x.Origin, y.Origin, winners.Origin, .. sizes, winners.Layout.Plane, winners.Layout.Pitch]);
    }

    private static Operand[] Sizes(Tensor first, Tensor second, TensorLayout pooled, TensorLayout input) =>
    [
        input.Blocks, first.Layout.Plane, first.Layout.Pitch, second.Layout.Plane, second.Layout.Pitch,
        pooled.Height, pooled.Width, input.Height, input.Width,
    ];

    /// <summary>Whether each input is in exactly one window: windows as wide as they are apart that end with the map, or bins of equal size.</summary>
    private static bool AreDisjoint(PoolWindows windows, Node node)
    {
        (TensorShape input, TensorShape output) = (node.InputShapes[0], node.Shape);
        return windows.Stride == windows.Size && !windows.IsClipped && input.Height % output.Height == 0 && input.Width % output.Width == 0
            && (windows.Size == 0 || (output.Height * windows.Size == input.Height && output.Width * windows.Size == input.Width));
    }

    private static Tensor Winners(FusedLayer layer, TrainingPlanner plan) =>
        plan.Saved(layer, "winners", TensorLayout.Blocked(layer.Node.Shape, Halo.None));

    private static PoolWindows Windows(Node node)
    {
        TensorShape input = node.InputShapes[0];
        if (node.Layer is not Pool2d pool)
        {
            return new PoolWindows(node.Layer is AdaptiveMaxPool2d ? PoolMode.AdaptiveMax : PoolMode.AdaptiveAverage, 0, 0, 0, IsClipped: false, CountIncludePad: false);
        }

        bool isClipped = pool.Padding > 0
            || ((node.Shape.Height - 1) * pool.Stride) + pool.KernelSize > input.Height
            || ((node.Shape.Width - 1) * pool.Stride) + pool.KernelSize > input.Width;
        return new PoolWindows(
            pool is MaxPool2d ? PoolMode.Max : PoolMode.Average, pool.KernelSize, pool.Stride, pool.Padding, isClipped, pool is AvgPool2d { CountIncludePad: true });
    }
}

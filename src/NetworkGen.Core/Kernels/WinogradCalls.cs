using System.Linq;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// A 3×3 convolution by Winograd's minimal filtering: for a strip of tiles after the other, inputs are transformed, multiplied, and the products
/// transformed back. The multiplication is that of a 1×1 convolution with as many groups as a tile has inputs, and takes its kernel.
/// </summary>
/// <param name="geometry">The convolution; for a gradient, <see cref="ConvolutionGeometry.Turned"/>.</param>
/// <param name="choice">The form and its strips.</param>
/// <param name="layer">The layer.</param>
/// <param name="plan">Where the calls go.</param>
internal sealed class WinogradCalls(ConvolutionGeometry geometry, WinogradChoice choice, FusedLayer layer, Lowering plan)
{
    private readonly ConvolutionCalls _calls = new(geometry, layer, plan);

    /// <summary>Forward, in inference and in training.</summary>
    public void Forward()
    {
        Operand weights = Weights();
        Tensor y = plan.Output(layer);
        ConvolutionStore store = _calls.Store();
        Pack(weights, store);
        Along(plan.Input(layer), weights, y, store);
    }

    /// <summary>The gradient of the input from that of the output.</summary>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dx">Where the gradient of the input goes.</param>
    public void Back(Tensor dy, Tensor dx) => Back(dy, dx, added: null);

    /// <summary>
    /// The same, added to what is there, where each value is stored once: the network's kernels must add, and no strip shift inwards over the tiles of another.
    /// </summary>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dx">What the gradient of the input is added to.</param>
    /// <returns>Whether it is so; otherwise nothing is called.</returns>
    public bool AddBack(Tensor dy, Tensor dx)
    {
        bool canAdd = _calls.TakesResidual && (choice.AreTogether || choice.AllTiles % choice.Tiles == 0);
        if (canAdd)
        {
            Back(dy, dx, added: dx);
        }

        return canAdd;
    }

    private void Back(Tensor dy, Tensor dx, Tensor? added)
    {
        Operand weights = Weights();
        plan.Pack(
            layer.Node.Name + ", turned around", "WinogradLayout.PackTurned",
            plan.Parameter(layer.Node, "weight"), ConvolutionCalls.Span(weights), geometry.InChannels, geometry.OutChannels, choice.Form.Outputs);
        Along(dy, weights, dx, new ConvolutionStore(plan.Zeros(dx.Layout.Blocks * TensorLayout.FullBlock), Epilogue.None, added, IsPooled: false));
    }

    private void Along(Tensor x, Operand weights, Tensor y, ConvolutionStore store)
    {
        int inputBlocks = geometry.InputBlocks(TensorLayout.FullBlock);
        int outputBlocks = geometry.OutputBlocks;
        int products = choice.Form.Products;
        var strip = new WinogradStrip(choice.Form, choice.AreTogether ? choice.AllTiles : choice.Tiles, choice.Images, choice.SharesWeights && plan.GroupsImages, plan);
        Tensor v = strip.Planes(inputBlocks) with { IsOwn = plan.AreDivided(choice.Strips) };
        Tensor m = strip.Planes(outputBlocks) with { IsOwn = v.IsOwn };
        Operand zeros = plan.Zeros((long)products * outputBlocks * TensorLayout.FullBlock);

        // Where some convolutions of a network are pooled all can be, so that they share kernels.
        bool takesPool = plan.Layers.Any(static other => other.Pool is not null);
        plan.InStrips(choice.Strips, choice.Tiles, choice.AreTogether ? choice.AllTiles : null, (start, tiles) =>
        {
            plan.Call(
                new WinogradInputKernel(choice.Form),
                x.Before(geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow), strip.Part(v), start, tiles,
                inputBlocks, x.Layout.Plane, x.Layout.Pitch, v.Layout.Plane, geometry.Output.Height, geometry.Output.Width);
            strip.Call(
                new ConvolutionKernel(Stride: 1, ConvolutionInput.Blocks, Epilogue.None, plan.Tiles[choice.Products], _calls.TakesResidual, FetchesAhead: plan.Ground.FetchesAhead, IsPointwise: true),
                [
                    v.Start, weights, zeros, m.Start,
                    products, inputBlocks, v.Layout.Plane, strip.Pitch(v), outputBlocks, m.Layout.Plane, strip.Pitch(m), TensorLayout.FullBlock,
                    strip.Rows, strip.All(tiles), ConvolutionKernel.Lowest(Epilogue.None), .. _calls.Residual(null),
                ]);
            plan.Call(
                new WinogradOutputKernel(choice.Form, ConvolutionKernel.Unclamped(store.Epilogue), _calls.TakesResidual, takesPool),
                [
                    strip.Part(m), store.Bias, y.Origin, start, tiles,
                    outputBlocks, m.Layout.Plane, y.Layout.Plane, y.Layout.Pitch, geometry.Output.Height, geometry.Output.Width, ConvolutionKernel.Lowest(store.Epilogue), plan.KeepsBatch ? 1 : 0,
                    .. !_calls.TakesResidual ? [] : store.Residual is { } residual
                        ? new Operand[] { residual.Origin, residual.Layout.Plane, residual.Layout.Pitch }
                        : [Operand.Text("ref Nowhere"), 0, 0],
                    .. takesPool ? new Operand[] { store.IsPooled ? 1 : 0 } : [],
                ]);
        });
    }

    private Operand Weights() =>
        plan.Weights((long)choice.Form.Products * geometry.InputBlocks(TensorLayout.FullBlock) * geometry.OutputBlocks * TensorLayout.FullBlock * TensorLayout.FullBlock);

    private void Pack(Operand weights, ConvolutionStore store)
    {
        Operand weight = plan.Parameter(layer.Node, "weight");
        Operand[] shape = [ConvolutionCalls.Span(weights), geometry.OutChannels, geometry.InChannels, choice.Form.Outputs];
        if (layer.BatchNorm is { } norm)
        {
            plan.Pack(layer.Node.Name, "WinogradLayout.Pack", [weight, plan.Parameter(norm, "weight"), _calls.Variance, _calls.Eps, .. shape]);
            _calls.PackBiasWithBatchNorm(ConvolutionCalls.Span(store.Bias));
        }
        else
        {
            plan.Pack(layer.Node.Name, "WinogradLayout.Pack", [weight, .. shape]);
            _calls.PackBias(null, ConvolutionCalls.Span(store.Bias));
        }
    }
}

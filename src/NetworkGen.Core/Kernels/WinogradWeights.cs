using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// The gradient of a 3×3 convolution's weights by Winograd's minimal filtering. Forward was y = Aᵀ[(G·w·Gᵀ) ∘ (Bᵀ·x·B)]A for each tile, so
/// dw = Gᵀ[Σ (A·dy·Aᵀ) ∘ (Bᵀ·x·B)]G, summed over the tiles: as many products as forward has. The sums are those of a 1×1 convolution's
/// weight gradient with as many groups as a tile has inputs, and take its kernel.
/// </summary>
/// <param name="Form">The form.</param>
/// <param name="Tiles">Tiles of a strip.</param>
/// <param name="Strips">Strips; none shifts, as each tile counts once.</param>
/// <param name="Images">How many images' tiles are summed at a time.</param>
internal sealed record WinogradWeights(WinogradForm Form, int Tiles, int Strips, int Images)
{
    /// <summary>Tiles summed at a time, at most: longer sums lose bits, and more would fill the cache.</summary>
    private const int MostTiles = 256;

    /// <summary>The fastest way that is worth it, or null where the direct sum is better or nothing else fits.</summary>
    public static WinogradWeights? For(ConvolutionGeometry geometry, WinogradMode mode)
    {
        if (mode == WinogradMode.Off || !WinogradChoice.Suits(geometry))
        {
            return null;
        }

        (WinogradWeights? way, double cost) = (
            from form in WinogradChoice.Forms(geometry, mode)
            let tiles = ConvolutionCost.Tiles(geometry, form)
            from size in Enumerable.Range(1, tiles)
            from images in size == tiles ? new[] { 1, TrainingPlan.GroupSize } : [1]
            where tiles % size == 0 && size * images <= MostTiles
            select (Way: new WinogradWeights(form, size, tiles / size, images), Cost: ConvolutionCost.WinogradWeights(geometry, form, size * images)))
            .OrderBy(static way => way.Cost)
            .FirstOrDefault();
        return way is null || cost * ConvolutionCost.Gain > ConvolutionCost.DirectWeights(geometry) ? null : way;
    }

    /// <summary>The calls for an image, and for a group of them.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">Its input, with the zeros of <see cref="ConvolutionGeometry.InputHalo"/> around it.</param>
    /// <param name="dy">The gradient of its output.</param>
    /// <param name="gradient">Where the gradient goes, in the layout of the direct sum.</param>
    /// <param name="plan">The plan.</param>
    public void Call(ConvolutionGeometry geometry, Tensor x, Tensor dy, Operand gradient, TrainingPlanner plan)
    {
        int inputBlocks = geometry.InputBlocks(TensorLayout.FullBlock);
        int outputBlocks = geometry.OutputBlocks;
        var strip = new WinogradStrip(Form, Tiles, Images, areRows: false, plan);
        Tensor v = strip.Planes(inputBlocks);
        Tensor m = strip.Planes(outputBlocks);
        Tensor sums = plan.NewTensor(TensorLayout.Blocked(new TensorShape(Form.Products * outputBlocks * TensorLayout.FullBlock, inputBlocks, TensorLayout.FullBlock), Halo.None));
        EquatableArray<WeightTile> tiles = SimdTarget.Tiled.Select(simd =>
            WeightTile.Choose(simd, outputBlocks, tapRows: 1, tapColumns: 1, TensorLayout.FullBlock, lanewise: false)).ToEquatableArray();
        plan.InStrips(Strips, Tiles, together: null, (start, size) =>
        {
            plan.Call(
                new WinogradInputKernel(Form),
                x.Before(geometry.Vertical.PaddingLow, geometry.Horizontal.PaddingLow), strip.Part(v), start, size,
                inputBlocks, x.Layout.Plane, x.Layout.Pitch, v.Layout.Plane, geometry.Output.Height, geometry.Output.Width);
            plan.Call(
                new WinogradGradientKernel(Form),
                dy.Origin, strip.Part(m), start, size, outputBlocks, dy.Layout.Plane, dy.Layout.Pitch, m.Layout.Plane, geometry.Output.Height, geometry.Output.Width);
            strip.Call(
                ConvolutionWeightsKernel.For(tapColumns: 1, dilation: 1, ConvolutionInput.Blocks, tiles) with { Adds = false },
                v.Start, m.Start, sums.Start, Form.Products, inputBlocks, v.Layout.Plane, v.Layout.Pitch, outputBlocks, m.Layout.Plane, m.Layout.Pitch,
                1, strip.All(size), 1, 1, 1, 1, 1);
            strip.Call(new RuntimeKernel("WinogradTaps.Add"), sums.Start, gradient, Form.Outputs, outputBlocks * inputBlocks);
        });
    }
}

using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed in inference: decided once, and read by the menu of tiles and by the kernel that makes the calls.</summary>
/// <param name="Geometry">Its numbers; under a pool, without a last row or column that the pool drops.</param>
/// <param name="Winograd">The form of Winograd's minimal filtering and its strips, or null for the direct sum.</param>
/// <param name="IsPooled">Whether only the largest of each 2×2 results is stored.</param>
/// <param name="JoinsRows">Whether rows may be computed as one: nothing lies between those of what is read.</param>
/// <param name="HasGaps">Whether something lies between those of the result.</param>
/// <param name="Rows">Rows of the result that are computed at a time; null where all are.</param>
/// <param name="Blocks">Blocks of channels of the result that are computed at a time; null where all are.</param>
/// <param name="ReadStride">Positions from one that is read to the next, where these are copied first and <paramref name="Geometry"/> is that of the copy; else 1.</param>
internal sealed record ConvolutionMethod(
    ConvolutionGeometry Geometry, WinogradChoice? Winograd, bool IsPooled, bool JoinsRows, bool HasGaps, int? Rows = null, int? Blocks = null, int ReadStride = 1)
{
    /// <summary>
    /// Blocks of output channels from which on the positions of a strided 1×1 are copied first: each panel of weights reads all of them again, and between them
    /// lie more that nothing reads.
    /// </summary>
    private const int FewestOfCopy = 8;

    /// <summary>The numbers of what a call computes: of a strip, where the map is computed by strips, and with rows joined where that pays.</summary>
    public ConvolutionGeometry OfCall => JoinsRows ? OfStrip.Joined(RowJoin.Rows(Blocks is null ? OfStrip : Geometry, HasGaps), HasGaps) : OfStrip;

    private ConvolutionGeometry OfStrip => Rows is { } rows ? Geometry with { Output = Geometry.Output with { Height = rows } }
        : Blocks is { } blocks ? Geometry.OfChannels(blocks * TensorLayout.FullBlock)
        : Geometry;

    /// <summary>The map that it writes by register tiles.</summary>
    public TileRequest Tiles => Winograd?.Products ?? OfCall.OutputTile with { IsPooled = IsPooled };

    /// <summary>The fastest by the model (<see cref="ConvolutionCost"/>), or null for what is no convolution.</summary>
    public static ConvolutionMethod? For(FusedLayer layer, WinogradChoices choices, Storage storage)
    {
        if (ConvolutionGeometry.Of(layer.Node) is not { } geometry)
        {
            return null;
        }

        bool hasGaps = storage.Layout(layer.Last.Index).Halo is not { Left: 0, Right: 0 };
        if (layer.Beside is not null)
        {
            return new ConvolutionMethod(PathSum.Geometry(layer), Winograd: null, IsPooled: false, storage.Layout(storage.Joint(layer)).IsGapless, hasGaps);
        }

        bool isPooled = layer.Pool is not null;
        ConvolutionGeometry computed = isPooled ? geometry with { Output = Even(geometry.Output) } : geometry;
        bool isAddedByRows = layer.Residual is not { } residual || storage.Layout(residual).IsGapless;
        TensorLayout input = storage.Layout(layer.Node.Inputs[0]);
        if (!isPooled && CopiesWhatItReads(geometry) && input.Block == TensorLayout.FullBlock)
        {
            // Where the result has gaps rows stay apart: a kernel for them is worth it where a network has many such layers, and strided ones are few.
            return new ConvolutionMethod(geometry.OfRead, Winograd: null, isPooled, isAddedByRows && !hasGaps, hasGaps, ReadStride: geometry.Vertical.Stride);
        }

        bool joinsRows = !isPooled && geometry.CanJoinRows && isAddedByRows && input.IsGapless;
        return new ConvolutionMethod(computed, choices.Inference(computed), isPooled, joinsRows, hasGaps);
    }

    /// <summary>Whether the positions that it reads are copied first, where they lie in blocks.</summary>
    public static bool CopiesWhatItReads(ConvolutionGeometry geometry) => geometry.IsStridedPointwise && geometry.OutputBlocks >= FewestOfCopy;

    private static TensorShape Even(TensorShape shape) => new(shape.Channels, shape.Height / 2 * 2, shape.Width / 2 * 2);
}

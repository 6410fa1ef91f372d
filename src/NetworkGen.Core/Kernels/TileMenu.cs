using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>A map that a convolution writes.</summary>
/// <param name="Rows">Output rows.</param>
/// <param name="Columns">Output columns.</param>
/// <param name="Blocks">Blocks of 16 output channels in one group.</param>
/// <param name="IsLanewise">Whether each channel reads only itself (depthwise).</param>
/// <param name="IsPooled">Whether a tile is stored as the largest of each 2×2, so that it has even rows and columns.</param>
/// <param name="IsPointwise">Whether it is written by a 1×1 or is Winograd's products: kernels for blocks of channels have no taps to go through then.</param>
public readonly record struct TileRequest(int Rows, int Columns, int Blocks, bool IsLanewise, bool IsPooled = false, bool IsPointwise = false)
{
    /// <summary>Columns from one gap in the map's rows to the next, as rows were joined; null where there are none. A tile meets one gap at most.</summary>
    public int? ColumnsBetweenGaps { get; init; }
}

/// <summary>
/// The tiles of a network's convolutions, chosen together: a map takes a tile that others take too where that costs it little,
/// so that fewer kernels are emitted, compiled and kept in the instruction cache.
/// </summary>
public sealed class TileMenu
{
    /// <summary>What sharing a kernel may cost a map, in modelled time. Depthwise kernels are long and take little time: with fewer than 512 bits one tile serves all that share one at 512.</summary>
    private const double Slack = 1.06;

    /// <summary>The same of 1×1s and Winograd's products, of which most networks are made, with fewer than 512 bits: there tiles are small and differ more.</summary>
    private const double SlackOfNarrow = 1.03;

    /// <summary>Values that a small tile accumulates: enough to hide the latency of a multiply-add.</summary>
    private const int MostOfSmall = 8;

    private readonly Dictionary<TileRequest, EquatableArray<ConvolutionTile>> _tiles = [];

    private TileMenu(IReadOnlyCollection<TileRequest> requests, IEnumerable<TileRequest> rare)
    {
        foreach (var group in requests.GroupBy(static request => (request.IsLanewise, request.IsPooled, request.IsPointwise, HasGaps: request.ColumnsBetweenGaps is not null)))
        {
            foreach ((ConvolutionTile widest, List<TileRequest> members) in Cover(SimdTarget.Tiled[0], [.. group], Slack))
            {
                foreach ((ConvolutionTile other, List<TileRequest> users) in Cover(SimdTarget.Tiled[1], members, group.Key.IsLanewise ? double.PositiveInfinity : group.Key.IsPointwise ? SlackOfNarrow : Slack))
                {
                    EquatableArray<ConvolutionTile> tiles = new[] { widest, other }.ToEquatableArray();
                    users.ForEach(user => _tiles[user] = tiles);
                }
            }
        }

        foreach (TileRequest request in rare.Where(request => !_tiles.ContainsKey(request)))
        {
            _tiles[request] = Known(request) ?? SimdTarget.Tiled.Select(simd => Small(simd, request)).ToEquatableArray();
        }
    }

    /// <summary>The tiles for all that a network's kernels write by tiles, forward and backward.</summary>
    public static TileMenu For(Groundwork ground)
    {
        Network network = ground.Network;
        IEnumerable<TileRequest> Forward(Node node) => KernelCatalog.For(node).TileRequests(node, ground);
        IEnumerable<TileRequest> Gradients(IEnumerable<Node> nodes) => nodes.SelectMany(node => KernelCatalog.For(node).GradientTileRequests(node, ground));
        return new(
            [.. network.Nodes.SelectMany(Forward).Concat(ground.Head?.TileRequests ?? []).Concat(Gradients(network.Nodes.Where(node => node.Inputs.Any(ground.Flow.IsTrained)))).Distinct()],
            Gradients(network.Nodes).Distinct());
    }

    /// <summary>The tiles for a map, in the order of <see cref="SimdTarget.Tiled"/>.</summary>
    public EquatableArray<ConvolutionTile> this[TileRequest request] => _tiles[request];

    /// <summary>The tiles of all maps.</summary>
    public IReadOnlyCollection<EquatableArray<ConvolutionTile>> Tiles => _tiles.Values;

    /// <summary>Tiles chosen already that a map can take, or null. Good enough for gradients of the image, which few want.</summary>
    private EquatableArray<ConvolutionTile>? Known(TileRequest request) => _tiles
        .Where(known => known.Key.IsLanewise == request.IsLanewise && known.Key.IsPointwise == request.IsPointwise && !known.Key.IsPooled
            && SimdTarget.Tiled.Select((simd, index) => ConvolutionTile.Candidates(simd, request).Contains(known.Value[index])).All(static fits => fits))
        .OrderBy(known => known.Value[0].Time(SimdTarget.Tiled[0], request))
        .Select(static known => (EquatableArray<ConvolutionTile>?)known.Value)
        .FirstOrDefault();

    /// <summary>The best of the tiles that are short to read and to compile.</summary>
    private static ConvolutionTile Small(SimdTarget simd, TileRequest request) => ConvolutionTile.Candidates(simd, request)
        .Where(static tile => tile.Positions * tile.Vectors <= MostOfSmall)
        .OrderBy(tile => tile.Time(simd, request))
        .First();

    /// <summary>Covers maps by few tiles: again and again the tile that suits most of the maps left, and among those the fastest.</summary>
    private static IEnumerable<(ConvolutionTile Tile, List<TileRequest> Members)> Cover(SimdTarget simd, List<TileRequest> requests, double slack)
    {
        var suitable = requests.ToDictionary(static request => request, request =>
        {
            (ConvolutionTile Tile, double Time)[] all = [.. ConvolutionTile.Candidates(simd, request).Select(tile => (tile, tile.Time(simd, request)))];
            double best = all.Min(static candidate => candidate.Time);
            return all.Where(candidate => candidate.Time <= best * slack).ToDictionary(static candidate => candidate.Tile, candidate => candidate.Time / best);
        });
        while (suitable.Count > 0)
        {
            ConvolutionTile chosen = suitable.Values
                .SelectMany(static tiles => tiles)
                .GroupBy(static tile => tile.Key)
                .OrderByDescending(static tiles => tiles.Count())
                .ThenBy(static tiles => tiles.Sum(static tile => tile.Value))
                .ThenByDescending(static tiles => tiles.Key.Columns)
                .First().Key;
            List<TileRequest> members = [.. requests.Where(request => suitable.TryGetValue(request, out var tiles) && tiles.ContainsKey(chosen))];
            members.ForEach(member => suitable.Remove(member));
            yield return (chosen, members);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>How a convolution is computed by Winograd's minimal filtering.</summary>
/// <param name="Form">The form.</param>
/// <param name="Tiles">Tiles of a strip.</param>
/// <param name="AllTiles">Tiles of the map.</param>
/// <param name="Outputs">Blocks of output channels.</param>
/// <param name="AreTogether">Whether a core takes its strips as one: all of them fit its cache, and they are there to be divided between cores.</param>
/// <param name="IsStreamed">Whether weights come from afar for each image (<see cref="Groundwork.FetchesAhead"/>); in training they don't, as neighbouring images share them.</param>
/// <param name="SharesWeights">Whether a group of images is to share the weights (<see cref="ImageGroup"/>): they are more than a cache holds, and far more than what passes between the steps.</param>
/// <param name="Images">How many images' tiles are multiplied at a time; more than 1 in training only, where all tiles are one strip.</param>
internal sealed record WinogradChoice(WinogradForm Form, int Tiles, int AllTiles, int Outputs, bool AreTogether = false, bool IsStreamed = false, bool SharesWeights = false, int Images = 1)
{
    /// <summary>Tiles of a strip at most: more fill the cache and gain nothing.</summary>
    private const int MostTiles = 256;

    /// <summary>Tiles of a strip that is there to be divided, at least: fewer leave registers idle.</summary>
    private const int FewestTiles = 8;

    /// <summary>What strips that cores can divide may cost, in modelled time: one core alone shouldn't lose.</summary>
    private const double Slack = 1.06;

    /// <summary>Strips; the last one shifts inwards.</summary>
    public int Strips => ConvolutionCost.Strips(AllTiles, Tiles);

    /// <summary>The products as a map to write.</summary>
    public TileRequest Products => new(1, Tiles, Outputs, IsLanewise: false, IsPointwise: true);

    /// <summary>The fastest way that is worth it, or null where the direct sum is better or nothing else fits.</summary>
    public static WinogradChoice? For(ConvolutionGeometry geometry, WinogradMode mode, bool isStreamed = false)
    {
        if (mode == WinogradMode.Off || !Suits(geometry))
        {
            return null;
        }

        WinogradChoice[] ways =
        [
            .. from form in Forms(geometry, mode)
               let all = ConvolutionCost.Tiles(geometry, form)
               from tiles in StripSizes(all)
               let way = new WinogradChoice(form, tiles, all, geometry.OutputBlocks, IsStreamed: isStreamed)
               orderby way.Cycles(geometry)
               select way,
        ];
        return ways.Length == 0 || ways[0].Cycles(geometry) * ConvolutionCost.Gain > ConvolutionCost.Direct(geometry) ? null : Dividable(geometry, ways);
    }

    /// <summary>What it takes on one core, in cycles.</summary>
    public double Cycles(ConvolutionGeometry geometry) =>
        Images > 1 ? ConvolutionCost.WinogradOfGroup(geometry, Form, Images)
        : AreTogether ? ConvolutionCost.WinogradTogether(geometry, Form, Tiles, IsStreamed) : ConvolutionCost.Winograd(geometry, Form, Tiles, IsStreamed);

    /// <summary>
    /// The same for a training pass, forward and to the input: there weights are transformed at every step, which takes a part of what is gained, and a group of
    /// images may share what they are multiplied by.
    /// </summary>
    public static WinogradChoice? ForTraining(ConvolutionGeometry geometry, WinogradMode mode)
    {
        double Step(WinogradChoice choice) => choice.Cycles(geometry) + ConvolutionCost.Transformation(geometry, choice.Form);
        if (mode == WinogradMode.Off || !Suits(geometry))
        {
            return null;
        }

        IEnumerable<WinogradChoice> ofGroups =
            from form in Forms(geometry, mode)
            let all = ConvolutionCost.Tiles(geometry, form)
            where all * TrainingPlan.GroupSize <= MostTiles
            select new WinogradChoice(form, all, all, geometry.OutputBlocks, Images: TrainingPlan.GroupSize);
        WinogradChoice[] ways = [.. (For(geometry, mode) is { } alone ? new[] { alone } : []).Concat(ofGroups).OrderBy(Step)];
        return ways.Length == 0 || Step(ways[0]) * ConvolutionCost.Gain > ConvolutionCost.Direct(geometry) ? null : ways[0];
    }

    /// <summary>
    /// The same form as the fastest in strips that cores can divide, where that costs hardly more: what passes between its steps stays in each core's cache then.
    /// One strip stays one where each core would have to read more weights than its cache holds.
    /// </summary>
    private static WinogradChoice Dividable(ConvolutionGeometry geometry, IReadOnlyList<WinogradChoice> ways)
    {
        WinogradChoice fastest = ways[0];
        double weights = ConvolutionCost.WeightBytes(geometry, fastest.Form);
        if (fastest.Strips == 1 && weights > ConvolutionCost.Cache)
        {
            // What passes between the steps of a group's images goes through a cache further away.
            return fastest with { SharesWeights = weights > 2 * ConvolutionCost.StripBytes(geometry, fastest.Form, fastest.AllTiles) };
        }

        double most = fastest.Cycles(geometry) * Slack;
        return StripLoop.Divides(fastest.Strips) ? fastest : ways
            .Concat(fastest.Parts())
            .Where(way => way.Form == fastest.Form && way.Tiles >= FewestTiles && StripLoop.Divides(way.Strips))
            .Select(way => (Way: way, Cycles: way.Cycles(geometry)))
            .Where(candidate => candidate.Cycles <= most)
            .OrderByDescending(static candidate => Math.Min(candidate.Way.Strips, StripLoop.FewestDivided))
            .ThenBy(static candidate => candidate.Cycles)
            .Select(static candidate => candidate.Way)
            .DefaultIfEmpty(fastest)
            .First();
    }

    /// <summary>One strip in parts.</summary>
    private IEnumerable<WinogradChoice> Parts() => Strips > 1
        ? []
        : from tiles in StripSizes(AllTiles)
          where tiles < AllTiles
          select this with { Tiles = tiles, AreTogether = true };

    /// <summary>The forms that a mode allows and a map has room for.</summary>
    public static IEnumerable<WinogradForm> Forms(ConvolutionGeometry geometry, WinogradMode mode) =>
        (mode == WinogradMode.F2 ? new[] { WinogradForm.F2 } : [WinogradForm.F4, WinogradForm.F2])
        .Where(form => Math.Min(geometry.Output.Height, geometry.Output.Width) >= form.Outputs);

    /// <summary>Strips of equal size, in all numbers up to a practical one.</summary>
    private static IEnumerable<int> StripSizes(int tiles) =>
        Enumerable.Range(1, tiles).Select(strips => (tiles + strips - 1) / strips).Distinct().Where(static size => size <= MostTiles);

    /// <summary>Whether a convolution is of the kind that Winograd's forms compute.</summary>
    public static bool Suits(ConvolutionGeometry geometry) =>
        geometry.Groups == 1
        && geometry.InChannels >= TensorLayout.FullBlock
        && geometry.OutChannels >= TensorLayout.FullBlock
        && geometry is { Vertical: { Kernel: 3, Stride: 1, Dilation: 1 }, Horizontal: { Kernel: 3, Stride: 1, Dilation: 1 } };
}

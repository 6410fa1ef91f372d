using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>Finds blocks that use themselves, directly or through others, before anything is unfolded. Without recursion: a chain of blocks may be long.</summary>
internal static class BlockCycle
{
    /// <summary>A circle of more blocks is shown without its middle.</summary>
    private const int MostShown = 8;

    /// <summary>Reports the first block that uses itself (NG0006), where the circle closes; false if there is one.</summary>
    public static bool Check(NetworkDeclaration declaration, List<NetworkIssue> issues)
    {
        IReadOnlyDictionary<string, BlockDeclaration> blocks = BlockDeclaration.ByName(declaration.Blocks);
        foreach (string name in Endless(declaration.Blocks, blocks))
        {
            if (Way(blocks, blocks[name].Layers, name) is { } circle && Way(blocks, declaration.Layers, name) is { } there)
            {
                Step[] way = [.. there, .. circle];
                LayerPosition position = way.Skip(1).Zip(way, static (step, before) => (before.Block, step.Layer))
                    .Aggregate(new LayerPosition(way[0].Layer), static (position, step) => position.In(step.Block, step.Layer));
                new IssueSink(issues, position).Report(IssueId.RecursiveBlock, null, circle[circle.Count - 1].Kind, ShortName(name), Text(name, circle));
                return false;
            }
        }

        return true;
    }

    /// <summary>The shortest way from some layers to the one that uses <paramref name="target"/>, as the layers that are passed; null where there is none.</summary>
    public static IReadOnlyList<Step>? Way(EquatableArray<BlockDeclaration> blocks, EquatableArray<LayerDeclaration> layers, string target) =>
        Way(BlockDeclaration.ByName(blocks), layers, target);

    /// <summary><c>Outer → Inner → Outer</c>.</summary>
    public static string Text(string name, IReadOnlyList<Step> circle)
    {
        string[] names = [.. circle.Select(static step => step.Block).Prepend(name).Select(ShortName)];
        return string.Join(" → ", names.Length <= MostShown ? names : names.Take(MostShown / 2).Append("…").Concat(names.Skip(names.Length - (MostShown / 2))));
    }

    private static string ShortName(string name) => new BlockLayer(name, 0).ShortName;

    private static IReadOnlyList<Step>? Way(IReadOnlyDictionary<string, BlockDeclaration> blocks, EquatableArray<LayerDeclaration> layers, string target)
    {
        var cameBy = new Dictionary<string, (Step Step, string? From)>();
        var open = new Queue<(string? Name, EquatableArray<LayerDeclaration> Layers)>([(null, layers)]);
        while (open.Count > 0)
        {
            (string? from, EquatableArray<LayerDeclaration> stack) = open.Dequeue();
            for (int index = 0; index < stack.Count; index++)
            {
                if (UsedBlock(stack[index]) is not { } used || cameBy.ContainsKey(used) || !blocks.TryGetValue(used, out BlockDeclaration? block))
                {
                    continue;
                }

                cameBy[used] = (new Step(index, stack[index].Kind, used), from);
                if (used == target)
                {
                    return Back(cameBy, target);
                }

                open.Enqueue((used, block.Layers));
            }
        }

        return null;
    }

    private static IReadOnlyList<Step> Back(Dictionary<string, (Step Step, string? From)> cameBy, string target)
    {
        var way = new List<Step>();
        for (string? at = target; at is not null; at = cameBy[at].From)
        {
            way.Add(cameBy[at].Step);
        }

        way.Reverse();
        return way;
    }

    /// <summary>What is left when blocks that use no block left are taken away again and again: blocks on a circle, or on the way to one.</summary>
    private static IEnumerable<string> Endless(EquatableArray<BlockDeclaration> declared, IReadOnlyDictionary<string, BlockDeclaration> blocks)
    {
        var left = new HashSet<string>(blocks.Keys);
        int before;
        do
        {
            // From the last one on: users stand before what they use, so that one round does where there is no circle.
            before = left.Count;
            foreach (BlockDeclaration block in declared.Reverse())
            {
                if (!blocks[block.Name].Layers.Any(layer => UsedBlock(layer) is { } used && left.Contains(used)))
                {
                    left.Remove(block.Name);
                }
            }
        }
        while (left.Count < before);

        return declared.Select(static block => block.Name).Where(left.Contains);
    }

    /// <summary>The block that a layer uses, or null.</summary>
    private static string? UsedBlock(LayerDeclaration layer) =>
        layer.Kind is "Stage" or "Use" && layer.Arguments.LastOrDefault(static argument => argument.Name == IssueArgument.Block)?.Value is ArgumentValue.Text text ? text.Value : null;

    /// <summary>A layer that is passed on the way.</summary>
    /// <param name="Layer">Its index in its stack.</param>
    /// <param name="Kind">Its attribute.</param>
    /// <param name="Block">The block that it uses.</param>
    public sealed record Step(int Layer, string Kind, string Block);
}

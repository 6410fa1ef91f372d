using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>2×2 pools at named places, and 3×3 layers behind the features, with pools between them too where they are many.</summary>
/// <param name="After">The layers of the network's own stack that a pool follows.</param>
/// <param name="Runs">How many 3×3 layers follow the features; between two runs stands a pool.</param>
/// <param name="NeedPadding">Whether the 3×3 layers take <c>Padding = 1</c>.</param>
internal sealed record PoolPlan(IReadOnlyList<int> After, IReadOnlyList<int> Runs, bool NeedPadding)
{
    /// <summary>New 3×3 layers.</summary>
    public int Convolutions => Runs.Sum();

    /// <summary>New pools.</summary>
    public int Pools => After.Count + Runs.Count - 1;

    /// <summary>The layer of the network's own stack that the first pool follows.</summary>
    public int First(FeatureEnd end) => After.Count > 0 ? After[0] : end.Layer;

    /// <summary>What it follows, in words: <c>layer 9</c>, or <c>layer 2 and 2 more 3×3 layers</c> where all pools go among the new ones.</summary>
    public string FirstText(Network network, FeatureEnd end) =>
        "layer " + FeatureEnd.NameOf(network, First(end)) + (After.Count > 0 || Runs[0] == 0 ? "" : " and " + More(Runs[0]));

    /// <summary>The change of the network's stack.</summary>
    public IEnumerable<Edit> Edits(Network network, FeatureEnd end)
    {
        EquatableArray<LayerDeclaration> pool = EquatableArray.Of(Between.Written("MaxPool2d", new Argument("KernelSize", new ArgumentValue.Integer(2))));
        foreach (int layer in After)
        {
            yield return new Edit.Insert(layer + 1, pool);
        }

        for (int run = 0; run < Runs.Count; run++)
        {
            if (run > 0)
            {
                yield return new Edit.Insert(end.Layer + 1, pool);
            }

            if (Runs[run] > 0)
            {
                yield return new Edit.Insert(end.Layer + 1, end.Line(network, NeedPadding), Runs[run]);
            }
        }
    }

    /// <summary>In a student's words: <c>2×2 pools after layers 4 and 9 and 5 more 3×3 layers at the end (with Padding = 1)</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="where">Where the 3×3 layers go.</param>
    public string Text(Network network, string where) => Words(network, where + (NeedPadding ? " (with Padding = 1)" : ""));

    /// <summary>The same for a title.</summary>
    public string Title(Network network) => Words(network, "");

    private string Words(Network network, string where)
    {
        string more = More(Convolutions) + where;
        string behind = After.Count == 0 ? "" : "after layer" + (After.Count == 1 ? " " : "s ") + List(After.Select(layer => FeatureEnd.NameOf(network, layer)));
        string among = Runs.Count == 1 ? "" : "after the " + List(Enumerable.Range(1, Runs.Count - 1).Select(count => Ordinal(Runs.Take(count).Sum()))) + " of " + more;
        string pools = (Pools == 1 ? "a 2×2 pool " : "2×2 pools ") + string.Join(" and ", new[] { behind, among }.Where(static text => text.Length > 0));
        return Runs.Count > 1 || Convolutions == 0 ? pools : pools + " and " + more;
    }

    private static string More(int layers) => Numerals.Grouped(layers) + " more 3×3 layer" + (layers == 1 ? "" : "s");

    private static string List(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : string.Join(", ", all.Take(all.Length - 1)) + " and " + all[all.Length - 1];
    }

    private static string Ordinal(int number) => Numerals.Plain(number) + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}

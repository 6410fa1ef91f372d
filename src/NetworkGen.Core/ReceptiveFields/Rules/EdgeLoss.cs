using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What is lost of an axis at its ends.</summary>
/// <param name="Size">Positions.</param>
/// <param name="First">How many of the first ones.</param>
/// <param name="Last">How many of the last ones.</param>
internal readonly record struct EdgeLoss(int Size, int First, int Last)
{
    /// <summary>Whether anything is.</summary>
    public bool Any => First + Last > 0;

    /// <summary><c>the first 2 and the last of 40</c>.</summary>
    public string Text => string.Join(" and ", new[] { End("first", First), End("last", Last) }.Where(static end => end.Length > 0)) + " of " + Numerals.Grouped(Size);

    /// <summary>Of the image. Where a stride skips pixels everywhere, an end that is no wider than its gaps is one of them, and nothing is lost.</summary>
    public static EdgeLoss Of(BackwardSweep read, Network network, Axis axis)
    {
        int size = network.InputShape.Along(axis);
        if (read[Network.Input, axis] is not { } pixels)
        {
            return new EdgeLoss(size, 0, size);
        }

        Interval[] runs = [.. pixels.Runs()];
        long gap = Gaps(runs).Append(0).Max();
        return new EdgeLoss(size, pixels.Leading > gap ? pixels.Leading : 0, pixels.Trailing > gap ? pixels.Trailing : 0);
    }

    private static IEnumerable<long> Gaps(IReadOnlyList<Interval> runs) => runs.Skip(1).Select((run, index) => run.Low - runs[index].High - 1);

    private static string End(string which, int count) => count switch
    {
        0 => "",
        1 => "the " + which,
        _ => "the " + which + " " + Numerals.Grouped(count),
    };
}

using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>Compares as many random graphs as one likes: the first thousand are those of the tests.</summary>
internal static class FieldsCommand
{
    /// <summary>Prints how many agree, and every graph that doesn't; whether all do.</summary>
    public static bool Run(TextWriter output, int graphs)
    {
        var differing = new ConcurrentDictionary<int, string>();
        Parallel.For(0, graphs, number =>
        {
            TestCase graph = FieldGraphs.Of(number);
            if (FieldComparison.Of(graph) is [var first, ..])
            {
                differing[number] = $"graph {number}: {first}\n{CaseSource.File(graph)}";
            }
        });

        foreach ((_, string difference) in differing.OrderBy(entry => entry.Key))
        {
            output.WriteLine(difference);
        }

        output.WriteLine($"{graphs - differing.Count} graphs agree with brute force, {differing.Count} differ");
        return differing.IsEmpty;
    }
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>The exact engine against brute force, on one graph.</summary>
internal static class FieldComparison
{
    /// <summary>What differs: of an output's pixels on either axis, or of all outputs' together. Empty where nothing does.</summary>
    public static IReadOnlyList<string> Of(TestCase testCase)
    {
        BuildResult built = NetworkBuilder.Build(CaseDeclaration.Of(testCase));
        return built.Network is { } network
            ? [.. Of(network, Axis.Vertical, Impulses.Reached(testCase, Axis.Vertical)), .. Of(network, Axis.Horizontal, Impulses.Reached(testCase, Axis.Horizontal))]
            : ["refused: " + string.Join("\n", built.Issues)];
    }

    private static IEnumerable<string> Of(Network network, Axis axis, int[][] reached)
    {
        for (int output = 0; output < reached.Length; output++)
        {
            PixelSet read = ExactField.Read(network, network.Output, axis, output);
            if (!read.SequenceEqual(reached[output]))
            {
                yield return $"{axis} {output}: the engine says {Text(read)}, brute force {Text(reached[output])}";
            }

            // Clipping only takes away.
            PixelSet touched = ExactField.Touched(network, network.Output, axis, output);
            Interval theoretical = ExactField.Theoretical(network, network.Output, axis, output);
            if (!read.All(touched.Contains) || theoretical.Hull(touched.Hull) != theoretical)
            {
                yield return $"{axis} {output}: reads {Text(read)} of the field {Text(touched)} in {theoretical}";
            }
        }

        PixelSet all = ExactField.ReadByAll(network, axis);
        int[] together = [.. reached.SelectMany(pixels => pixels).Distinct().Order()];
        if (!all.SequenceEqual(together))
        {
            yield return $"{axis}, all outputs: the engine says {Text(all)}, brute force {Text(together)}";
        }
    }

    private static string Text(IEnumerable<int> pixels) => "[" + string.Join(" ", pixels) + "]";
}

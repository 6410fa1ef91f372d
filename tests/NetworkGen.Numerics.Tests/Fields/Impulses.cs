using System;
using System.Linq;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>
/// Which pixels reach which outputs, found by trying: the plain reference runs on images of ones, in each of which one row (or column) is
/// lit. All weights are positive, so nothing cancels, and the light is so bright that it wins every max pool and never drowns in a sum:
/// an output has changed if and only if some way leads there.
/// </summary>
internal static class Impulses
{
    /// <summary>Bright enough for some thirty layers, and below the largest double where two products raise it to its fourth power.</summary>
    private const int BrightestExponent = 800;

    /// <summary>For every row (or column) of the output, the rows (or columns) of the image that change it.</summary>
    public static int[][] Reached(TestCase testCase, Axis axis)
    {
        var network = new ReferenceNetwork(testCase);
        MakePositive(network);
        CaseShape image = testCase.Input;
        int lines = axis == Axis.Vertical ? image.Height : image.Width;
        double light = Math.ScaleB(1, BrightestExponent >> testCase.Layers.Count(layer => layer.Kind == "Mul"));

        // The last image stays dark.
        var x = new double[(lines + 1) * image.Length];
        Array.Fill(x, 1);
        for (int at = 0; at < lines * image.Length; at++)
        {
            int lit = at / image.Length;
            x[at] = Line(at, image, axis) == lit ? light : 1;
        }

        double[] y = network.Forward(x, lines + 1);
        if (!y.All(double.IsFinite))
        {
            throw new InvalidOperationException("the light was too bright");
        }

        double[] dark = y[^network.Output.Length..];
        bool[,] reached = new bool[axis == Axis.Vertical ? network.Output.Height : network.Output.Width, lines];
        for (int at = 0; at < lines * network.Output.Length; at++)
        {
            reached[Line(at, network.Output, axis), at / network.Output.Length] |= y[at] != dark[at % network.Output.Length];
        }

        return [.. Enumerable.Range(0, reached.GetLength(0)).Select(output => Enumerable.Range(0, lines).Where(line => reached[output, line]).ToArray())];
    }

    /// <summary>The row or column of a value in a batch.</summary>
    private static int Line(int at, CaseShape shape, Axis axis) => axis == Axis.Vertical ? at / shape.Width % shape.Height : at % shape.Width;

    /// <summary>Weights that add up to at most one per output, so that the dark stays dark; biases, so that padding alone makes no factor of zero.</summary>
    private static void MakePositive(ReferenceNetwork network)
    {
        foreach (ReferenceTensor tensor in network.Parameters)
        {
            Fill(tensor, tensor.Role switch
            {
                TensorRole.Weight => 1.0 / tensor.FanIn,
                TensorRole.NormScale => 1,
                _ => 0.5,
            });
        }

        foreach (ReferenceTensor buffer in network.Buffers)
        {
            Fill(buffer, buffer.Role == TensorRole.NormScale ? 1 : 0);
        }
    }

    private static void Fill(ReferenceTensor tensor, double value)
    {
        for (int i = 0; i < tensor.Length; i++)
        {
            tensor.Values[i] = value * (1 + (Recipe.Unit(Recipe.Bits(Recipe.Seed(tensor.Name), i)) / 4));
        }
    }
}

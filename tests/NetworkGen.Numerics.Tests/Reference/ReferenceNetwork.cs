using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A test case as its formulas: what emitted code is measured against.</summary>
public sealed class ReferenceNetwork
{
    private readonly IReadOnlyList<ReferenceNode> _nodes;
    private readonly int[] _live;
    private readonly int _output;
    private readonly int _inputLength;
    private double[][][] _inputs = [];
    private int _batchSize;
    private int _disturbances;

    /// <summary>Builds all layers and fills their state by the recipe.</summary>
    /// <exception cref="IllegalLayerException">A layer can't stand on what arrives.</exception>
    public ReferenceNetwork(TestCase testCase)
    {
        (_nodes, _output) = ReferenceGraph.Unfold(testCase);
        _live = Live();
        _inputLength = testCase.Input.Length;
        Output = _nodes[_output].Operation.Output.Shape;
        Parameters = [.. _nodes.SelectMany(node => node.Operation.Parameters)];
        Buffers = [.. _nodes.SelectMany(node => node.Operation.Buffers)];
        foreach (ReferenceTensor tensor in Parameters.Concat(Buffers))
        {
            Recipe.State(testCase, tensor).CopyTo(tensor.Values, 0);
        }
    }

    /// <summary>The shape that leaves.</summary>
    public CaseShape Output { get; }

    /// <summary>In layer order, then PyTorch's order.</summary>
    public IReadOnlyList<ReferenceTensor> Parameters { get; }

    /// <summary>Running statistics, in layer order.</summary>
    public IReadOnlyList<ReferenceTensor> Buffers { get; }

    /// <summary>
    /// Every tensor between layers is multiplied by 1 ± this much, anew for each that reads it. At float32's precision the results then tell how
    /// far float32 may be off on this very network: a batch norm on a batch norm, or a gradient that cancels, makes much of little.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>Inference.</summary>
    public double[] Forward(double[] x, int batchSize) => Forward(x, batchSize, training: false).Output;

    /// <summary>Training mode; remembers what <see cref="Backward"/> needs, and moves the running statistics.</summary>
    public double[] ForwardTraining(double[] x, int batchSize)
    {
        _batchSize = batchSize;
        (double[] output, _inputs) = Forward(x, batchSize, training: true);
        return output;
    }

    /// <summary>The smallest <see cref="ReferenceOperation.DistanceToKink"/> of the last <see cref="ForwardTraining"/>, each in units of its layer's largest input.</summary>
    public double DistanceToKink() => _live
        .Select(i => _nodes[i].Operation.DistanceToKink(_inputs[i], _batchSize) / _inputs[i].Max(input => input.Max(Math.Abs)))
        .Where(distance => !double.IsNaN(distance))
        .Min();

    /// <summary>From the gradient at the output to the one at the input, of the last <see cref="ForwardTraining"/>; adds to the parameters' gradients.</summary>
    public double[] Backward(double[] outputGradient)
    {
        // of a tensor with several readers the gradients add up; the last one is the network's input
        double[][] gradients = [.. _nodes.Select(node => new double[_batchSize * node.Operation.Output.Length]), new double[_batchSize * _inputLength]];
        gradients[_output] = outputGradient;
        foreach (int i in _live.Reverse())
        {
            double[][] contributions = _nodes[i].Operation.Backward(_inputs[i], Disturbed(gradients[i]), _batchSize);
            foreach ((int input, double[] contribution) in _nodes[i].Inputs.Zip(contributions))
            {
                double[] sum = gradients[input < 0 ? ^1 : input];
                for (int at = 0; at < sum.Length; at++)
                {
                    sum[at] += contribution[at];
                }
            }
        }

        return Disturbed(gradients[^1]);
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradients()
    {
        foreach (ReferenceTensor parameter in Parameters)
        {
            Array.Clear(parameter.Gradient);
        }
    }

    /// <summary>One step of plain gradient descent.</summary>
    public void Step(double learningRate)
    {
        foreach (ReferenceTensor parameter in Parameters)
        {
            for (int i = 0; i < parameter.Length; i++)
            {
                parameter.Values[i] -= learningRate * parameter.Gradient[i];
            }
        }
    }

    private (double[] Output, double[][][] Inputs) Forward(double[] x, int batchSize, bool training)
    {
        var values = new double[_nodes.Count][];
        var inputs = new double[_nodes.Count][][];
        foreach (int i in _live)
        {
            inputs[i] = [.. _nodes[i].Inputs.Select(input => Disturbed(input < 0 ? x : values[input]))];
            values[i] = _nodes[i].Operation.Forward(inputs[i], batchSize, training);
        }

        return (Disturbed(values[_output]), inputs);
    }

    /// <summary>The nodes that the output depends on. The others are not computed: no gradient, and running statistics that stay.</summary>
    private int[] Live()
    {
        var live = new SortedSet<int> { _output };
        for (int i = _output; i >= 0; i--)
        {
            if (live.Contains(i))
            {
                live.UnionWith(_nodes[i].Inputs.Where(input => input >= 0));
            }
        }

        return [.. live];
    }

    /// <remarks>Each call draws other noise.</remarks>
    private double[] Disturbed(double[] values) => Noise == 0
        ? values
        : [.. values.Zip(Recipe.Uniform($"noise {_disturbances++}", values.Length), (value, u) => value * (1 + (Noise * u)))];
}

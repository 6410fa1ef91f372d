using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A test case as its formulas: what emitted code is measured against.</summary>
public sealed class ReferenceNetwork
{
    private readonly IReadOnlyList<ReferenceLayer> _layers;
    private double[][] _activations = [];
    private int _batchSize;
    private int _disturbances;

    /// <summary>Builds all layers and fills their state by the recipe.</summary>
    /// <exception cref="IllegalLayerException">A layer can't stand on what arrives.</exception>
    public ReferenceNetwork(TestCase testCase)
    {
        var layers = new List<ReferenceLayer>();
        var feature = new Feature(testCase.Input, IsVector: false);
        for (int i = 0; i < testCase.Layers.Count; i++)
        {
            layers.Add(ReferenceLayers.Create(testCase.LayerName(i), testCase.Layers[i], feature));
            feature = layers[^1].Output;
        }

        _layers = layers;
        Output = feature.Shape;
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
        Buffers = [.. layers.SelectMany(layer => layer.Buffers)];
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
    /// Every tensor between layers is multiplied by 1 ± this much. At float32's precision the results then tell how far float32 may be off on this
    /// very network: a batch norm on a batch norm, or a gradient that cancels, makes much of little.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>Inference.</summary>
    public double[] Forward(double[] x, int batchSize)
    {
        foreach (ReferenceLayer layer in _layers)
        {
            x = layer.Forward(Disturbed(x), batchSize, training: false);
        }

        return Disturbed(x);
    }

    /// <summary>Training mode; remembers what <see cref="Backward"/> needs, and moves the running statistics.</summary>
    public double[] ForwardTraining(double[] x, int batchSize)
    {
        _batchSize = batchSize;
        _activations = new double[_layers.Count][];
        for (int i = 0; i < _layers.Count; i++)
        {
            _activations[i] = Disturbed(x);
            x = _layers[i].Forward(_activations[i], batchSize, training: true);
        }

        return Disturbed(x);
    }

    /// <summary>The smallest <see cref="ReferenceLayer.DistanceToKink"/> of the last <see cref="ForwardTraining"/>, each in units of its layer's largest input.</summary>
    public double DistanceToKink() => _layers
        .Select((layer, i) => layer.DistanceToKink(_activations[i], _batchSize) / _activations[i].Max(Math.Abs))
        .Where(distance => !double.IsNaN(distance))
        .Min();

    /// <summary>From the gradient at the output to the one at the input, of the last <see cref="ForwardTraining"/>; adds to the parameters' gradients.</summary>
    public double[] Backward(double[] outputGradient)
    {
        double[] gradient = outputGradient;
        for (int i = _layers.Count - 1; i >= 0; i--)
        {
            gradient = _layers[i].Backward(_activations[i], Disturbed(gradient), _batchSize);
        }

        return Disturbed(gradient);
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

    /// <remarks>Each call draws other noise.</remarks>
    private double[] Disturbed(double[] values) => Noise == 0
        ? values
        : [.. values.Zip(Recipe.Uniform($"noise {_disturbances++}", values.Length), (value, u) => value * (1 + (Noise * u)))];
}

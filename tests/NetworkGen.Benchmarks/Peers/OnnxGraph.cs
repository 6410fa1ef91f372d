using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>An ONNX model, node by node. Field numbers are those of onnx.proto3.</summary>
/// <param name="input">The name of its input.</param>
/// <param name="inputShape">[n, channels, height, width].</param>
internal sealed class OnnxGraph(string input, long[] inputShape)
{
    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int FloatType = 1;
    private const int RealAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    private readonly List<Action<ProtobufWriter>> _nodes = [];
    private readonly Dictionary<string, Action<ProtobufWriter>> _constants = [];

    /// <summary>Adds a parameter's values; returns the name that nodes read it by.</summary>
    public string Constant(Parameter parameter)
    {
        _constants[parameter.Name] = tensor => Write(tensor, parameter.Name, parameter.Shape, parameter.Values);
        return parameter.Name;
    }

    /// <summary>Adds a number; returns the name that nodes read it by.</summary>
    public string Constant(string name, float value)
    {
        _constants[name] = tensor => Write(tensor, name, [], [value]);
        return name;
    }

    /// <summary>Adds a node.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">The names of what it reads.</param>
    /// <param name="output">The name of its result.</param>
    /// <param name="attributes">A <see cref="float"/>, an <see cref="int"/> or an array of <see cref="int"/> each.</param>
    public void Add(string operation, IReadOnlyList<string> inputs, string output, params (string Name, object Value)[] attributes) => _nodes.Add(node =>
    {
        foreach (string name in inputs)
        {
            node.Text(1, name);
        }

        node.Text(2, output);
        node.Text(4, operation);
        foreach ((string name, object value) in attributes)
        {
            node.Message(5, attribute => Write(attribute, name, value));
        }
    });

    /// <summary>The model's bytes.</summary>
    /// <param name="output">The name of its result.</param>
    /// <param name="outputShape">[n, features].</param>
    public byte[] ToBytes(string output, long[] outputShape)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Message(7, graph =>
        {
            _nodes.ForEach(node => graph.Message(1, node));
            graph.Text(2, "network");
            foreach (Action<ProtobufWriter> constant in _constants.Values)
            {
                graph.Message(5, constant);
            }

            graph.Message(11, value => Write(value, input, inputShape));
            graph.Message(12, value => Write(value, output, outputShape));
        });
        model.Message(8, operatorSet => operatorSet.Integer(2, OperatorSet));
        return model.Written.ToArray();
    }

    private static void Write(ProtobufWriter tensor, string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        foreach (int dimension in shape)
        {
            tensor.Integer(1, dimension);
        }

        tensor.Integer(2, FloatType);
        tensor.Text(8, name);
        tensor.Bytes(9, MemoryMarshal.AsBytes(values));
    }

    private static void Write(ProtobufWriter attribute, string name, object value)
    {
        attribute.Text(1, name);
        switch (value)
        {
            case float real:
                attribute.Real(2, real);
                attribute.Integer(20, RealAttribute);
                break;
            case int integer:
                attribute.Integer(3, integer);
                attribute.Integer(20, IntegerAttribute);
                break;
            case int[] integers:
                Array.ForEach(integers, item => attribute.Integer(8, item));
                attribute.Integer(20, IntegersAttribute);
                break;
            default:
                throw new ArgumentException($"An attribute is a float, an int or an array of int; '{name}' is {value.GetType()}.", nameof(value));
        }
    }

    private static void Write(ProtobufWriter value, string name, long[] shape)
    {
        value.Text(1, name);
        value.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, FloatType);
            tensor.Message(2, dimensions => Array.ForEach(shape, size => dimensions.Message(1, dimension => dimension.Integer(1, size))));
        }));
    }
}

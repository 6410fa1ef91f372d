using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>An ONNX model of nodes in a row. Field numbers are those of onnx.proto3.</summary>
/// <param name="inputShape">[n, channels, height, width].</param>
internal sealed class OnnxGraph(long[] inputShape)
{
    private const string Input = "input";
    private const int IrVersion = 8;
    private const int OperatorSet = 13;
    private const int FloatType = 1;
    private const int RealAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;

    private readonly List<Action<ProtobufWriter>> _nodes = [];
    private readonly List<Action<ProtobufWriter>> _initializers = [];
    private string _last = Input;

    /// <summary>Adds a node that reads the last one's output and some constants.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="constants">Further inputs.</param>
    /// <param name="attributes">A <see cref="float"/>, an <see cref="int"/> or an array of <see cref="int"/> each.</param>
    public void Add(string operation, IEnumerable<Parameter> constants, params (string Name, object Value)[] attributes)
    {
        string input = _last;
        string output = _last = FormattableString.Invariant($"{operation}_{_nodes.Count}");
        List<string> inputs = [input];
        foreach (Parameter constant in constants)
        {
            inputs.Add(constant.Name);
            _initializers.Add(tensor => Write(tensor, constant));
        }

        _nodes.Add(node =>
        {
            inputs.ForEach(name => node.Text(1, name));
            node.Text(2, output);
            node.Text(4, operation);
            foreach ((string name, object value) in attributes)
            {
                node.Message(5, attribute => Write(attribute, name, value));
            }
        });
    }

    /// <summary>The model's bytes.</summary>
    /// <param name="outputShape">[n, features].</param>
    public byte[] ToBytes(long[] outputShape)
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Message(7, graph =>
        {
            _nodes.ForEach(node => graph.Message(1, node));
            graph.Text(2, "network");
            _initializers.ForEach(initializer => graph.Message(5, initializer));
            graph.Message(11, value => Write(value, Input, inputShape));
            graph.Message(12, value => Write(value, _last, outputShape));
        });
        model.Message(8, operatorSet => operatorSet.Integer(2, OperatorSet));
        return model.Written.ToArray();
    }

    private static void Write(ProtobufWriter tensor, Parameter parameter)
    {
        foreach (int dimension in parameter.Shape)
        {
            tensor.Integer(1, dimension);
        }

        tensor.Integer(2, FloatType);
        tensor.Text(8, parameter.Name);
        tensor.Bytes(9, MemoryMarshal.AsBytes(parameter.Values));
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

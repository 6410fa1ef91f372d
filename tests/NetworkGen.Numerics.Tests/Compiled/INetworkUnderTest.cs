using System;
using System.IO;
using System.Numerics.Tensors;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>A generated network without its type, which the tests learn at run time only. Every member but the program is <see cref="INetwork{TSelf}"/>'s.</summary>
public interface INetworkUnderTest
{
    public int InputLength { get; }

    public int OutputLength { get; }

    public TensorShape InputShape { get; }

    public TensorShape OutputShape { get; }

    public ParameterSet Parameters { get; }

    public ParameterSet Buffers { get; }

    public int Threads { get; set; }

    /// <summary>What stands behind <c>Forward</c>; private in the network.</summary>
    public InferenceProgram Program { get; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output);

    public void Forward(ReadOnlySpan<byte> input, Span<float> output);

    public void Forward(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output);

    public TrainingPass CreateTrainingPass(int batchSize);

    public void Save(Stream stream);

    /// <summary>Another network of the same type, from a stream.</summary>
    public INetworkUnderTest Load(Stream stream);

    /// <summary>Another network of the same type, from a stream that fits as far as the options want.</summary>
    public INetworkUnderTest Load(Stream stream, LoadOptions options, out LoadReport report);

    /// <summary>Another network of the same type, freshly initialised.</summary>
    public INetworkUnderTest Create(int seed);
}

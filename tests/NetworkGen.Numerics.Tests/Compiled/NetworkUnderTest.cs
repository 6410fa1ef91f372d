using System;
using System.IO;
using System.Numerics.Tensors;
using System.Reflection;
using NetworkGen.Numerics.Tests.Reference;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>The adapter from a generated network to <see cref="INetworkUnderTest"/>; also the proof that generic code can drive any network.</summary>
internal sealed class NetworkUnderTest<T>(T network) : INetworkUnderTest
    where T : INetwork<T>
{
    public int InputLength => T.InputLength;

    public int OutputLength => T.OutputLength;

    public TensorShape InputShape => T.InputShape;

    public TensorShape OutputShape => T.OutputShape;

    public ParameterSet Parameters => network.Parameters;

    public ParameterSet Buffers => network.Buffers;

    public int Threads
    {
        get => network.Threads;
        set => network.Threads = value;
    }

    public InferenceProgram Program =>
        (InferenceProgram)typeof(T).GetField("_networkInference", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(network)!;

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void Forward(ReadOnlySpan<byte> input, Span<float> output) => network.Forward(input, output);

    public void Forward(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output) => network.Forward(input, output);

    public TrainingPass CreateTrainingPass(int batchSize) => network.CreateTrainingPass(batchSize);

    public void Save(Stream stream) => network.Save(stream);

    public INetworkUnderTest Load(Stream stream) => new NetworkUnderTest<T>(T.Load(stream));

    public INetworkUnderTest Load(Stream stream, LoadOptions options, out LoadReport report) =>
        new NetworkUnderTest<T>(T.Load(stream, options, out report));

    public INetworkUnderTest Create(int seed) => new NetworkUnderTest<T>(T.Create(seed));
}

/// <summary>Makes adapters, and the conversions that tests of float32 against float64 need.</summary>
internal static class NetworkUnderTest
{
    /// <summary>A freshly initialised network of a generated type.</summary>
    public static INetworkUnderTest Create(Type type, int seed) => FactoryOf(type).Create(seed);

    /// <summary>A network of a generated type with the weights of a safetensors stream.</summary>
    public static INetworkUnderTest Load(Type type, Stream stream) => FactoryOf(type).Load(stream);

    /// <summary>Sets all parameters and running statistics, by name, to those of a reference.</summary>
    public static void TakeStateOf(this INetworkUnderTest network, ReferenceNetwork reference)
    {
        foreach (ReferenceTensor tensor in reference.Parameters)
        {
            network.Parameters[tensor.Name].CopyFrom(Narrow(tensor.Values));
        }

        foreach (ReferenceTensor tensor in reference.Buffers)
        {
            network.Buffers[tensor.Name].CopyFrom(Narrow(tensor.Values));
        }
    }

    /// <summary>Inference on as many images as <paramref name="input"/> holds.</summary>
    public static float[] Forward(this INetworkUnderTest network, float[] input)
    {
        var output = new float[input.Length / network.InputLength * network.OutputLength];
        network.Forward((ReadOnlySpan<float>)input, output);
        return output;
    }

    /// <summary>To float32; exact for what <see cref="Recipe"/> draws.</summary>
    public static float[] Narrow(double[] values) => Array.ConvertAll(values, value => (float)value);

    /// <summary>To float64.</summary>
    public static double[] Widen(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);

    private static INetworkFactory FactoryOf(Type type) => (INetworkFactory)Activator.CreateInstance(typeof(Factory<>).MakeGenericType(type))!;

    private interface INetworkFactory
    {
        public INetworkUnderTest Create(int seed);

        public INetworkUnderTest Load(Stream stream);
    }

    private sealed class Factory<T> : INetworkFactory
        where T : INetwork<T>
    {
        public INetworkUnderTest Create(int seed) => new NetworkUnderTest<T>(T.Create(seed));

        public INetworkUnderTest Load(Stream stream) => new NetworkUnderTest<T>(T.Load(stream));
    }
}

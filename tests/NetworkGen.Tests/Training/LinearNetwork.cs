using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics.Tensors;

namespace NetworkGen.Tests.Training;

/// <summary>y = weight·x + bias, 2 in, 3 out, written by hand as simply as can be: a stand-in for a generated network.</summary>
internal sealed class LinearNetwork : INetwork<LinearNetwork>
{
    public const int In = 2;
    public const int Out = 3;

    public static int InputLength => In;

    public static int OutputLength => Out;

    public static TensorShape InputShape { get; } = new(In, 1, 1);

    public static TensorShape OutputShape { get; } = new(Out, 1, 1);

    public static NetworkSummary Summary { get; } = new([], "", "");

    public ParameterSet Parameters { get; } = new(
        new ParameterInfo("weight", [Out, In], Initializer.Uniform(0.7f)), new ParameterInfo("bias", [Out], Initializer.Uniform(0.7f)));

    public ParameterSet Buffers { get; } = new();

    public int Threads { get; set; }

    /// <summary>Sizes of the batches that were trained on.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>The pass's seed at each of them.</summary>
    public List<ulong> Seeds { get; } = [];

    public static LinearNetwork Create(int seed)
    {
        LinearNetwork network = new();
        network.Parameters.Initialize(seed);
        return network;
    }

    public static LinearNetwork Load(string path)
    {
        LinearNetwork network = new();
        Weights.Load(path, network.Parameters, network.Buffers);
        return network;
    }

    public static LinearNetwork Load(Stream stream)
    {
        LinearNetwork network = new();
        Weights.Load(stream, network.Parameters, network.Buffers);
        return network;
    }

    public static LinearNetwork Load(string path, LoadOptions options, out LoadReport report)
    {
        LinearNetwork network = Create(options.Seed);
        report = Weights.Load(path, network.Parameters, network.Buffers, options);
        return network;
    }

    public static LinearNetwork Load(Stream stream, LoadOptions options, out LoadReport report)
    {
        LinearNetwork network = Create(options.Seed);
        report = Weights.Load(stream, network.Parameters, network.Buffers, options);
        return network;
    }

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> weight = Parameters["weight"].Values;
        ReadOnlySpan<float> bias = Parameters["bias"].Values;
        for (int i = 0; i < output.Length; i++)
        {
            int row = i % Out;
            ReadOnlySpan<float> x = input.Slice(i / Out * In, In);
            output[i] = bias[row] + (weight[row * In] * x[0]) + (weight[(row * In) + 1] * x[1]);
        }
    }

    public void Forward(ReadOnlySpan<byte> input, Span<float> output)
    {
        float[] floats = new float[input.Length];
        TensorPrimitives.ConvertTruncating(input, floats);
        Forward(floats, output);
    }

    public void Forward(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> output)
    {
        float[] floats = new float[input.FlattenedLength];
        float[] results = new float[output.FlattenedLength];
        input.FlattenTo(floats);
        Forward(floats, results);
        Tensor.Create(results, output.Lengths).AsReadOnlyTensorSpan().CopyTo(output);
    }

    public void Save(string path) => Weights.Save(path, Parameters, Buffers);

    public void Save(Stream stream) => Weights.Save(stream, Parameters, Buffers);

    public TrainingPass CreateTrainingPass(int batchSize) => new Pass(this, batchSize);

    private sealed class Pass(LinearNetwork network, int batchSize) : TrainingPass
    {
        private readonly float[] _gradients = new float[network.Parameters.TotalLength];
        private float[] _images = [];
        private float[] _inputGradient = [];

        public override int BatchSize => batchSize;

        public override Span<float> Gradients => _gradients;

        public override ReadOnlySpan<float> InputGradient => _inputGradient;

        public override ReadOnlySpan<float> Forward(ReadOnlySpan<float> images)
        {
            network.Batches.Add(images.Length / In);
            network.Seeds.Add(Seed);
            _images = images.ToArray();
            float[] outputs = new float[images.Length / In * Out];
            network.Forward(images, outputs);
            return outputs;
        }

        public override void Backward(ReadOnlySpan<float> outputGradient)
        {
            ReadOnlySpan<float> weight = network.Parameters["weight"].Values;
            Span<float> weightGradient = _gradients.AsSpan(network.Parameters["weight"].Offset);
            Span<float> biasGradient = _gradients.AsSpan(network.Parameters["bias"].Offset);
            _inputGradient = new float[_images.Length];
            for (int i = 0; i < outputGradient.Length; i++)
            {
                int row = i % Out;
                biasGradient[row] += outputGradient[i];
                for (int c = 0; c < In; c++)
                {
                    // forward: output[i] += weight[row, c] · x[c]
                    int x = (i / Out * In) + c;
                    weightGradient[(row * In) + c] += outputGradient[i] * _images[x];
                    _inputGradient[x] += outputGradient[i] * weight[(row * In) + c];
                }
            }
        }

        public override void ZeroGradients() => _gradients.AsSpan().Clear();

        public override void Dispose()
        {
        }
    }
}

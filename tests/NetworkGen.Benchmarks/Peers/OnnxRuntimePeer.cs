using System;
using Microsoft.ML.OnnxRuntime;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>ONNX Runtime on a model in memory: all optimizations, input and output bound once.</summary>
internal sealed class OnnxRuntimePeer : IDisposable
{
    private readonly SessionOptions _options = new();
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <summary>Loads the model.</summary>
    /// <param name="model">Its bytes.</param>
    /// <param name="input">The images; read at every run.</param>
    /// <param name="output">Gets the results.</param>
    /// <param name="threads">Threads that compute.</param>
    public OnnxRuntimePeer(byte[] model, float[] input, float[] output, int threads)
    {
        _options.IntraOpNumThreads = threads;
        _options.InterOpNumThreads = 1;
        _options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        _session = new InferenceSession(model, _options);
        (string inputName, string outputName) = (_session.InputNames[0], _session.OutputNames[0]);
        _input = OrtValue.CreateTensorValueFromMemory(input, Shape(_session.InputMetadata[inputName]));
        _output = OrtValue.CreateTensorValueFromMemory(output, Shape(_session.OutputMetadata[outputName]));
        _binding = _session.CreateIoBinding();
        _binding.BindInput(inputName, _input);
        _binding.BindOutput(outputName, _output);
    }

    /// <summary>Runs the images once.</summary>
    public void Run() => _session.RunWithBinding(_run, _binding);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _output.Dispose();
        _input.Dispose();
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }

    private static long[] Shape(NodeMetadata node) => Array.ConvertAll(node.Dimensions, static dimension => (long)dimension);
}

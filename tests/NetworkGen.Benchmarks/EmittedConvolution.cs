using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;

namespace NetworkGen.Benchmarks;

/// <summary>
/// The three kernel calls of one 3×3 convolution (padding 1), exactly as they stand in emitted code. The network is two equal convolutions, and
/// the second is taken: its input lies in blocks of 16 channels with a halo, as inside any network. Each call is printed once more,
/// with the plan's offsets and pitches, into a public method of the emitted file, which is then compiled; so what is timed is the
/// emitted kernel and the call, and nothing else: no copy of the image, no packing, no clearing of halos.
/// </summary>
internal sealed class EmittedConvolution
{
    private const string CallsType = "NetworkGen.Generated.Calls";

    private readonly int _channels;
    private readonly int _size;
    private readonly AlignedFloats _activations;
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _weightGradients;

    /// <summary>Plans, emits, compiles.</summary>
    /// <param name="channels">Channels that arrive, and that leave.</param>
    /// <param name="size">Rows and columns.</param>
    public EmittedConvolution(int channels, int size)
    {
        _channels = channels;
        _size = size;
        Network network = NetworkBuilder.Build(Declare(channels, size)).Network!;
        ExecutionPlan plan = ExecutionPlan.For(network);
        _activations = new AlignedFloats(Math.Max(plan.Inference.ArenaLength, plan.Training.SampleLength + plan.Training.ScratchLength));
        _weights = new AlignedFloats(Math.Max(plan.Inference.WeightsLength, plan.Training.WeightsLength));
        _weightGradients = new AlignedFloats(plan.Training.WeightGradientsLength);

        KernelCall[] backward = [.. plan.Training.Backward.SelectMany(static phase => phase.Calls)];
        Dictionary<string, KernelCall> calls = new()
        {
            [nameof(Forward)] = plan.Inference.Calls.Last(static call => call.Kernel is ConvolutionKernel),
            [nameof(BackwardData)] = backward.First(static call => call.Kernel is ConvolutionKernel),
            [nameof(BackwardWeights)] = backward.First(static call => call.Kernel is ConvolutionWeightsKernel),
        };
        foreach (string call in calls.Keys.ToArray())
        {
            calls[call] = InOneMemory(calls[call], plan.Training.SampleLength);
        }

        KernelNames names = KernelNames.Of(plan);
        Type type = InMemoryCompiler.Load(NetworkEmitter.Emit(network) + Print(calls, names)).GetType(CallsType, throwOnError: true)!;
        Kernels = [.. calls.Values.Select(call => names[call.Kernel])];
        Forward = Bind(type, nameof(Forward));
        BackwardData = Bind(type, nameof(BackwardData));
        BackwardWeights = Bind(type, nameof(BackwardWeights));
    }

    private delegate void Call(ref float activations, ref float weights, ref float weightGradients);

    /// <summary>The emitted methods that are called.</summary>
    public string[] Kernels { get; }

    /// <summary>Floating-point operations of each of the three: a multiply-add is two.</summary>
    public double Flops => 2.0 * 9 * _channels * _channels * _size * _size;

    /// <summary>The convolution of one image, as inference calls it, with ReLU.</summary>
    public Action Forward { get; }

    /// <summary>The gradient of the input.</summary>
    public Action BackwardData { get; }

    /// <summary>The gradient of the weights.</summary>
    public Action BackwardWeights { get; }

    private static NetworkDeclaration Declare(int channels, int size)
    {
        static Argument Number(string name, int value) => new(name, new ArgumentValue.Integer(value));
        var convolution = new LayerDeclaration(
            "Conv2d", EquatableArray.Of(Number("OutChannels", channels), Number("KernelSize", 3), Number("Padding", 1)));
        var relu = new LayerDeclaration("ReLU", EquatableArray<Argument>.Empty);
        return new NetworkDeclaration(
            new TypeDeclaration("", EquatableArray.Of(new TypePart("class", "Pair", ""))),
            EquatableArray.Of(Number("Channels", channels), Number("Height", size), Number("Width", size), Number("Winograd", (int)WinogradMode.Off)),
            EquatableArray<Argument>.Empty,
            EquatableArray.Of(convolution, relu, convolution, relu));
    }

    private static string Print(Dictionary<string, KernelCall> calls, KernelNames names) => $$"""
        namespace NetworkGen.Generated
        {
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using NetworkGen.Layout;
            using static NetworkGen.Generated.Kernels;
            using static NetworkGen.Layout.References;

            public static class Calls
            {
        {{string.Join('\n', calls.Select(call => Print(call.Key, $"{names.Called(call.Value.Kernel)}({string.Join(", ", call.Value.Operands.Select(Print))})")))}}
            }
        }
        """;

    /// <summary>A call at the widest vectors that the processor accelerates.</summary>
    private static string Print(string name, string call) => $$"""
                public static void {{name}}(ref float activations, ref float weights, ref float weightGradients)
                {
                    if (Vector512.IsHardwareAccelerated) {{name}}<Simd512>(ref activations, ref weights, ref weightGradients);
                    else if (Vector256.IsHardwareAccelerated) {{name}}<Simd256>(ref activations, ref weights, ref weightGradients);
                    else {{name}}<Simd128>(ref activations, ref weights, ref weightGradients);
                }

                private static void {{name}}<T>(ref float activations, ref float weights, ref float weightGradients) where T : struct, ISimd<T> => {{call}};
        """;

    /// <summary>The same call with the memory of a thread behind that of an image.</summary>
    private static KernelCall InOneMemory(KernelCall call, long sampleLength) => call with
    {
        Operands = call.Operands.Select(operand => operand.Kind == OperandKind.Scratch
            ? operand with { Kind = OperandKind.Arena, Offset = operand.Offset + sampleLength }
            : operand).ToEquatableArray(),
    };

    private static string Print(Operand operand) => operand.Kind switch
    {
        OperandKind.Number => FormattableString.Invariant($"{operand.Offset}"),
        OperandKind.Text => operand.Literal!,
        OperandKind.Arena => FormattableString.Invariant($"ref Unsafe.Add(ref activations, {operand.Offset})"),
        OperandKind.Weights => FormattableString.Invariant($"ref Unsafe.Add(ref weights, {operand.Offset})"),
        OperandKind.WeightGradients => FormattableString.Invariant($"ref Unsafe.Add(ref weightGradients, {operand.Offset})"),
        _ => throw new NotSupportedException($"A kernel of a convolution takes references and numbers, found {operand.Kind}."),
    };

    private Action Bind(Type type, string name)
    {
        Call call = type.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Call>();
        return () => call(ref _activations.Start, ref _weights.Start, ref _weightGradients.Start);
    }
}

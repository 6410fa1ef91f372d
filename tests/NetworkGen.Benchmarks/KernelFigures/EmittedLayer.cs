using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.KernelFigures;

/// <summary>
/// The kernel calls of a network's last convolution, linear layer or pool, exactly as they stand in emitted code. Each pass is printed once more, with the
/// plan's offsets and pitches, into a public method of the emitted file, which is then compiled; so what is timed is the emitted kernels and
/// their calls, and nothing else: no copy of the image, no packing, no clearing of halos.
/// </summary>
internal sealed class EmittedLayer
{
    private const string CallsType = "NetworkGen.Generated.Calls";

    private readonly AlignedFloats _activations;
    private readonly AlignedFloats _weights;
    private readonly AlignedFloats _weightGradients;

    /// <summary>Plans, emits, compiles.</summary>
    public EmittedLayer(KernelCase one)
    {
        Network network = NetworkGraph.Parse(one.Network);
        Node = network.Nodes.Last(static node => node.Layer is Convolution or Linear or Pool2d);
        ExecutionPlan plan = ExecutionPlan.For(network);
        _activations = new AlignedFloats(Math.Max(plan.Inference.ArenaLength, plan.Training.SampleLength + plan.Training.ScratchLength));
        _weights = new AlignedFloats(Math.Max(plan.Inference.WeightsLength, plan.Training.WeightsLength));
        _weightGradients = new AlignedFloats(plan.Training.WeightGradientsLength);

        // Before the measured layer stands one at most, whose input is the image: so all gradients of inputs are the measured layer's, and its weights' come first.
        KernelCall[] backward = [.. one.HasBackward ? plan.Training.Backward.SelectMany(static phase => phase.Calls).Select(call => BehindTheSample(call, plan.Training.SampleLength)) : []];
        Dictionary<string, KernelCall[]> passes = new()
        {
            [nameof(Forward)] = Inference(plan, Node),
            [nameof(BackwardData)] = [.. backward.Where(static call => call.Kernel is ConvolutionKernel)],
            [nameof(BackwardWeights)] = [.. backward.Where(static call => call.Kernel is ConvolutionWeightsKernel).Take(1)],
        };
        KernelNames names = KernelNames.Of(plan);
        Type type = InMemoryCompiler.Load(NetworkEmitter.Emit(network) + Print(passes, names)).GetType(CallsType, throwOnError: true)!;
        Forward = Bind(type, nameof(Forward));
        BackwardData = passes[nameof(BackwardData)].Length == 0 ? null : Bind(type, nameof(BackwardData));
        BackwardWeights = passes[nameof(BackwardWeights)].Length == 0 ? null : Bind(type, nameof(BackwardWeights));
    }

    private delegate void Call(ref float activations, ref float weights, ref float weightGradients);

    /// <summary>The layer.</summary>
    public Node Node { get; }

    /// <summary>The layer on one image, as inference calls it.</summary>
    public Action Forward { get; }

    /// <summary>The gradient of the input, or null.</summary>
    public Action? BackwardData { get; }

    /// <summary>The gradient of the weights, or null.</summary>
    public Action? BackwardWeights { get; }

    /// <summary>A call whose scratch memory begins where that of the image ends.</summary>
    private static KernelCall BehindTheSample(KernelCall call, long sampleLength) => call with
    {
        Operands = call.Operands
            .Select(operand => operand.Kind == OperandKind.Scratch ? operand with { Kind = OperandKind.Arena, Offset = operand.Offset + sampleLength } : operand)
            .ToEquatableArray(),
    };

    /// <summary>The calls below the layer's comment.</summary>
    private static KernelCall[] Inference(ExecutionPlan plan, Node node)
    {
        bool IsOfLayer(KernelCall call) => call.Comment?.StartsWith(node.Name + ": ", StringComparison.Ordinal) == true;
        return
        [
            .. plan.Inference.Calls
                .SkipWhile(call => !IsOfLayer(call))
                .TakeWhile(call => call.Comment is null || IsOfLayer(call))
                .Where(static call => call.Kernel is EmittedKernel),
        ];
    }

    private static string Print(Dictionary<string, KernelCall[]> passes, KernelNames names) => $$"""
        namespace NetworkGen.Generated
        {
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using NetworkGen.Layout;
            using static NetworkGen.Generated.Kernels;
            using static NetworkGen.Layout.References;

            public static class Calls
            {
                private const int {{ImageGroup.Count}} = 1, {{ImageGroup.ArenaName}} = 0;

        {{string.Join('\n', passes.Select(pass => Print(pass.Key, string.Join(' ', pass.Value.GroupBy(static call => call.Strips).Select(group => Print(group.Key, group, names))))))}}
            }
        }
        """;

    /// <summary>A pass at the widest vectors that the processor accelerates.</summary>
    private static string Print(string name, string calls) => $$"""
                public static void {{name}}(ref float activations, ref float weights, ref float weightGradients)
                {
                    if (Vector512.IsHardwareAccelerated) {{name}}<Simd512>(ref activations, ref weights, ref weightGradients);
                    else if (Vector256.IsHardwareAccelerated) {{name}}<Simd256>(ref activations, ref weights, ref weightGradients);
                    else {{name}}<Simd128>(ref activations, ref weights, ref weightGradients);
                }

                private static void {{name}}<T>(ref float activations, ref float weights, ref float weightGradients) where T : struct, ISimd<T> { {{calls}} }
        """;

    private static string Print(StripLoop? strips, IEnumerable<KernelCall> calls, KernelNames names)
    {
        string text = string.Join(' ', calls.Select(call => $"{names.Called(call.Kernel)}({string.Join(", ", call.Operands.Select(Print))});"));
        return strips is null ? text : Invariant($"for (nint strip = 0; strip < {strips.Count}; strip++) {{ {text} }}");
    }

    private static string Print(Operand operand) => operand.StripStep > 0
        ? throw new NotSupportedException("The kernels measured here take whole maps, found the rows of a strip.")
        : operand.Kind switch
        {
            OperandKind.Number => Invariant($"{operand.Offset}"),
            OperandKind.Text => operand.Literal!,
            OperandKind.Arena => Invariant($"ref Unsafe.Add(ref activations, {operand.Offset})"),
            OperandKind.Weights => Invariant($"ref Unsafe.Add(ref weights, {operand.Offset})"),
            OperandKind.WeightGradients => Invariant($"ref Unsafe.Add(ref weightGradients, {operand.Offset})"),
            _ => throw new NotSupportedException($"The kernels measured here take references and numbers, found {operand.Kind}."),
        };

    private Action Bind(Type type, string name)
    {
        Call call = type.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Call>();
        return () => call(ref _activations.Start, ref _weights.Start, ref _weightGradients.Start);
    }
}

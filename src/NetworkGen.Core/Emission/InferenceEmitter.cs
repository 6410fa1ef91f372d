using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints inference: packing of weights, and images through all layers.</summary>
internal static class InferenceEmitter
{
    /// <summary>Prints the program.</summary>
    public static void Emit(SourceWriter writer, ExecutionPlan plan, KernelNames names)
    {
        InferencePlan inference = plan.Inference;
        writer.Line("/// <summary>");
        writer.Line($"/// Inference: one image through all layers, in an arena of {inference.ArenaLength * 4 / 1024} KiB that begins at a; packed weights begin at w.");
        writer.Line("/// Cores that run an image together all come through here: each does its share of every call, and waits where the next one needs what others do.");
        writer.Line("/// What a core needs for itself lies in own, which is a second arena to all but the first of them.");
        writer.Line("/// </summary>");
        using (writer.Open($"file sealed class Inference : global::NetworkGen.{(inference.Group is null ? "" : "Grouped")}InferenceProgram"))
        {
            if (inference.ImageGroup is { } group)
            {
                writer.Line("// Floats from the arena of one image of a group to that of the next.");
                writer.Line($"private const int {ImageGroup.ArenaName} = {group.Arena};");
                writer.Line();
            }

            writer.Line("public Inference(global::NetworkGen.ParameterSet parameters, global::NetworkGen.ParameterSet buffers)");
            writer.Line("    : base(");
            writer.Line("        parameters,");
            writer.Line("        buffers,");
            writer.Line($"        inputShape: {Shape(plan.Network.InputShape)},");
            writer.Line($"        outputShape: {Shape(plan.Network.Output.Shape)},");
            writer.Line($"        arenaLength: {inference.ArenaLength},");
            writer.Line($"        weightsLength: {inference.WeightsLength},");
            writer.Line($"        macs: {plan.Network.Macs},");
            writer.Line($"        waits: {inference.Waits}{(inference.Together is null ? ")" : ",")}");
            if (inference.Together is { } together)
            {
                writer.Line($"        imagesPerGroup: {together.Images},");
                writer.Line($"        groupLength: {together.ArenaLength})");
            }

            writer.Open().Dispose();

            writer.Line();
            using (writer.Open("protected override void Pack()"))
            {
                new CallPrinter(names).PrintList(writer, inference.Packing);
            }

            if (inference.ImageGroup is null)
            {
                EmitLayers(writer, inference, names);
            }
            else
            {
                ImageGroupEmitter.Emit(writer, plan.Network, inference, names);
            }
        }
    }

    /// <summary>Prints one image through all layers.</summary>
    private static void EmitLayers(SourceWriter writer, InferencePlan inference, KernelNames names)
    {
        Run(writer, "float", inference.CopyFloats, names);
        Run(writer, "byte", inference.CopyBytes, names);

        writer.Line();
        using (writer.Open("private static void RunLayers(ref float a, ref float own, ref float w, Span<float> result, Share share)"))
        {
            KernelsEmitter.Dispatch(writer, "RunLayers", "ref a, ref own, ref w, result, share");
        }

        writer.Line();
        using (writer.Open($"private static void RunLayers<{SimdTarget.Any.TypeArgument}>(ref float a, ref float own, ref float w, Span<float> result, Share share) {SimdTarget.Constraint}"))
        {
            var printer = new CallPrinter(names, isShared: true);
            if (inference.Group is not null)
            {
                writer.Line($"RunBody<{SimdTarget.Any.TypeArgument}>(ref a, ref own, ref w, share);");
                writer.Line();
            }

            printer.Print(writer, [.. inference.Calls.Skip(inference.Group?.Body ?? 0)]);
            writer.Line();
            writer.Line("// The result");
            printer.Print(writer, [inference.CopyOutput]);
        }

        if (inference.Group is not null)
        {
            GroupEmitter.Emit(writer, inference, inference.Group, names);
        }
    }

    private static string Shape(TensorShape shape) => Of($"new({shape.Channels}, {shape.Height}, {shape.Width})");

    private static void Run(SourceWriter writer, string type, IReadOnlyList<KernelCall> copy, KernelNames names)
    {
        writer.Line();
        using (writer.Open($"protected override void Run(ReadOnlySpan<{type}> image, Span<float> result, ref float a, ref float own, ref float w, Share share)"))
        {
            new CallPrinter(names, isShared: true).Print(writer, copy);
            writer.Line("RunLayers(ref a, ref own, ref w, result, share);");
        }
    }
}

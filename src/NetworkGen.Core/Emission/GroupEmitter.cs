using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Emission;

/// <summary>Prints what the program of a network has besides whose head takes groups of images: the layers before the head by themselves, and the head for a group.</summary>
internal static class GroupEmitter
{
    private const string Memory = "ref float a, ref float w";
    private const string BodyMemory = "ref float a, ref float own, ref float w, Share share";

    /// <summary>Prints it as members of the program.</summary>
    public static void Emit(SourceWriter writer, InferencePlan inference, GroupPlan group, KernelNames names)
    {
        var printer = new CallPrinter(names);
        var shared = new CallPrinter(names, isShared: true);
        RunBody(writer, "float", inference.CopyFloats, group, printer);
        RunBody(writer, "byte", inference.CopyBytes, group, printer);

        writer.Line();
        using (writer.Open($"private static void RunBody({BodyMemory})"))
        {
            KernelsEmitter.Dispatch(writer, "RunBody", "ref a, ref own, ref w, share");
        }

        writer.Line();
        writer.Line("/// <summary>The layers before the head.</summary>");
        using (writer.Open($"private static void RunBody<{SimdTarget.Any.TypeArgument}>({BodyMemory}) {SimdTarget.Constraint}"))
        {
            shared.Print(writer, [.. inference.Calls.Take(group.Body)]);
        }

        writer.Line();
        using (writer.Open($"protected override void RunHead(Span<float> results, {Memory})"))
        {
            KernelsEmitter.Dispatch(writer, "RunHead", "results, ref a, ref w");
        }

        writer.Line();
        writer.Line($"/// <summary>The head for a group of up to {group.Images} images, whose vectors are the columns of one map; columns that no image has are computed and not read.</summary>");
        using (writer.Open($"private static void RunHead<{SimdTarget.Any.TypeArgument}>(Span<float> results, {Memory}) {SimdTarget.Constraint}"))
        {
            printer.Print(writer, group.Calls);
            writer.Line();
            writer.Line("// The results");
            printer.Print(writer, [group.CopyOutput]);
        }
    }

    private static void RunBody(SourceWriter writer, string type, IReadOnlyList<KernelCall> copy, GroupPlan group, CallPrinter printer)
    {
        writer.Line();
        using (writer.Open($"protected override void RunBody(ReadOnlySpan<{type}> image, int column, {Memory})"))
        {
            printer.Print(writer, copy);
            writer.Line("RunBody(ref a, ref a, ref w, default);");
            printer.Print(writer, [group.CopyColumn]);
        }
    }
}

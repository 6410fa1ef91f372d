using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints inference where some layers take a group of images at a time: the parts that each image goes through by itself, and what comes between them.</summary>
internal static class ImageGroupEmitter
{
    private const string Memory = "ref float a, ref float own, ref float w";
    private const string EachImage = $"for (int image = 0; image < {ImageGroup.Count}; image++)";

    /// <summary>Prints it as members of the program.</summary>
    public static void Emit(SourceWriter writer, Network network, InferencePlan inference, KernelNames names)
    {
        var printer = new CallPrinter(names, isShared: true);
        Run(writer, network, "float", inference.CopyFloats, printer);
        Run(writer, network, "byte", inference.CopyBytes, printer);

        string parameters = $"int {ImageGroup.Count}, {Memory}, Span<float> results, Share share";
        writer.Line();
        using (writer.Open($"private static void RunLayers({parameters})"))
        {
            KernelsEmitter.Dispatch(writer, "RunLayers", $"{ImageGroup.Count}, ref a, ref own, ref w, results, share");
        }

        KernelCall[][] parts = [.. Parts(inference.Calls)];
        for (int part = 0; part < parts.Length; part++)
        {
            bool isLast = part == parts.Length - 1;
            writer.Line();
            using (writer.Open(Of(
                $"private static void RunPart{part + 1}<{SimdTarget.Any.TypeArgument}>({Memory}, {(isLast ? "Span<float> result, " : "")}Share share) {SimdTarget.Constraint}")))
            {
                printer.Print(writer, parts[part]);
                if (isLast)
                {
                    writer.Line();
                    writer.Line("// The result");
                    printer.Print(writer, [inference.CopyOutput]);
                }
            }
        }

        writer.Line();
        writer.Line("/// <summary>");
        writer.Line("/// All layers, for one image or a group of them. Each image goes through the parts by itself; the sums between these have more weights than a core's cache holds,");
        writer.Line("/// and take all images of the group, as rows of one map.");
        writer.Line("/// </summary>");
        using (writer.Open($"private static void RunLayers<{SimdTarget.Any.TypeArgument}>({parameters}) {SimdTarget.Constraint}"))
        {
            KernelCall[] together = [.. inference.Calls.Where(static call => call.IsOverImages)];
            for (int part = 0; part < parts.Length; part++)
            {
                string result = part < together.Length ? "" : Of($"results.Slice(image * {network.Output.Shape.Length}, {network.Output.Shape.Length}), ");
                writer.Line(Of($"{EachImage} RunPart{part + 1}<{SimdTarget.Any.TypeArgument}>({OfImage("a")}, {OfImage("own")}, ref w, {result}share);"));
                if (part < together.Length)
                {
                    writer.Line();
                    printer.Print(writer, [together[part]]);
                }
            }
        }
    }

    private static void Run(SourceWriter writer, Network network, string type, IReadOnlyList<KernelCall> copy, CallPrinter printer)
    {
        long length = network.InputShape.Length;
        writer.Line();
        using (writer.Open($"protected override void Run(ReadOnlySpan<{type}> input, Span<float> results, {Memory}, Share share)"))
        {
            writer.Line(Of($"int {ImageGroup.Count} = input.Length / {length};"));
            writer.Line(Of($"{EachImage} Copy(input.Slice(image * {length}, {length}), {OfImage("a")}, share);"));
            writer.Line($"RunLayers({ImageGroup.Count}, ref a, ref own, ref w, results, share);");
        }

        writer.Line();
        using (writer.Open($"private static void Copy(ReadOnlySpan<{type}> image, ref float a, Share share)"))
        {
            printer.Print(writer, copy);
        }
    }

    private static string OfImage(string memory) => $"ref At(ref {memory}, image * {ImageGroup.ArenaName})";

    /// <summary>The calls that are made for each image, between those that are made for all.</summary>
    private static IEnumerable<KernelCall[]> Parts(IReadOnlyList<KernelCall> calls)
    {
        var part = new List<KernelCall>();
        foreach (KernelCall call in calls)
        {
            if (!call.IsOverImages)
            {
                part.Add(call);
                continue;
            }

            yield return [.. part];
            part.Clear();
        }

        yield return [.. part];
    }
}

using System;
using System.Linq;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Emission;

/// <summary>Prints the kernels: for each a method that picks the vector width, then one method per width, or a generic one for all.</summary>
internal static class KernelsEmitter
{
    private const string Reference = "ref ";
    private const string Single = "float ";

    /// <summary>Prints all kernels of a network.</summary>
    public static void Emit(SourceWriter writer, KernelNames names)
    {
        writer.Line("/// <summary>One method per kind of work; equal layers share it. Maps lie in blocks of 16 channels: [channels / 16][rows][columns][16].</summary>");
        using (writer.Open("file static class Kernels"))
        {
            bool isFirst = true;
            foreach (EmittedKernel kernel in names.Kernels)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                Print(writer, kernel, names[kernel]);
            }
        }
    }

    private static void Print(SourceWriter writer, EmittedKernel kernel, string name)
    {
        Dispatcher(writer, kernel, name);
        foreach (SimdTarget simd in kernel.Texts)
        {
            bool isGeneric = simd == SimdTarget.Any;
            writer.Line();
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            string header = isGeneric ? $"private static void {name}<{simd.Type}>" : $"private static void {name}_{simd.Suffix}";
            using (writer.Open($"{header}({Parameters(kernel)}){(isGeneric ? $" where {simd.Type} : struct, ISimd<{simd.Type}>" : "")}"))
            {
                kernel.Body(writer, simd);
            }
        }
    }

    private static void Dispatcher(SourceWriter writer, EmittedKernel kernel, string name)
    {
        writer.Line($"/// <summary>{Xml.Escape(kernel.Summary)}</summary>");
        using (writer.Open($"public static void {name}({Parameters(kernel)})"))
        {
            string arguments = string.Join(", ", kernel.Parameters.Select(static parameter => parameter.StartsWith(Single, StringComparison.Ordinal) ? parameter.Substring(Single.Length) : parameter));
            string keyword = "if";
            foreach (SimdTarget simd in SimdTarget.All)
            {
                string header = simd.Condition is { } condition ? $"{keyword} ({condition})" : "else";
                string method = kernel.Texts.Contains(simd) ? $"{name}_{simd.Suffix}" : $"{name}<{simd.TypeArgument}>";
                writer.Line($"{header} {method}({arguments});");
                keyword = "else if";
            }
        }
    }

    private static string Parameters(EmittedKernel kernel) => string.Join(", ", kernel.Parameters.Select(static parameter =>
        parameter.StartsWith(Reference, StringComparison.Ordinal) ? "ref float " + parameter.Substring(Reference.Length)
        : parameter.StartsWith(Single, StringComparison.Ordinal) ? parameter
        : "nint " + parameter));
}

using System;
using System.Linq;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Emission;

/// <summary>Prints the kernels: for each a method that picks the vector width, then one method per width.</summary>
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
                string name = names[kernel];
                Dispatcher(writer, kernel, name);
                foreach (SimdTarget simd in SimdTarget.All)
                {
                    writer.Line();
                    writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
                    using (writer.Open($"private static void {name}_{simd.Suffix}({Parameters(kernel)})"))
                    {
                        kernel.Body(writer, simd);
                    }
                }
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
                using (writer.Open(header))
                {
                    writer.Line($"{name}_{simd.Suffix}({arguments});");
                }

                keyword = "else if";
            }
        }
    }

    private static string Parameters(EmittedKernel kernel) => string.Join(", ", kernel.Parameters.Select(static parameter =>
        parameter.StartsWith(Reference, StringComparison.Ordinal) ? "ref float " + parameter.Substring(Reference.Length)
        : parameter.StartsWith(Single, StringComparison.Ordinal) ? parameter
        : "nint " + parameter));
}

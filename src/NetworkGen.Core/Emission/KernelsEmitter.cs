using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Emission;

/// <summary>Prints the kernels: generic methods over the vector width, and for tiles one more for the width that has more registers.</summary>
internal static class KernelsEmitter
{
    private const string Reference = "ref ";
    private const string Single = "float ";

    /// <summary>Prints all kernels of a network.</summary>
    public static void Emit(SourceWriter writer, KernelNames names)
    {
        writer.Line("/// <summary>One method per kind of work; equal layers share it. T is the vector width. Maps lie in blocks of 16 channels: [channels / 16][rows][columns][16].</summary>");
        using (writer.Open("file static class Kernels"))
        {
            var methods = new Dictionary<(EmittedKernel Text, SimdTarget Simd), string>();
            bool isFirst = true;
            foreach (EmittedKernel kernel in names.Kernels)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
                Print(writer, kernel, names[kernel], methods);
            }
        }
    }

    /// <summary>Prints a kernel.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="name">Its name.</param>
    /// <param name="methods">What is printed already, for one width each.</param>
    private static void Print(SourceWriter writer, EmittedKernel kernel, string name, Dictionary<(EmittedKernel Text, SimdTarget Simd), string> methods)
    {
        writer.Line($"/// <summary>{Xml.Escape(kernel.Summary)}</summary>");
        if (kernel.Texts is [var only])
        {
            Method(writer, kernel, only, "public", name);
            return;
        }

        SimdTarget[] missing = [.. kernel.Texts.Where(simd => !methods.ContainsKey((kernel.Text(simd), simd)))];
        foreach (SimdTarget simd in missing)
        {
            methods[(kernel.Text(simd), simd)] = $"{name}_{simd.Suffix}";
        }

        string arguments = string.Join(", ", [.. kernel.Parameters.Select(Argument), .. kernel.IsShared ? new[] { "share" } : []]);
        using (writer.Open($"public static void {name}<{SimdTarget.Any.TypeArgument}>({Parameters(kernel, "public")}) {SimdTarget.Constraint}"))
        {
            foreach (SimdTarget simd in kernel.Texts)
            {
                string method = methods[(kernel.Text(simd), simd)];
                writer.Line(simd == SimdTarget.Any
                    ? $"else {method}<{simd.TypeArgument}>({arguments});"
                    : $"if (typeof({SimdTarget.Any.TypeArgument}) == typeof({simd.TypeArgument})) {method}({arguments});");
            }
        }

        foreach (SimdTarget simd in missing)
        {
            writer.Line();
            Method(writer, kernel, simd, "private", $"{name}_{simd.Suffix}");
        }
    }

    private static void Method(SourceWriter writer, EmittedKernel kernel, SimdTarget simd, string access, string name)
    {
        bool isGeneric = simd == SimdTarget.Any;
        writer.Line("[MethodImpl(Optimized)]");
        using (writer.Open($"{access} static void {name}{(isGeneric ? $"<{simd.TypeArgument}>" : "")}({Parameters(kernel, access)}){(isGeneric ? " " + SimdTarget.Constraint : "")}"))
        {
            kernel.Body(writer, simd);
        }
    }

    /// <summary>Prints calls of a method, one for each vector width, of which the widest that is accelerated runs.</summary>
    public static void Dispatch(SourceWriter writer, string method, string arguments)
    {
        string keyword = "if";
        foreach (SimdTarget simd in SimdTarget.All)
        {
            string header = simd.Condition is { } condition ? $"{keyword} ({condition})" : "else";
            writer.Line($"{header} {method}<{simd.TypeArgument}>({arguments});");
            keyword = "else if";
        }
    }

    private static string Argument(string parameter) =>
        parameter.StartsWith(Single, StringComparison.Ordinal) ? parameter.Substring(Single.Length)
        : parameter.StartsWith(EmittedKernel.ReadOnly, StringComparison.Ordinal) ? Reference + parameter.Substring(EmittedKernel.ReadOnly.Length)
        : parameter;

    private static string Parameters(EmittedKernel kernel, string access) => string.Join(
        ", ", [.. kernel.Parameters.Select(Declaration), .. kernel.IsShared ? new[] { access == "public" ? "Share share = default" : "Share share" } : []]);

    private static string Declaration(string parameter) =>
        Argument(parameter) is var argument && argument.StartsWith(Reference, StringComparison.Ordinal) ? "ref float " + argument.Substring(Reference.Length)
        : parameter.StartsWith(Single, StringComparison.Ordinal) ? parameter
        : "nint " + parameter;
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>The bits that one process computes, as lines of text.</summary>
internal sealed class InstructionSetReport
{
    private const string Header = "hardware";

    /// <summary>Whether vectors of this width are accelerated in that process.</summary>
    public bool Vector512 { get; private set; }

    /// <inheritdoc cref="Vector512"/>
    public bool Vector256 { get; private set; }

    /// <inheritdoc cref="Vector512"/>
    public bool Vector128 { get; private set; }

    /// <summary>Tensors by <c>case/tensor</c>.</summary>
    public SortedDictionary<string, double[]> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors of a case, under golden.py's names.</summary>
    public Dictionary<string, double[]> Of(TestCase testCase) => Tensors
        .Where(pair => pair.Key.StartsWith(testCase.Name + "/", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[(testCase.Name.Length + 1)..], pair => pair.Value);

    /// <summary>Computes the cases with the networks of a compiled assembly, in this process, and writes the report.</summary>
    public static void Write(TextWriter writer, string assembly, IEnumerable<string> caseNames)
    {
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Header} {System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated} {System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated} {System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated}"));
        using var compiled = new CompiledCases(File.ReadAllBytes(assembly), new Dictionary<string, string[]>());
        foreach (TestCase testCase in caseNames.Select(GoldenCases.Get))
        {
            foreach ((string tensor, double[] values) in CompiledRun.Of(testCase, compiled.Create(testCase)))
            {
                writer.WriteLine($"{testCase.Name}/{tensor} {Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()))}");
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static InstructionSetReport Read(TextReader reader)
    {
        var report = new InstructionSetReport();
        while (reader.ReadLine() is string line)
        {
            string[] parts = line.Split(' ');
            if (parts[0] == Header)
            {
                (report.Vector512, report.Vector256, report.Vector128) = (bool.Parse(parts[1]), bool.Parse(parts[2]), bool.Parse(parts[3]));
            }
            else
            {
                report.Tensors[parts[0]] = MemoryMarshal.Cast<byte, double>(Convert.FromBase64String(parts[1])).ToArray();
            }
        }

        return report;
    }
}

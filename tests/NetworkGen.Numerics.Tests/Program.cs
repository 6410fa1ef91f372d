using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using NetworkGen.Numerics.Tests.Compiled;
using NetworkGen.Numerics.Tests.Fields;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.Numerics.Tests.Zoo;

namespace NetworkGen.Numerics.Tests;

/// <summary>The test assembly as a program; the tests themselves run under <c>dotnet test</c>.</summary>
public static class Program
{
    /// <summary>
    /// <c>cases</c>: the cases that golden.py asks PyTorch about, as JSON.
    /// <c>bits ASSEMBLY CASE…</c>: what the networks of a compiled assembly compute under this process's instruction sets.
    /// <c>joins ASSEMBLY</c>: whether 1×1s of joined rows compute what each position gets alone, under this process's instruction sets.
    /// <c>fields COUNT</c>: the receptive fields of so many random graphs, against impulses sent through the reference.
    /// <c>zoo DIR</c>: the networks of samples/Zoo with the weights that zoo.py wrote to a folder, against PyTorch's outputs.
    /// </summary>
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["cases"]:
                Console.Write(GoldenCases.Json);
                return 0;
            case ["bits", string assembly, .. string[] cases]:
                InstructionSetReport.Write(Console.Out, assembly, cases);
                return 0;
            case ["joins", string assembly]:
                IReadOnlyList<string> failures = RowJoinTests.Failures(File.ReadAllBytes(assembly));
                Console.Write(string.Join("\n", failures));
                return failures.Count == 0 ? 0 : 1;
            case ["fields", string count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int graphs):
                return FieldsCommand.Run(Console.Out, graphs) ? 0 : 1;
            case ["zoo", string folder]:
                return ZooCommand.Run(Console.Out, folder) ? 0 : 1;
            default:
                Console.Error.WriteLine("usage: cases | bits ASSEMBLY CASE... | joins ASSEMBLY | fields COUNT | zoo DIR");
                return 2;
        }
    }
}

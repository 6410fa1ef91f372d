using System;
using NetworkGen.Numerics.Tests.Golden;

namespace NetworkGen.Numerics.Tests;

/// <summary>The test assembly as a program; the tests themselves run under <c>dotnet test</c>.</summary>
public static class Program
{
    /// <summary><c>cases</c>: the cases that golden.py asks PyTorch about, as JSON.</summary>
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["cases"]:
                Console.Write(GoldenCases.Json);
                return 0;
            default:
                Console.Error.WriteLine("usage: cases");
                return 2;
        }
    }
}

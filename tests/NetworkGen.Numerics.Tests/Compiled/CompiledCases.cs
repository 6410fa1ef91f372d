using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>An assembly of generated networks, loaded so that it can be collected again.</summary>
/// <param name="image">The assembly.</param>
/// <param name="refusals">The errors of cases that the compiler of networks refused.</param>
internal sealed class CompiledCases(byte[] image, IReadOnlyDictionary<string, string[]> refusals) : IDisposable
{
    private static readonly Lazy<CompiledCases> AllGolden = new(() => CaseCompiler.Compile(GoldenCases.All));

    private readonly AssemblyLoadContext _context = new("cases", isCollectible: true);
    private Assembly? _assembly;

    /// <summary>Every layer and network case, compiled once for all tests.</summary>
    public static CompiledCases Golden => AllGolden.Value;

    /// <summary>The assembly's bytes, for other processes.</summary>
    public byte[] Image => image;

    private Assembly Assembly
    {
        get
        {
            lock (_context)
            {
                return _assembly ??= _context.LoadFromStream(new MemoryStream(image));
            }
        }
    }

    /// <summary>Why the compiler refused a case; empty if it didn't.</summary>
    public IReadOnlyList<string> Refusals(TestCase testCase) => refusals.GetValueOrDefault(testCase.Name) ?? [];

    /// <summary>Whether a case's emitted code has a kernel of that name. Its class stands in a file of its own, whose name the compiler puts into the class's.</summary>
    public bool Has(TestCase testCase, string kernel)
    {
        string file = $"<{CaseSource.Namespace.Replace('.', '_')}_{testCase.Name}_";
        return Assembly.GetTypes()
            .Where(type => type.Name.StartsWith(file, StringComparison.Ordinal) && type.Name.IndexOf("_g>", StringComparison.Ordinal) == file.Length + "xxxxxxxx".Length)
            .Any(type => type.GetMethod(kernel, BindingFlags.Static | BindingFlags.Public) is not null);
    }

    /// <summary>A fresh instance of a case's network.</summary>
    public INetworkUnderTest Create(TestCase testCase, int seed = 1)
    {
        if (Refusals(testCase) is { Count: > 0 } errors)
        {
            throw new InvalidOperationException($"{testCase.Name} was refused:\n{string.Join("\n", errors)}\n{CaseSource.File(testCase)}");
        }

        Type type = Assembly.GetTypes().Single(candidate => candidate.FullName == $"{CaseSource.Namespace}.{testCase.Name}");
        return NetworkUnderTest.Create(type, seed);
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}

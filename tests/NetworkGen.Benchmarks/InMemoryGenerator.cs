using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Generators;

namespace NetworkGen.Benchmarks;

/// <summary>The generator as compilers and editors run it.</summary>
internal static class InMemoryGenerator
{
    /// <summary>A driver that has seen nothing yet: a build's.</summary>
    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)InMemoryCompiler.Parse("").Options);

    /// <summary>Files, and what is generated for them.</summary>
    public static Compilation Generate(Compilation files)
    {
        NewDriver().RunGeneratorsAndUpdateCompilation(files, out Compilation generated, out _);
        return generated;
    }

    /// <summary>What is generated for some files, in the order of the generated files' names.</summary>
    public static IEnumerable<EmittedFile> Emitted(Compilation files) => NewDriver().RunGenerators(files).GetRunResult().Results.Single().GeneratedSources
        .OrderBy(static source => source.HintName, StringComparer.Ordinal)
        .Select(static source => new EmittedFile(source.SyntaxTree));
}

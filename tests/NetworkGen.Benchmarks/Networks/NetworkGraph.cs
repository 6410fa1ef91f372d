using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;
using NetworkGen.Generators;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>The checked graph of a declaration, as the generator builds it.</summary>
internal static class NetworkGraph
{
    private const string Anonymous = "Declared";

    /// <summary>The graph of one of this program's networks.</summary>
    /// <param name="network">Its class.</param>
    public static Network Of(string network) => Build(NetworkFiles.Of(network).Select(static file => InMemoryCompiler.Parse(file.Value, file.Key)), network);

    /// <summary>The graph of attributes.</summary>
    /// <param name="attributes">C#: <c>[Network(…)] [Conv2d(…)]</c>.</param>
    public static Network Parse(string attributes) => Build([InMemoryCompiler.Parse($"using NetworkGen; {attributes} partial class {Anonymous};")], Anonymous);

    private static Network Build(IEnumerable<SyntaxTree> files, string name)
    {
        INamedTypeSymbol type = InMemoryCompiler.Compile(files).GetSymbolsWithName(name, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        BuildResult built = NetworkBuilder.Build(NetworkDeclarationReader.Read(type, CancellationToken.None).Declaration!);
        return built.Network ?? throw new InvalidOperationException($"{name} has errors: {string.Join(", ", built.Issues.Select(static issue => issue.Id))}.");
    }
}

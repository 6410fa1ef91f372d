using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;
using NetworkGen.Generators;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>The checked graph of one of this program's networks, from its declaration, as the generator builds it.</summary>
internal static class NetworkGraph
{
    /// <summary>The graph of a class.</summary>
    /// <exception cref="InvalidOperationException">The declaration has errors.</exception>
    public static Network Of(string network)
    {
        INamedTypeSymbol type = InMemoryCompiler.Compile(NetworkFiles.Of(network).Select(static file => InMemoryCompiler.Parse(file.Value, file.Key)))
            .GetSymbolsWithName(network, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        BuildResult built = NetworkBuilder.Build(NetworkDeclarationReader.Read(type, CancellationToken.None).Declaration!);
        return built.Network ?? throw new InvalidOperationException($"{network} has errors: {string.Join(", ", built.Issues.Select(static issue => issue.Id))}.");
    }
}

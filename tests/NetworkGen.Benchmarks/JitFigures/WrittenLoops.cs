using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Core.Emission;

namespace NetworkGen.Benchmarks.JitFigures;

/// <summary>The multiply-adds that emitted kernels write.</summary>
internal static class WrittenLoops
{
    private const string MultiplyAdd = nameof(MultiplyAdd);

    /// <summary>Those of the hottest inner loop of each kernel of a network, by the kernel's name; kernels without any are left out.</summary>
    public static IReadOnlyDictionary<string, int> Of(string network) => InMemoryCompiler.Parse(NetworkEmitter.Emit(NetworkGraph.Of(network))).GetRoot()
        .DescendantNodes().OfType<ClassDeclarationSyntax>().Single(static type => type.Identifier.Text == EmittedKernels.Class)
        .Members.OfType<MethodDeclarationSyntax>()
        .Select(static method => (Name: method.Identifier.Text, Count: Hottest(method)))
        .Where(static method => method.Count > 0)
        .ToDictionary(static method => method.Name, static method => method.Count);

    private static int Hottest(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<ForStatementSyntax>()
        .Where(static loop => !loop.DescendantNodes().OfType<ForStatementSyntax>().Any())
        .Select(static loop => loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(IsMultiplyAdd))
        .DefaultIfEmpty(0)
        .Max();

    private static bool IsMultiplyAdd(InvocationExpressionSyntax call) =>
        call.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last().Identifier.Text.EndsWith(MultiplyAdd, StringComparison.Ordinal);
}

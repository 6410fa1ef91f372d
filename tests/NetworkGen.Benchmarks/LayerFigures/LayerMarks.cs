using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.LayerFigures;

/// <summary>A call of a kernel in emitted inference.</summary>
/// <param name="Layer">The comment above the layer that it belongs to.</param>
/// <param name="Kernel">The method.</param>
internal sealed record LayerPart(string Layer, string Kernel);

/// <summary>
/// Puts a mark before every call of a kernel in emitted inference. What a layer takes is thus measured where it runs: in the sequence of all layers,
/// on the activations and weights of that sequence.
/// </summary>
internal sealed class LayerMarks : CSharpSyntaxRewriter
{
    private const string Inference = nameof(Inference);
    private const string Clock = """

        namespace NetworkGen.Generated
        {
            public static class LayerClock
            {
                public static readonly long[] Spent = new long[PARTS];
                private static long _since;
                private static int _part = -1;

                public static void Mark(int part)
                {
                    long now = System.Diagnostics.Stopwatch.GetTimestamp();
                    if (_part >= 0) Spent[_part] += now - _since;
                    _part = part;
                    _since = now;
                }
            }
        }
        """;

    private readonly List<LayerPart> _parts = [];
    private HashSet<string> _own = [];
    private string? _layer;

    private LayerMarks()
    {
    }

    /// <summary>The full name of the class that counts the ticks between marks: its <c>Mark</c> takes the number of the part that begins, or -1; its <c>Spent</c> has the sums.</summary>
    public static string ClockType => "NetworkGen.Generated.LayerClock";

    /// <summary>A network's emitted text with marks, and what they stand before.</summary>
    public static (string Text, IReadOnlyList<LayerPart> Parts) Set(string emitted)
    {
        var marks = new LayerMarks();
        string marked = marks.Visit(InMemoryCompiler.Parse(emitted).GetRoot()).ToFullString();
        return (marked + Clock.Replace("PARTS", Invariant($"{marks._parts.Count}"), StringComparison.Ordinal), marks._parts);
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        if (node.Identifier.Text != Inference)
        {
            return node;
        }

        _own = [.. node.Members.OfType<MethodDeclarationSyntax>().Select(static method => method.Identifier.Text)];
        return base.VisitClassDeclaration(node);
    }

    /// <summary>Calls before the first comment belong to no layer: they pack weights, which inference does once.</summary>
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        _layer = null;
        return base.VisitMethodDeclaration(node);
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitBlock(BlockSyntax node) => node.WithStatements(SyntaxFactory.List(node.Statements.SelectMany(Marked)));

    private IEnumerable<StatementSyntax> Marked(StatementSyntax statement)
    {
        _layer = Comment(statement) ?? _layer;
        if (_layer is not null && Kernel(statement) is { } kernel && !_own.Contains(kernel))
        {
            yield return SyntaxFactory.ParseStatement(Invariant($"global::{ClockType}.Mark({_parts.Count});\n"));
            _parts.Add(new LayerPart(_layer, kernel));
        }

        yield return (StatementSyntax)Visit(statement)!;
    }

    private static string? Comment(StatementSyntax statement) => statement.GetLeadingTrivia()
        .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        .Select(static trivia => trivia.ToString().TrimStart('/').Trim())
        .LastOrDefault();

    /// <summary>The method of a statement that is a call, without its class and its type arguments.</summary>
    private static string? Kernel(StatementSyntax statement) => statement is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } ? null : call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => null,
    };
}

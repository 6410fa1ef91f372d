using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>A layer that takes another one's place keeps what that one's arguments are called by: <c>Conv2d(Channels, 5)</c> becomes <c>Conv2d(Channels, 3)</c>.</summary>
/// <param name="semantics">Of the file.</param>
/// <param name="replaced">The attribute whose place is taken.</param>
internal sealed class WrittenValues(SemanticModel semantics, AttributeSyntax replaced)
{
    /// <summary>Layers in which equal values of equal arguments are written as they were.</summary>
    public string Keep(string layers)
    {
        if (semantics.GetSymbolInfo(replaced).Symbol is not IMethodSymbol constructor)
        {
            return layers;
        }

        KeyValuePair<string, ExpressionSyntax>[] written = [.. ArgumentName.All(replaced, constructor).Where(static argument => argument.Value is not LiteralExpressionSyntax)];
        IEnumerable<TextChange> changes = LayerSyntax.Parse(layers)
            .Where(attribute => LayerSyntax.KindOf(attribute) == LayerSyntax.KindOf(replaced))
            .SelectMany(attribute => ArgumentName.All(attribute, constructor))
            .SelectMany(argument => written
                .Where(before => before.Key == argument.Key && Text(before.Value) == argument.Value.ToString())
                .Select(before => new TextChange(new TextSpan(argument.Value.SpanStart - LayerSyntax.Offset, argument.Value.Span.Length), before.Value.ToString())));
        return SourceText.From(layers).WithChanges(changes).ToString();
    }

    private string? Text(ExpressionSyntax value) => semantics.GetConstantValue(value) is { HasValue: true, Value: { } constant }
        ? constant switch
        {
            bool flag => flag ? "true" : "false",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            _ => Convert.ToString(constant, CultureInfo.InvariantCulture),
        }
        : null;
}

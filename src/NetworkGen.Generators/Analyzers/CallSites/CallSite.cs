using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>A call that is looked at: what the checks ask of it, and how they report.</summary>
/// <param name="context">Of the analysis.</param>
/// <param name="networks">The networks of the compilation.</param>
internal sealed class CallSite(OperationAnalysisContext context, KnownNetworks networks)
{
    /// <summary>Longer texts are not repeated in messages.</summary>
    private const int LongestText = 32;

    /// <summary>The network whose member a method or property is, by its class or by <c>INetwork</c> of it; null for <c>INetwork</c> of a type parameter.</summary>
    public KnownNetwork? NetworkOf(ISymbol member) => member.ContainingType is { TypeArguments: [var self] } type && type.Is(WellKnownNames.NetworkInterface)
        ? Network(self)
        : Network(member.ContainingType);

    /// <summary>What is known of a type.</summary>
    public KnownNetwork? Network(ITypeSymbol? type) => networks.Of(type, context.CancellationToken);

    /// <summary>The length of an argument's buffer. A negative one is the compiler's to refuse.</summary>
    public KnownLength? Length(IArgumentOperation argument) => Reader.Of(argument.Value) is { Value: >= 0 } length ? length : null;

    /// <summary>A whole number that is known.</summary>
    public long? Number(IOperation number) => Reader.Number(number);

    /// <summary>What makes the object that an expression stands for.</summary>
    public IOperation Origin(IOperation operation) => Reader.Origin(operation);

    /// <summary>An argument by its parameter's name.</summary>
    public static IArgumentOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string name) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Name == name && argument.ArgumentKind == ArgumentKind.Explicit);

    /// <summary>How messages call an argument: by its text in quotes where that is short, else by what it is for.</summary>
    public static string Title(IArgumentOperation argument, string role)
    {
        string text = argument.Value.Syntax.ToString();
        return text.Length <= LongestText && text.IndexOf('\n') < 0 ? "'" + text + "'" : "the " + role;
    }

    /// <summary>NG4001 at an argument: what it holds, what is needed, and the way out.</summary>
    /// <param name="argument">The buffer.</param>
    /// <param name="held">Its title and unit: <c>the output</c>, <c>floats</c>.</param>
    /// <param name="length">Its length.</param>
    /// <param name="need">What the call does with it: <c>DigitNet writes 10 per image</c>.</param>
    /// <param name="wayOut">What to write.</param>
    /// <param name="right">A right length, and as an expression; for a fix.</param>
    public void ReportLength(IArgumentOperation argument, (string Role, string Unit) held, KnownLength length, string need, string wayOut, (long Value, string Text)? right)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        if (right is { } known && length.Size is not null)
        {
            properties.Add(IssueProperty.Replacement, Numerals.Plain(known.Value));
            properties.Add(IssueProperty.Expression, known.Text);
        }

        string holds = Title(argument, held.Role) + " holds " + Numerals.Grouped(length.Value) + " " + (length.Value == 1 ? held.Unit.TrimEnd('s') : held.Unit);
        IEnumerable<Location> size = length.Size is null ? [] : [length.Size.GetLocation()];
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.WrongLength, argument.Value.Syntax.GetLocation(), size, properties.ToImmutable(), Capitalized(holds), need, wayOut));
    }

    /// <summary>NG4001 at an argument, in words.</summary>
    public void ReportLength(IArgumentOperation argument, string held, string need, string wayOut) =>
        Report(DiagnosticDescriptors.WrongLength, argument, Capitalized(held), need, wayOut);

    /// <summary>Any other diagnostic at an argument.</summary>
    public void Report(DiagnosticDescriptor descriptor, IArgumentOperation argument, params string[] messages) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, argument.Value.Syntax.GetLocation(), messages));

    /// <summary>A multiple of a network's constant as one writes it there: <c>2 * DigitNet.OutputLength</c>.</summary>
    public string Multiple(long count, KnownNetwork network, string constant)
    {
        SemanticModel model = context.Operation.SemanticModel!;
        string length = network.Type.ToMinimalDisplayString(model, context.Operation.Syntax.SpanStart) + "." + constant;
        return count == 1 ? length : Numerals.Plain(count) + " * " + length;
    }

    private LengthReader Reader => new(context.Operation.SemanticModel!, context.CancellationToken);

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}

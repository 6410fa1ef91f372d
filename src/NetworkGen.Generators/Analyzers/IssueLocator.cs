using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators.Analyzers;

/// <summary>From an issue, which knows layers and arguments only, to the place where they are written.</summary>
/// <param name="type">The network's class.</param>
/// <param name="attributes">Its attributes, as they were read.</param>
/// <param name="compilation">What is compiled: no place outside of it may be reported.</param>
internal sealed class IssueLocator(INamedTypeSymbol type, NetworkAttributes attributes, Compilation compilation)
{
    /// <summary>The argument's value where the issue names one that is written, else the layer's attribute, else the class's name.</summary>
    public Location Locate(NetworkIssue issue, CancellationToken cancellation)
    {
        AttributeData? attribute = issue.LayerIndex == NetworkIssue.WholeNetwork
            ? OfNetwork(issue.Argument, cancellation)
            : attributes.Layers.Concat(attributes.Misplaced).ElementAtOrDefault(issue.LayerIndex);
        if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return NameOf(issue, cancellation);
        }

        return issue.Within.Count == 0 ? LocationOf(attribute, syntax, issue) : syntax.GetLocation();
    }

    /// <summary>The way from there through blocks to the layer that the issue is about, as far as it is written in this compilation; the layer itself first.</summary>
    public IEnumerable<Location> WithinBlocks(NetworkIssue issue, CancellationToken cancellation)
    {
        var way = new Stack<Location>();
        AttributeData? attribute = attributes.Layers.ElementAtOrDefault(issue.LayerIndex);
        for (int step = 0; step < issue.Within.Count; step++)
        {
            attribute = attribute is not null && NetworkDeclarationReader.BlockOf(attribute) is { } block
                ? NetworkAttributes.Of(block, cancellation).Layers.ElementAtOrDefault(issue.Within[step].LayerIndex)
                : null;

            // In an editor a referenced project is a compilation with syntax of its own.
            if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            {
                way.Push(step == issue.Within.Count - 1 ? LocationOf(attribute, syntax, issue) : syntax.GetLocation());
            }
        }

        return way;
    }

    /// <summary>An argument of the whole network stands in <c>[Budget]</c> or in <c>[Network]</c>.</summary>
    private AttributeData? OfNetwork(string? argument, CancellationToken cancellation)
    {
        if (argument is null)
        {
            return null;
        }

        return attributes.Budget?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax budget
            && Find(attributes.Budget, budget, argument) is not null
                ? attributes.Budget
                : attributes.Network;
    }

    private static Location LocationOf(AttributeData attribute, AttributeSyntax syntax, NetworkIssue issue)
    {
        AttributeArgumentSyntax? argument = Find(attribute, syntax, issue.Argument);
        return (argument is null ? syntax : ElementOf(argument, issue) ?? argument.Expression).GetLocation();
    }

    /// <summary>The value that the issue is about, of an argument that holds several: in an array, or as one of the arguments that <c>params</c> gathers.</summary>
    private static SyntaxNode? ElementOf(AttributeArgumentSyntax argument, NetworkIssue issue)
    {
        if (issue.Properties.FirstOrDefault(static property => property.Key == IssueProperty.Element) is not { } property)
        {
            return null;
        }

        IEnumerable<SyntaxNode> elements = argument.Expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } array } => array.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: var array } => array.Expressions,
            CollectionExpressionSyntax collection => collection.Elements,
            _ => ((AttributeArgumentListSyntax)argument.Parent!).Arguments
                .SkipWhile(other => other != argument)
                .TakeWhile(static other => other.NameEquals is null)
                .Select(static other => other.Expression),
        };
        return elements.ElementAtOrDefault(int.Parse(property.Value, CultureInfo.InvariantCulture));
    }

    private static AttributeArgumentSyntax? Find(AttributeData attribute, AttributeSyntax syntax, string? name)
    {
        if (name is null || syntax.ArgumentList is not { } list)
        {
            return null;
        }

        return list.Arguments
            .Where((argument, index) => NameOf(argument, index, attribute.AttributeConstructor) == name)
            .FirstOrDefault();
    }

    private static string? NameOf(AttributeArgumentSyntax argument, int index, IMethodSymbol? constructor) => argument switch
    {
        { NameEquals.Name.Identifier.ValueText: var property } => property,
        { NameColon.Name.Identifier.ValueText: var parameter } => NetworkDeclarationReader.ArgumentName(parameter),
        _ => constructor?.Parameters.ElementAtOrDefault(index) is { } parameter
            ? NetworkDeclarationReader.ArgumentName(parameter.Name)
            : null,
    };

    /// <summary>The class's name on the part with <c>[Network]</c>, or the name of the type around it that the issue is about.</summary>
    private Location NameOf(NetworkIssue issue, CancellationToken cancellation)
    {
        int depth = issue.Properties.FirstOrDefault(static property => property.Key == NetworkTypeRules.Depth) is { } property
            ? int.Parse(property.Value, CultureInfo.InvariantCulture)
            : 0;
        SyntaxNode? part = attributes.Owner is null ? null : NetworkAttributes.PartOf(type, attributes.Owner)?.GetSyntax(cancellation);
        return part?.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().ElementAtOrDefault(depth)?.Identifier.GetLocation()
            ?? type.Locations[0];
    }
}

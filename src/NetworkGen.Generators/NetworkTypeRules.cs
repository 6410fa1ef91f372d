using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators;

/// <summary>The class-level findings: NG0001, NG0002, NG0007, and layers that no network owns (NG0003).</summary>
internal static class NetworkTypeRules
{
    /// <summary>The property of NG0001 that says which type: 0 is the network's own, 1 the one around it, and so on.</summary>
    public const string Depth = nameof(Depth);

    /// <summary>Every finding; one reason of NG0007 at most, for the others follow or come after.</summary>
    public static IEnumerable<NetworkIssue> Check(INamedTypeSymbol type, NetworkAttributes attributes, CancellationToken cancellation)
    {
        if (attributes.Network is null)
        {
            return attributes.Misplaced.IsEmpty || attributes.IsBlock ? [] : [Unowned(type)];
        }

        return UnsupportedType.ReasonOf(type, cancellation) is { } reason
            ? [Issue(IssueId.UnsupportedType, NetworkIssue.WholeNetwork, [type.Name, reason])]
            : NotPartial(type, cancellation).Concat(OnOtherParts(type, attributes));
    }

    private static NetworkIssue Unowned(INamedTypeSymbol type) => Issue(IssueId.NoLayers, 0, [type.Name]);

    private static IEnumerable<NetworkIssue> NotPartial(INamedTypeSymbol type, CancellationToken cancellation) => type
        .WithContainingTypes()
        .Select((part, depth) => (part, depth))
        .Where(item => !IsPartial(item.part, cancellation))
        .Select(item => Issue(
            IssueId.NotPartial,
            NetworkIssue.WholeNetwork,
            [item.part.Name, type.Name, NetworkDeclarationReader.KeywordOf(item.part)],
            new Property(Depth, item.depth.ToString(CultureInfo.InvariantCulture))));

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type
        .WrittenParts()
        .Select(part => part.GetSyntax(cancellation))
        .OfType<TypeDeclarationSyntax>()
        .All(static part => part.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>One issue for each part, at its first layer: the others have the same cause.</summary>
    private static IEnumerable<NetworkIssue> OnOtherParts(INamedTypeSymbol type, NetworkAttributes attributes) => attributes
        .Misplaced
        .Select((layer, index) => (layer, index))
        .GroupBy(item => NetworkAttributes.PartOf(type, item.layer))
        .Select(part => part.First())
        .Select(first => Issue(
            IssueId.LayersOnOtherPart,
            attributes.Layers.Length + first.index,
            [NetworkDeclarationReader.KindOf(first.layer), type.Name]));

    private static NetworkIssue Issue(string id, int layer, string[] messages, params Property[] properties) =>
        new(id, layer, null, EquatableArray.Of(messages), EquatableArray.Of(properties));
}

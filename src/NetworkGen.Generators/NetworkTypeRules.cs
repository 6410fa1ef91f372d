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

/// <summary>The class-level findings: NG0001, NG0002, NG0007, layers that no network or block owns, blocks without any (NG0003), and blocks that use themselves (NG0006).</summary>
internal static class NetworkTypeRules
{
    /// <summary>The property of NG0001 that says which type: 0 is the network's own, 1 the one around it, and so on.</summary>
    public const string Depth = nameof(Depth);

    /// <summary>Every finding; one reason of NG0007 at most, for the others follow or come after.</summary>
    public static IEnumerable<NetworkIssue> Check(INamedTypeSymbol type, NetworkAttributes attributes, CancellationToken cancellation)
    {
        if (attributes.Network is null)
        {
            return WithoutNetwork(type, attributes).Concat(attributes.Block is null ? [] : UsingItself(type, attributes, cancellation));
        }

        return UnsupportedType.ReasonOf(type, cancellation) is { } reason
            ? [Issue(IssueId.UnsupportedType, NetworkIssue.WholeNetwork, [type.Name, reason])]
            : NotPartial(type, cancellation).Concat(OnOtherParts(type, attributes));
    }

    /// <summary>What can be said of a block, or of layers that no network or block owns, by itself; whether its layers fit is a matter of where it is used.</summary>
    public static IEnumerable<NetworkIssue> WithoutNetwork(INamedTypeSymbol type, NetworkAttributes attributes) =>
        attributes.Block is not null && attributes.Layers.IsEmpty && attributes.Misplaced.IsEmpty
            ? [new(IssueId.NoLayers, NetworkIssue.WholeNetwork, IssueArgument.Block, EquatableArray.Of("[Block]", type.Name, "it has [Block] but no layers: write at least one below it"), EquatableArray<Property>.Empty)]
            : attributes.Misplaced.IsEmpty ? []
            : attributes.Block is null ? [Issue(IssueId.NoLayers, 0, [type.Name])]
            : OnOtherParts(type, attributes);

    /// <summary>
    /// A block that uses itself. One circle is one mistake, so of its blocks the first by name reports it; and it is reported here, for
    /// there may be no network that uses it.
    /// </summary>
    private static IEnumerable<NetworkIssue> UsingItself(INamedTypeSymbol type, NetworkAttributes attributes, CancellationToken cancellation)
    {
        string name = NetworkDeclarationReader.FullName(type, type.ContainingAssembly);
        EquatableArray<LayerDeclaration> layers = NetworkDeclarationReader.LayersOf(attributes, type.ContainingAssembly);
        BlockReader blocks = BlockReader.Of(type, attributes, cancellation);
        return BlockCycle.Way(blocks.Declarations, layers, name) is { } circle && circle.All(step => string.CompareOrdinal(name, step.Block) <= 0)
            ? [Issue(IssueId.RecursiveBlock, circle[0].Layer, [circle[0].Kind, type.Name, BlockCycle.Text(name, circle)])]
            : [];
    }

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
            [NetworkDeclarationReader.KindOf(first.layer), type.Name, attributes.Network is null ? "[Block]" : "[Network]"]));

    private static NetworkIssue Issue(string id, int layer, string[] messages, params Property[] properties) =>
        new(id, layer, null, EquatableArray.Of(messages), EquatableArray.Of(properties));
}

using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators;

/// <summary>
/// The attributes of one class that are ours, each kind apart and in source order.
/// Holds symbols, so it lives within one call and never crosses a pipeline step.
/// </summary>
/// <param name="Network">The <c>[Network]</c>, or null.</param>
/// <param name="Budget">The <c>[Budget]</c>, or null; it may stand on any part.</param>
/// <param name="Layers">The layers of the part that carries <c>[Network]</c>, or <c>[Block]</c>: top to bottom, left to right.</param>
/// <param name="Misplaced">Layers of other parts; all of them where there is neither.</param>
/// <param name="Block">The <c>[Block]</c>, or null.</param>
/// <param name="IsRefused">Whether the compiler refuses an attribute of ours, so that what can be read of it is not what was meant.</param>
/// <param name="HasUnknown">Whether there is an attribute of no known type: a layer with a slip in its name, or, while generating, what another generator is about to add.</param>
internal sealed record NetworkAttributes(
    AttributeData? Network,
    AttributeData? Budget,
    ImmutableArray<AttributeData> Layers,
    ImmutableArray<AttributeData> Misplaced,
    AttributeData? Block,
    bool IsRefused,
    bool HasUnknown)
{
    /// <summary>Finds them.</summary>
    public static NetworkAttributes Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> all = type.GetAttributes();
        AttributeData? network = First(all, WellKnownNames.NetworkAttribute);
        AttributeData? block = First(all, WellKnownNames.BlockAttribute);
        AttributeData? owner = network ?? block;
        ImmutableArray<AttributeData>.Builder layers = ImmutableArray.CreateBuilder<AttributeData>();
        ImmutableArray<AttributeData>.Builder misplaced = ImmutableArray.CreateBuilder<AttributeData>();
        foreach (AttributeData attribute in all.Where(static attribute => IsLayer(attribute.AttributeClass)))
        {
            cancellation.ThrowIfCancellationRequested();
            (owner is not null && OnSamePart(type, owner, attribute) ? layers : misplaced).Add(attribute);
        }

        // Attributes of one declaration come in source order already; that isn't promised, so it is made certain. A block of another
        // assembly may have no syntax: its layers keep their order, which is that of the file, as OrderBy is stable.
        AttributeData? budget = First(all, WellKnownNames.BudgetAttribute);
        return new(
            network,
            budget,
            [.. layers.OrderBy(Start)],
            misplaced.ToImmutable(),
            block,
            layers.Concat(misplaced).Any(HasError) || HasError(network) || HasError(budget),
            all.Any(static attribute => attribute.AttributeClass is null or IErrorTypeSymbol));
    }

    /// <summary>Whether there is anything of ours on the class.</summary>
    public bool IsEmpty => Network is null && Block is null && Misplaced.IsEmpty;

    /// <summary>What its layers need on the same part: <c>[Network]</c>, or <c>[Block]</c>.</summary>
    public AttributeData? Owner => Network ?? Block;

    /// <summary>The part of <paramref name="type"/> that an attribute is written on.</summary>
    public static SyntaxReference? PartOf(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } written
            ? type.DeclaringSyntaxReferences.FirstOrDefault(part => part.SyntaxTree == written.SyntaxTree && part.Span.Contains(written.Span))
            : null;

    private static bool OnSamePart(INamedTypeSymbol type, AttributeData first, AttributeData second) =>
        PartOf(type, first) == PartOf(type, second);

    private static AttributeData? First(ImmutableArray<AttributeData> all, string name) =>
        all.FirstOrDefault(attribute => attribute.AttributeClass?.Is(name) == true);

    private static bool IsLayer(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(WellKnownNames.LayerAttribute))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasError(AttributeData? attribute) => attribute is not null
        && (attribute.AttributeConstructor is null
            || attribute.AttributeClass!.TypeArguments.Any(static block => block.TypeKind == TypeKind.Error || !block.IsReferenceType)
            || attribute.ConstructorArguments.Any(HasError)
            || attribute.NamedArguments.Any(static argument => HasError(argument.Value)));

    private static bool HasError(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error
        || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(HasError));

    private static int Start(AttributeData attribute) => attribute.ApplicationSyntaxReference?.Span.Start ?? 0;
}

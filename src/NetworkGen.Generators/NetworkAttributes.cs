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
/// <param name="Layers">The layers of the part that carries <c>[Network]</c>: top to bottom, left to right.</param>
/// <param name="Misplaced">Layers of other parts; all of them where there is no <c>[Network]</c>.</param>
/// <param name="IsBlock">Whether the class is a <c>[Block]</c>, whose layers need no <c>[Network]</c>.</param>
/// <param name="HasErrors">Whether the compiler itself refuses an attribute, so that what was read of it is not what was meant.</param>
internal sealed record NetworkAttributes(
    AttributeData? Network,
    AttributeData? Budget,
    ImmutableArray<AttributeData> Layers,
    ImmutableArray<AttributeData> Misplaced,
    bool IsBlock,
    bool HasErrors)
{
    /// <summary>Finds them.</summary>
    public static NetworkAttributes Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> all = type.GetAttributes();
        AttributeData? network = First(all, WellKnownNames.NetworkAttribute);
        ImmutableArray<AttributeData>.Builder layers = ImmutableArray.CreateBuilder<AttributeData>();
        ImmutableArray<AttributeData>.Builder misplaced = ImmutableArray.CreateBuilder<AttributeData>();
        bool hasErrors = false;
        foreach (AttributeData attribute in all)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsRefused(attribute))
            {
                hasErrors = true;
            }
            else if (IsLayer(attribute.AttributeClass))
            {
                (network is not null && OnSamePart(type, network, attribute) ? layers : misplaced).Add(attribute);
            }
        }

        // Attributes of one declaration come in source order already; that isn't promised, so it is made certain.
        layers.Sort(static (left, right) => Start(left).CompareTo(Start(right)));
        return new(
            network,
            First(all, WellKnownNames.BudgetAttribute),
            layers.ToImmutable(),
            misplaced.ToImmutable(),
            First(all, WellKnownNames.BlockAttribute) is not null,
            hasErrors);
    }

    /// <summary>The part of <paramref name="type"/> that an attribute is written on.</summary>
    public static SyntaxReference? PartOf(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } written
            ? type.DeclaringSyntaxReferences.FirstOrDefault(part => part.SyntaxTree == written.SyntaxTree && part.Span.Contains(written.Span))
            : null;

    private static bool OnSamePart(INamedTypeSymbol type, AttributeData first, AttributeData second) =>
        PartOf(type, first) is { } part && part == PartOf(type, second);

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

    private static bool IsRefused(AttributeData attribute) =>
        attribute.AttributeClass is null or IErrorTypeSymbol
        || attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(HasError)
        || attribute.NamedArguments.Any(static argument => HasError(argument.Value));

    private static bool HasError(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error
        || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(HasError));

    private static int Start(AttributeData attribute) => attribute.ApplicationSyntaxReference?.Span.Start ?? 0;
}

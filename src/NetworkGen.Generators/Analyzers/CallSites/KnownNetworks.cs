using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>The networks of one compilation, each read when a call first asks for it.</summary>
internal sealed class KnownNetworks(Compilation compilation)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, KnownNetwork?> _byType = new(SymbolEqualityComparer.Default);

    /// <summary>What is known of a type; null where it is no network, or one that can't be built.</summary>
    public KnownNetwork? Of(ITypeSymbol? type, CancellationToken cancellation) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, OriginalDefinition: var network }
            ? _byType.GetOrAdd(network, read => Read(read, cancellation))
            : null;

    private KnownNetwork? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is(WellKnownNames.NetworkAttribute) == true))
        {
            return null;
        }

        return SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            ? Build(type, cancellation)
            : OfConstants(type);
    }

    /// <summary>From the attributes, as everything else that is said of a network: the generated part may lag behind while one types.</summary>
    private static KnownNetwork? Build(INamedTypeSymbol type, CancellationToken cancellation) =>
        NetworkDeclarationReader.Read(type, cancellation) is { CanBuild: true, HasUnknown: false, Declaration: { } declaration }
        && NetworkBuilder.Build(declaration).Network is { } network
            ? new KnownNetwork(type, network.InputShape.Length, network.Output.Shape.Length, network)
            : null;

    private static KnownNetwork? OfConstants(INamedTypeSymbol type) =>
        Constant(type, "InputLength") is { } input && Constant(type, "OutputLength") is { } output
            ? new KnownNetwork(type, input, output, null)
            : null;

    private static int? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int and > 0 and var value } ? (int)value : null;
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Generators;

/// <summary>The blocks that a class uses, and those that these use.</summary>
/// <param name="Declarations">Each once, users before what they use first; a class without <c>[Block]</c> is none.</param>
/// <param name="IsRefused">Whether the compiler refuses an attribute of one of them.</param>
/// <param name="HasUnknown">Whether one of them has an attribute of no known type.</param>
/// <param name="IsFaulty">Whether something is wrong with one of them by itself, and is reported there; of other assemblies nothing is. A block that uses itself is not meant: the builder finds it.</param>
internal sealed record BlockReader(EquatableArray<BlockDeclaration> Declarations, bool IsRefused, bool HasUnknown, bool IsFaulty)
{
    /// <summary>Reads them.</summary>
    /// <param name="user">The class that uses them: a network, or a block.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static BlockReader Of(INamedTypeSymbol user, NetworkAttributes attributes, CancellationToken cancellation)
    {
        IReadOnlyList<(INamedTypeSymbol Type, NetworkAttributes Attributes)> met = Collect(attributes, cancellation);
        return new(
            met.Where(static block => block.Attributes.Block is not null)
                .Select(block => new BlockDeclaration(
                    NetworkDeclarationReader.FullName(block.Type, user.ContainingAssembly),
                    NetworkDeclarationReader.LayersOf(block.Attributes, user.ContainingAssembly)))
                .ToEquatableArray(),
            met.Any(static block => block.Attributes.IsRefused),
            met.Any(static block => block.Attributes.HasUnknown),
            met.Any(block => block.Attributes.Network is null
                && SymbolEqualityComparer.Default.Equals(block.Type.ContainingAssembly, user.ContainingAssembly)
                && NetworkTypeRules.WithoutNetwork(block.Type, block.Attributes).Any()));
    }

    /// <summary>All classes on the way, in the order in which they are met; without recursion, as a chain of blocks may be long.</summary>
    private static IReadOnlyList<(INamedTypeSymbol Type, NetworkAttributes Attributes)> Collect(NetworkAttributes from, CancellationToken cancellation)
    {
        var met = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var all = new List<(INamedTypeSymbol Type, NetworkAttributes Attributes)>();
        var open = new Queue<NetworkAttributes>([from]);
        while (open.Count > 0)
        {
            foreach (INamedTypeSymbol block in open.Dequeue().Layers.Select(NetworkDeclarationReader.BlockOf).OfType<INamedTypeSymbol>().Where(met.Add))
            {
                cancellation.ThrowIfCancellationRequested();
                NetworkAttributes attributes = NetworkAttributes.Of(block, cancellation);
                all.Add((block, attributes));
                open.Enqueue(attributes);
            }
        }

        return all;
    }
}

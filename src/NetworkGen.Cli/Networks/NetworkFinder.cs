using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetworkGen.Cli.Projects;
using NetworkGen.Core.Graph;
using NetworkGen.Generators;

namespace NetworkGen.Cli.Networks;

/// <summary>A class with <c>[Network]</c>, and what came of it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="FullName">The same with namespace and outer types.</param>
/// <param name="File">Where the declaration begins, from the project's folder.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="EndLine">The line where it ends.</param>
/// <param name="Network">The checked graph; null where it can't be built.</param>
internal sealed record DeclaredNetwork(string Name, string FullName, string File, int Line, int EndLine, Network? Network);

/// <summary>Finds the networks of a project, through the reader and the builder that the generator uses.</summary>
internal static class NetworkFinder
{
    /// <summary>All of them, in the order of their files and lines.</summary>
    public static IReadOnlyList<DeclaredNetwork> Find(LoadedProject project, CancellationToken cancellation) =>
    [
        .. DeclaredTypes.Of(project.Compilation)
            .Select(type => Read(project, type, cancellation))
            .OfType<DeclaredNetwork>()
            .OrderBy(static network => network.File, System.StringComparer.Ordinal)
            .ThenBy(static network => network.Line),
    ];

    private static DeclaredNetwork? Read(LoadedProject project, INamedTypeSymbol type, CancellationToken cancellation)
    {
        NetworkAttributes attributes = NetworkAttributes.Of(type, cancellation);
        if (attributes.Network is null || NetworkAttributes.PartOf(type, attributes.Network) is not { } written)
        {
            return null;
        }

        ReadResult read = NetworkDeclarationReader.Read(type, attributes, cancellation);
        FileLinePositionSpan place = written.SyntaxTree.GetLineSpan(written.Span, cancellation);
        return new DeclaredNetwork(
            type.Name,
            type.ToDisplayString(),
            project.Relative(place.Path),
            place.StartLinePosition.Line + 1,
            place.EndLinePosition.Line + 1,
            read.CanBuild ? NetworkBuilder.Build(read.Declaration!).Network : null);
    }
}

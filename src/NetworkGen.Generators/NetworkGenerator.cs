using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators;

/// <summary>
/// Generates the other part of every class with <c>[Network]</c>. Only plain equatable data crosses from one step to the next,
/// so that an added comment or a moved line runs nothing again. It reports nothing: that is the analyzer's,
/// which reads and builds through the same code.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private const string Marker = WellKnownNames.Namespace + "." + WellKnownNames.NetworkAttribute;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkSource> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Marker,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => Read(attributed, cancellation))
            .WithTrackingName(TrackingNames.Declaration)
            .Where(static source => source is not null)!;

        context.RegisterSourceOutput(networks, static (output, source) =>
            output.AddSource(source.HintName, Print(source.Read, output.CancellationToken)));
    }

    /// <summary>The declaration that a part stands for; null for a second part with <c>[Network]</c>, which the compiler refuses.</summary>
    private static NetworkSource? Read(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)attributed.TargetSymbol;
        NetworkAttributes attributes = NetworkAttributes.Of(type, cancellation);
        if (attributes.Network is null || !attributed.Attributes.Contains(attributes.Network))
        {
            return null;
        }

        ReadResult read = NetworkDeclarationReader.Read(type, attributes, cancellation);
        return read.Declaration is null ? null : new NetworkSource(type.HintName(), read);
    }

    private static string Print(ReadResult read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Network? network = read.CanBuild ? NetworkBuilder.Build(read.Declaration!).Network : null;
        cancellation.ThrowIfCancellationRequested();
        return network is null ? NetworkEmitter.EmitStub(read.Declaration!) : NetworkEmitter.Emit(network);
    }

    /// <summary>What becomes one generated file.</summary>
    private sealed record NetworkSource(string HintName, ReadResult Read);
}

using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Generators;

namespace NetworkGen.Cli.Networks;

/// <summary>
/// What our generator adds, in short: the members that users call, with lengths and shapes, but without the code behind them. Nothing here
/// runs a network, and a compiler takes many seconds for the kernels of large ones.
/// </summary>
internal static class Outlines
{
    /// <summary>Where the analyzers expect generated parts.</summary>
    private static readonly string _folder = "NetworkGen.Generators/" + typeof(NetworkGenerator).FullName + "/";

    /// <summary>The compilation with the other part of each network.</summary>
    public static CSharpCompilation AddTo(CSharpCompilation compilation, CSharpParseOptions options, CancellationToken cancellation) => compilation.AddSyntaxTrees(
        DeclaredTypes.Of(compilation)
            .Select(type => (type, read: Read(type, cancellation)))
            .Where(static found => found.read?.Declaration is not null)
            .Select(found => CSharpSyntaxTree.ParseText(Text(found.read!), options, _folder + found.type.HintName(), Encoding.UTF8, cancellation)));

    private static ReadResult? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        NetworkAttributes attributes = NetworkAttributes.Of(type, cancellation);
        return attributes.Network is null ? null : NetworkDeclarationReader.Read(type, attributes, cancellation);
    }

    private static string Text(ReadResult read) => read.CanBuild && NetworkBuilder.Build(read.Declaration!).Network is { } network
        ? NetworkEmitter.EmitOutline(network)
        : NetworkEmitter.EmitStub(read.Declaration!);
}

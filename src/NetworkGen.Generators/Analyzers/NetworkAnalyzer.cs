using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators.Analyzers;

/// <summary>
/// Reports everything the compiler of networks finds, through the reader and the builder that the generator uses. An analyzer
/// and not the generator, so that <c>#pragma</c>, <c>[SuppressMessage]</c> and <c>.editorconfig</c> work.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.Namespace + "." + WellKnownNames.LayerAttribute) is not null)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        NetworkAttributes attributes = NetworkAttributes.Of(type, context.CancellationToken);
        if (attributes.Network is null && attributes.Misplaced.IsEmpty)
        {
            return;
        }

        var locator = new IssueLocator(type, attributes);
        ReadResult read = NetworkDeclarationReader.Read(type, attributes, context.CancellationToken);
        foreach (NetworkIssue issue in read.CanBuild ? IssuesOf(read.Declaration!) : read.Issues)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.Of(issue),
                locator.Locate(issue, context.CancellationToken),
                issue.Properties.ToImmutableDictionary(static property => property.Key, static property => (string?)property.Value),
                [.. issue.Messages]));
        }
    }

    /// <summary>What the builder finds; and of a network without errors, what the rules say.</summary>
    private static IEnumerable<NetworkIssue> IssuesOf(NetworkDeclaration declaration)
    {
        BuildResult built = NetworkBuilder.Build(declaration);
        return built.Issues;
    }
}

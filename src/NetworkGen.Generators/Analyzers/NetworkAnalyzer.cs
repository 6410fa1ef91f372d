using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using RuleSet = NetworkGen.Core.ReceptiveFields.Rules.RuleSet;

namespace NetworkGen.Generators.Analyzers;

/// <summary>
/// Reports everything the compiler of networks finds, through the reader and the builder that the generator uses. An analyzer
/// and not the generator, so that <c>#pragma</c>, <c>[SuppressMessage]</c> and <c>.editorconfig</c> work.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = DiagnosticDescriptors.OfNetworks;

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
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate || attributes.IsEmpty)
        {
            return;
        }

        var locator = new IssueLocator(type, attributes, context.Compilation);
        foreach (NetworkIssue issue in IssuesOf(type, attributes, context))
        {
            Location[] way = [.. locator.WithinBlocks(issue, context.CancellationToken)];
            IEnumerable<Property> properties = issue.Properties.Where(property => way.Length == issue.Within.Count || !ChangesBlock(property));
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.Of(issue),
                locator.Locate(issue, context.CancellationToken),
                way,
                properties.ToImmutableDictionary(static property => property.Key, static property => (string?)property.Value),
                [.. issue.Messages]));
        }
    }

    /// <summary>A block of another assembly can't be changed from here.</summary>
    private static bool ChangesBlock(Property property) => FixText.IsKey(property.Key) && FixText.Parse(property.Value).IsInBlock;

    /// <summary>
    /// What is wrong with the class; else what the builder finds; else what the rules say of a network that can be built.
    /// Nothing where the compiler refuses an attribute: it says so, and what we would add follows from it.
    /// </summary>
    private static IEnumerable<NetworkIssue> IssuesOf(INamedTypeSymbol type, NetworkAttributes attributes, SymbolAnalysisContext context)
    {
        ReadResult read = NetworkDeclarationReader.Read(type, attributes, context.CancellationToken);
        if (read.IsRefused || read.HasUnknown)
        {
            return [];
        }

        if (!read.CanBuild)
        {
            return read.Issues;
        }

        BuildResult built = NetworkBuilder.Build(read.Declaration!);
        NetworkIssue[] issues = [.. built.Issues.Where(static issue => !IsSaidAtItsBlock(issue))];
        context.CancellationToken.ThrowIfCancellationRequested();
        if (built.Network is null || attributes.Network?.ApplicationSyntaxReference?.SyntaxTree is not { } tree)
        {
            return issues;
        }

        RuleOptions options = RuleOptionsReader.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        return issues.Concat(RuleSet.Check(built.Network, options));
    }

    /// <summary>A block of this assembly that uses itself is reported at its own class; only of another assembly's blocks nothing is said there.</summary>
    private static bool IsSaidAtItsBlock(NetworkIssue issue) =>
        issue.Id == IssueId.RecursiveBlock && !NetworkDeclarationReader.IsForeign(issue.Within[issue.Within.Count - 1].Block);
}

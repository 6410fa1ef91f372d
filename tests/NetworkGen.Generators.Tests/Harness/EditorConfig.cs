using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>Lines of an <c>.editorconfig</c>, parsed and applied by the compiler's own code.</summary>
/// <param name="lines">What stands below <c>[*.cs]</c>.</param>
internal sealed class EditorConfig(params string[] lines)
{
    private readonly AnalyzerConfigSet _set = AnalyzerConfigSet.Create(ImmutableArray.Create(
        AnalyzerConfig.Parse(SourceText.From(string.Join('\n', ["root = true", "[*.cs]", .. lines])), "/.editorconfig")));

    /// <summary>For <c>dotnet_diagnostic.*.severity</c>.</summary>
    public SyntaxTreeOptionsProvider Severities => new SeverityProvider(this);

    /// <summary>For everything else.</summary>
    public AnalyzerConfigOptionsProvider Options => new OptionsProvider(this);

    private AnalyzerConfigOptionsResult Of(SyntaxTree tree) => _set.GetOptionsForSourcePath("/" + tree.FilePath);

    private sealed class SeverityProvider(EditorConfig config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            config.Of(tree).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }

    private sealed class OptionsProvider(EditorConfig config) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Values(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(config.Of(tree).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = values.ToDictionary(KeyComparer);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            _values.TryGetValue(key, out value);
    }
}

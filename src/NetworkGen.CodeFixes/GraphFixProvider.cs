using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetworkGen.CodeFixes.Editing;
using NetworkGen.Core.Graph;

namespace NetworkGen.CodeFixes;

/// <summary>What mends a network or a block. The compiler of networks has found the ways and tried each; here they are written into the source.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GraphFixProvider))]
[Shared]
public sealed class GraphFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        IssueId.ChannelMismatch,
        IssueId.GroupsDontDivide,
        IssueId.LinearOnMap,
        IssueId.FieldTooSmall,
        IssueId.UnreadInput,
        IssueId.DilationHoles,
        IssueId.StrideSkips,
        IssueId.UnevenPadding,
        IssueId.EvenKernel,
        IssueId.LargeKernel,
        IssueId.ChannelCut,
        IssueId.NoPool,
        IssueId.BiasBeforeNorm,
    ];

    private protected override async Task<IReadOnlyList<TextFix>> FixesAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var fixes = new List<TextFix>();
        foreach (FixText fix in FixesOf(diagnostic))
        {
            Location? place = fix.IsInBlock ? diagnostic.AdditionalLocations.FirstOrDefault() : diagnostic.Location;
            if (place is not null && await LayerStack.AtAsync(solution, place, cancellation).ConfigureAwait(false) is { } stack)
            {
                SourceText text = await stack.Document.GetTextAsync(cancellation).ConfigureAwait(false);
                if (new StackEditor(stack, text).Changes(fix.Edits) is { } changes)
                {
                    fixes.Add(new TextFix(fix.Title, diagnostic.Id + ": " + fix.Way(), stack.Document, changes));
                }
            }
        }

        return Numbered(fixes);
    }

    private static IEnumerable<FixText> FixesOf(Diagnostic diagnostic)
    {
        for (int index = 0; diagnostic.Properties.TryGetValue(FixText.Key(index), out string? text); index++)
        {
            yield return FixText.Parse(text!);
        }
    }

    /// <summary>Of two fixes of one kind, such as a smaller and a larger image, the first is another way than the second.</summary>
    private static IReadOnlyList<TextFix> Numbered(IEnumerable<TextFix> fixes) =>
        [.. fixes.GroupBy(static fix => fix.Way).SelectMany(static alike => alike.Select(static (fix, number) => fix with { Way = fix.Way + " " + number }))];
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using NetworkGen.Core.Graph;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests.Harness;

/// <summary>What every fix must do: give this very text, which compiles, has no error, and has the diagnostic no more.</summary>
internal static class Expect
{
    /// <summary>For a diagnostic of an id <paramref name="title"/> is offered, which makes <paramref name="after"/> of the one file.</summary>
    public static Task Fix(string id, string title, string before, string after) => Fix(id, title, FixRun.Of(before), after);

    /// <summary>The same of a project whose files become others; those that aren't given stay as they are.</summary>
    public static async Task Fix(string id, string title, FixRun project, params string[] after)
    {
        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)];
        Assert.NotEmpty(found);
        var offered = new List<CodeAction>();
        foreach (Diagnostic diagnostic in found)
        {
            offered.AddRange(await project.OfferedAsync(diagnostic));
        }

        Assert.True(offered.Any(action => action.Title == title), "Offered are:\n" + string.Join('\n', offered.Select(static action => action.Title)));
        FixRun mended = await project.AfterAsync(offered.First(action => action.Title == title));

        await Texts(mended, after);
        await Mended(mended, id, found.Length - 1);
    }

    /// <summary>All diagnostics of an id are mended at once.</summary>
    public static async Task FixAll(string id, FixRun project, params string[] after)
    {
        FixRun mended = await project.AfterAllAsync(id);

        await Texts(mended, after);
        await Mended(mended, id, 0);
    }

    /// <summary>Nothing is offered for the diagnostics of an id, of which there are some.</summary>
    public static async Task NoFix(string id, FixRun project)
    {
        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)];
        Assert.NotEmpty(found);
        foreach (Diagnostic diagnostic in found)
        {
            Assert.Empty(await project.OfferedAsync(diagnostic));
        }
    }

    /// <summary>
    /// Edits by themselves, whatever rule may propose them: with those of a diagnostic at the text's mark, a file becomes
    /// <paramref name="after"/>, which compiles; and a file of Windows' lines becomes the same of such lines.
    /// </summary>
    public static async Task Edits(EditText[] edits, string marked, string after)
    {
        await Compiles(after, await Edited(edits, FixRun.Of(Markup.Parse(marked).Text), marked));
        Assert.Equal(WithWindowsLines(after), await (await Edited(edits, FixRun.Of(Markup.Parse(WithWindowsLines(marked)).Text), WithWindowsLines(marked))).TextAsync());
    }

    /// <summary>The same in a file of its own, which nothing is imported to.</summary>
    public static async Task EditsOfFileOnly(EditText[] edits, string marked, string after) =>
        await Compiles(after, await Edited(edits, FixRun.OfFilesOnly(Markup.Parse(marked).Text), marked));

    /// <summary>Edits that can't be made are not offered.</summary>
    public static async Task NoEdits(EditText[] edits, string marked)
    {
        FixRun project = FixRun.Of(Markup.Parse(marked).Text);
        Assert.Empty(await project.OfferedAsync(await DiagnosticOf(edits, project, marked)));
    }

    private static async Task<FixRun> Edited(EditText[] edits, FixRun project, string marked) =>
        await project.AfterAsync(Assert.Single(await project.OfferedAsync(await DiagnosticOf(edits, project, marked))));

    private static async Task Compiles(string text, FixRun edited)
    {
        Assert.Equal(text, await edited.TextAsync());
        Assert.Empty(await edited.ErrorsAsync());
    }

    private static async Task<Diagnostic> DiagnosticOf(EditText[] edits, FixRun project, string marked)
    {
        SyntaxTree tree = (await project.Project.Documents.First().GetSyntaxTreeAsync())!;
        var rule = new DiagnosticDescriptor(IssueId.ChannelMismatch, "A rule", "A message", "Tests", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        return Diagnostic.Create(
            rule,
            Location.Create(tree, Markup.Parse(marked).Spans[0]),
            properties: ImmutableDictionary<string, string?>.Empty.Add(FixText.Key(0), new FixText("Mend it", false, edits).ToString()));
    }

    private static async Task Texts(FixRun mended, string[] after)
    {
        for (int file = 0; file < after.Length; file++)
        {
            Assert.Equal(after[file], await mended.TextAsync(file));
        }
    }

    private static async Task Mended(FixRun mended, string id, int left)
    {
        Diagnostic[] found = [.. (await mended.DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)];
        Assert.True(found.Length <= left, string.Join('\n', found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))));
        Assert.Empty(found.Length == 0 ? await mended.ErrorsAsync() : []);
    }

    private static string WithWindowsLines(string text) => text.Replace("\n", "\r\n", System.StringComparison.Ordinal);
}

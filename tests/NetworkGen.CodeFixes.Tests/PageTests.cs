using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Generators;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>Of every id with a fix: its page says so, and the page's example is mended by each way that is offered.</summary>
public sealed class PageTests
{
    private const string Fix = "## Fix";

    private static readonly string[] _mendable = [.. FixRun.Providers.SelectMany(static provider => provider.FixableDiagnosticIds)];

    public static TheoryData<string> Mendable { get; } = [.. _mendable];

    public static TheoryData<string> Others { get; } = [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id).Distinct().Except(_mendable)];

    [Fact]
    public void No_id_belongs_to_two_providers() => Assert.Equal(_mendable.Distinct(), _mendable);

    [Theory]
    [MemberData(nameof(Mendable))]
    public async Task The_example_is_mended_by_each_way(string id)
    {
        FixRun project = FixRun.Of(Example(id));
        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)];
        var ways = new List<CodeAction>();
        foreach (Diagnostic diagnostic in found)
        {
            ways.AddRange(await project.OfferedAsync(diagnostic));
        }

        Assert.NotEmpty(ways);
        foreach (CodeAction way in ways)
        {
            FixRun mended = await project.AfterAsync(way);
            int left = (await mended.DiagnosticsAsync()).Count(diagnostic => diagnostic.Id == id);
            Assert.True(left < found.Length, $"{id}: '{way.Title}' gives\n{await mended.TextAsync()}\nwhich isn't mended.");
            Assert.Empty(await mended.ErrorsAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Mendable))]
    public void The_page_tells_of_the_fix_and_the_index_marks_it(string id)
    {
        Assert.Contains(Fix, Lines(id));
        Assert.Contains($"[{id}]", Marked, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_pages_tell_of_none(string id)
    {
        Assert.DoesNotContain(Fix, Lines(id));
        Assert.DoesNotContain($"[{id}]", Marked, StringComparison.Ordinal);
    }

    private static string Example(string id) => string.Join('\n', Lines(id)
        .SkipWhile(static line => line != "## Fires")
        .SkipWhile(static line => line != "```csharp")
        .Skip(1)
        .TakeWhile(static line => line != "```"));

    /// <summary>What the index says of fixes: its last paragraph.</summary>
    private static string Marked => string.Join(' ', Lines("README").SkipWhile(static line => line != "## What is mended for you"));

    private static IEnumerable<string> Lines(string page) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documentation", page + ".md"));
}

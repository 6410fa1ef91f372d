using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>An id is complete when it has a descriptor, a page, a line in the index and a release line.</summary>
public sealed class DescriptorTests
{
    public static TheoryData<string> Ids { get; } = [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id).Distinct()];

    private static string ReadFile(params string[] path) => File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path]));

    [Fact]
    public void Every_id_of_the_compiler_has_a_descriptor() => Assert.Equal(
        typeof(IssueId).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_a_page_that_shows_it_firing_and_not_and_how_to_silence_it(string id)
    {
        string page = ReadFile("Documentation", id + ".md");

        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.All(
            ["## Why", "## Fires", "## Doesn't", "## Configure", "## Source", $"#pragma warning disable {id}", $"dotnet_diagnostic.{id}.severity"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_its_line_in_the_index_with_its_severity_and_title(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);

        Assert.Contains(
            $"| [{id}]({id}.md) | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} | {descriptor.Title} |",
            ReadFile("Documentation", "README.md"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_one_release_line_with_its_category_and_severity(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);
        string[] lines = (ReadFile("Releases", "AnalyzerReleases.Shipped.md") + ReadFile("Releases", "AnalyzerReleases.Unshipped.md")).Split('\n');

        string line = Assert.Single(lines, line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.StartsWith($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | ", line, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_help_link_leads_to_the_ids_own_page(string id) =>
        Assert.Equal(DiagnosticDescriptors.Pages + id + ".md", Descriptor(id).HelpLinkUri);

    private static DiagnosticDescriptor Descriptor(string id) => DiagnosticDescriptors.All.First(descriptor => descriptor.Id == id);
}

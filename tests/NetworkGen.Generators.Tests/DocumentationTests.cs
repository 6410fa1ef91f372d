using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>The pages are true: their examples give the messages they show, or none.</summary>
public sealed class DocumentationTests
{
    private const string Fence = "```";

    [Theory]
    [MemberData(nameof(DescriptorTests.Ids), MemberType = typeof(DescriptorTests))]
    public async Task The_example_that_fires_gives_the_messages_shown(string id)
    {
        string[] section = Section(id, "## Fires");

        string shown = Block(section, "text");
        string given = string.Join('\n', await Messages(Block(section, "csharp")));

        Assert.True(shown == given, $"{id}.md shows:\n{shown}\nThe analyzer says:\n{given}");
    }

    [Theory]
    [MemberData(nameof(DescriptorTests.Ids), MemberType = typeof(DescriptorTests))]
    public async Task The_example_that_does_not_gives_none(string id) =>
        Assert.Empty(await Messages(Block(Section(id, "## Doesn't"), "csharp")));

    private static async Task<IEnumerable<string>> Messages(string code) =>
        (await AnalyzerRun.Analyze(GeneratorRun.Of(code).Compiled))
            .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");

    private static string[] Section(string id, string heading) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documentation", id + ".md"))
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal)),
    ];

    private static string Block(string[] section, string language) =>
        string.Join('\n', section.SkipWhile(line => line != Fence + language).Skip(1).TakeWhile(static line => line != Fence));
}

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NetworkGen.Cli.Tests.Harness;
using Xunit;

namespace NetworkGen.Cli.Tests;

/// <summary><c>networkgen check</c>.</summary>
public sealed class CheckCommandTests
{
    private const string Pages = "https://github.com/networkgen/networkgen/blob/main/src/NetworkGen.Generators/Documentation/";

    [Fact]
    public async Task ShowsWhereWhatAndTheWayOut()
    {
        using TestProject project = TestProject.Of("Faulty").With(".editorconfig", "[*.cs]\ndotnet_diagnostic.NG2001.severity = suggestion\ndotnet_diagnostic.NG2011.severity = none\n");

        Run run = await Run.Of("check", project.Path, "--severity", "error");

        string file = project.File("Networks.cs");
        string[] lines = run.Output.Split('\n');
        Assert.Contains(lines, line => line.StartsWith($"{file}:8:2: error NG1004: Conv2d 29×29, 16 doesn't fit the 16×26×26 from layer 2, ReLU: its kernel spans 29 rows, and 26 arrive; ", StringComparison.Ordinal));
        Assert.Contains("    " + Pages + "NG1004.md", lines);
        Assert.Contains(lines, line => line.StartsWith($"{file}:15:2: info NG2001: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{file}:24:23: error NG1005: ", StringComparison.Ordinal));
        Assert.Contains($"    in a block, {file}:19:34", lines);
        Assert.DoesNotContain("NG2011", run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("C# error", run.Error);
        Assert.StartsWith("Faulty: 2 errors", run.Error.Split('\n')[^2]);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    public async Task EndsByTheSeverityThatCounts(string severity, int exitCode)
    {
        using TestProject project = TestProject.Of("Broken", "<PropertyGroup><TargetFramework /><TargetFrameworks>net10.0</TargetFrameworks></PropertyGroup>").With("Program.cs", """
            using NetworkGen;

            [Network(1, 100, 100)]
            [Rescale(1f / 255)]
            [Conv2d(16, 3), ReLU, Conv2d(16, 3), ReLU, Conv2d(10, 3), AdaptiveAvgPool2d(1), Flatten]
            public sealed partial class ShortSighted;
            """);

        Run run = await Run.Of("check", project.Path, "--severity", severity);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Single(run.LinesWith("warning NG2001"));
    }

    [Fact]
    public async Task SaysThatTheProjectDoesNotCompile()
    {
        using TestProject project = TestProject.Of("Broken");

        Run run = await Run.Of("check", project.Path, "--severity", "error");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error: Broken has 1 C# error, so there may be more to find once it compiles:\n", run.Error);
        Assert.Contains($"  {project.File("Program.cs")}:11:33: CS0103: The name 'Missing' does not exist in the current context\n", run.Error);
    }

    [Fact]
    public async Task SaysThatThereIsNoNetwork()
    {
        using TestProject project = TestProject.Of("Broken").With("Program.cs", "public static class Empty { }");

        Run run = await Run.Of("check", project.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("note: Broken declares no network: one is a partial class with [Network(channels, height, width)] above its layers.\n", run.Error);
    }

    [Fact]
    public async Task WritesSarif()
    {
        using TestProject project = TestProject.Of("Faulty");
        string file = project.File("found.sarif");

        Run run = await Run.Of("check", project.Path, "--sarif", file);

        using JsonDocument log = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        JsonElement root = log.RootElement;
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", root.GetProperty("$schema").GetString());
        JsonElement sarif = Assert.Single(root.GetProperty("runs").EnumerateArray());
        JsonElement driver = sarif.GetProperty("tool").GetProperty("driver");
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        JsonElement[] results = [.. sarif.GetProperty("results").EnumerateArray()];
        Assert.Equal("NetworkGen", driver.GetProperty("name").GetString());
        Assert.Equal(rules.Select(Id).Distinct().Order(StringComparer.Ordinal), rules.Select(Id));
        Assert.All(rules, rule => Assert.Equal(Pages + Id(rule) + ".md", rule.GetProperty("helpUri").GetString()));
        Assert.Equal(run.Output.Split('\n').Count(static line => line.Contains(" NG", StringComparison.Ordinal)), results.Length);
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(), Id(rules[result.GetProperty("ruleIndex").GetInt32()])));
        Assert.True(sarif.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());

        JsonElement inBlock = results.Single(static result => result.GetProperty("ruleId").GetString() == "NG1005");
        Assert.Equal("error", inBlock.GetProperty("level").GetString());
        JsonElement place = Place(inBlock.GetProperty("locations"));
        Assert.Equal("Networks.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(new Uri(project.Folder + "/").AbsoluteUri, sarif.GetProperty("originalUriBaseIds").GetProperty(place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString()!).GetProperty("uri").GetString());
        Assert.Equal((24, 23), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
        Assert.Equal(19, Place(inBlock.GetProperty("relatedLocations")).GetProperty("region").GetProperty("startLine").GetInt32());

        static string? Id(JsonElement rule) => rule.GetProperty("id").GetString();

        static JsonElement Place(JsonElement locations) => Assert.Single(locations.EnumerateArray()).GetProperty("physicalLocation");
    }

    [Fact]
    public async Task ExplainsWhatCannotBeLoaded()
    {
        using TestProject project = TestProject.Of("Broken", """<ItemGroup><ProjectReference Include="..\Nowhere.csproj" /><PackageReference Include="No.Such.Package" Version="1.0.0" /></ItemGroup>""")
            .With("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");

        Run run = await Run.Of("check", project.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: Broken.csproj can't be loaded: dotnet says\n", run.Error);
        Assert.Contains("No.Such.Package", run.Error);
        Assert.EndsWith("'dotnet build' shows the same at length; once that restores and finds its references, so does networkgen.\n", run.Error);
    }
}

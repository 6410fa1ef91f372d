using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NetworkGen.Cli.Tests.Harness;
using NetworkGen.Core.Reporting;
using Xunit;

namespace NetworkGen.Cli.Tests;

/// <summary><c>networkgen summary</c>.</summary>
[Collection(CourseCollection.Name)]
public sealed class SummaryCommandTests(CourseFixture course)
{
    [Fact]
    public async Task PrintsTheTableOfEachNetwork()
    {
        Run run = await Run.Of("summary", course.Project.Folder);

        Assert.Equal(["DilatedNet", "WideNet", "ResNet18"], course.Names);
        Assert.Equal(string.Join("\n\n", course.Names.Select(name => SummaryTable.Of(course.Network(name)).ToString())) + "\n", run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task PrintsMarkdownOfTheOneThatIsNamed()
    {
        Run run = await Run.Of("summary", course.Project.Path, "--network", "Course.WideNet", "--format", "markdown");

        Assert.Equal(SummaryTable.Of(course.Network("WideNet")).ToMarkdown() + "\n", run.Output);
        Assert.StartsWith("**WideNet: 3×12×30 → 10 (fields are width × height)**", run.Output);
    }

    /// <summary>The schema is a promise to programs: a change of the kept file is a change of the promise, and of README.md.</summary>
    [Fact]
    public async Task PrintsJsonInTheKeptSchema()
    {
        Run run = await Run.Of("summary", course.Project.Path, "-n", "WideNet", "--format", "json");

        Snapshot.Verify(run.Output, "WideNet.verified.json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
        Assert.Equal(course.Network("WideNet").Macs, document.RootElement.GetProperty("networks")[0].GetProperty("macs").GetInt64());
    }

    [Fact]
    public async Task NamesWhatIsThereForANameThatIsNot()
    {
        Run run = await Run.Of("summary", course.Project.Path, "-n", "WideNte");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("error: Course has no network 'WideNte': did you mean 'WideNet'? It has DilatedNet, WideNet and ResNet18.\n", run.Error);
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("report")]
    public async Task SaysThatNetworksMayBeMissing(string command)
    {
        using TestProject project = TestProject.Of("Broken");
        string[] output = command == "report" ? ["-o", project.File("report.html")] : [];

        Run run = await Run.Of([command, project.Path, .. output]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note: Broken has C# errors of its own; networks that they touch may be missing. 'networkgen check Broken.csproj' shows them.\n", run.Error);
    }

    /// <summary>A project of this repository, whose references are projects.</summary>
    [Fact]
    public async Task LoadsASample()
    {
        Run run = await Run.Of("summary", $"{TestProject.Metadata("Samples")}/Digits", "-c", TestProject.Metadata("Configuration"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("DigitNet: 1×28×28 → 10\n", run.Output);
        Assert.EndsWith("The features see all 28 pixels (the field is 32).\n", run.Output);
    }
}

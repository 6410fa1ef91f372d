using System.IO;
using System.Threading.Tasks;
using NetworkGen.Cli.Projects;
using NetworkGen.Cli.Tests.Harness;
using Xunit;

namespace NetworkGen.Cli.Tests;

/// <summary>Which project a command is about.</summary>
public sealed class ProjectFileTests : System.IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("networkgen-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void IsTheOnlyOneOfAFolder()
    {
        string project = Touch("One.csproj");

        Assert.Equal(project, ProjectFile.Find(_folder));
        Assert.Equal(project, ProjectFile.Find(project));
    }

    [Fact]
    public void IsNoneOfAnEmptyFolder() => Assert.Equal($"'{_folder}' has no .csproj file. Name one, or a folder with exactly one.", Refusal(_folder));

    [Fact]
    public void IsNoneOfSeveral()
    {
        Touch("B.csproj");
        Touch("A.csproj");
        Touch("C.csproj");

        Assert.Equal($"'{_folder}' has 3 projects, A.csproj, B.csproj and C.csproj. Name one of them.", Refusal(_folder));
    }

    [Fact]
    public void IsCSharp() => Assert.Equal($"'{Touch("All.sln")}' is no C# project. Name a .csproj file, or a folder with exactly one.", Refusal(Path.Combine(_folder, "All.sln")));

    [Fact]
    public async Task IsToldWhereItIsMissing()
    {
        string missing = Path.Combine(_folder, "None.csproj");

        Run run = await Run.Of("summary", missing);

        Assert.Equal(new Run(2, "", $"error: There is no file or folder '{missing}'. Name a .csproj file, or a folder with exactly one.\n"), run);
    }

    [Theory]
    [InlineData("summary", "--format", "xml")]
    [InlineData("check", "--severity", "fatal")]
    [InlineData("chekc")]
    public async Task NeedsACommandThatIsUnderstood(params string[] arguments)
    {
        Run run = await Run.Of(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(arguments[^1], run.Error);
    }

    private string Touch(string name)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        return path;
    }

    private static string Refusal(string given) => Assert.Throws<ExplainedException>(() => ProjectFile.Find(given)).Message;
}

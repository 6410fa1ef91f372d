using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetworkGen.Package.Tests;

/// <summary>The one package: what is in it, and what a project gets of it.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class PackageTests(ConsumerFixture consumer)
{
    [Fact]
    public void HoldsRuntimeGeneratorAndBuildFiles()
    {
        using ZipArchive package = ZipFile.OpenRead(consumer.PackagePath);

        string[] files = [.. package.Entries
            .Select(static entry => entry.FullName)
            .Where(static name => !name.StartsWith("_rels/") && !name.StartsWith("package/") && name != "[Content_Types].xml")
            .Order(System.StringComparer.Ordinal)];

        Assert.Equal(
            [
                "LICENSE",
                "NetworkGen.nuspec",
                "README.md",
                "build/NetworkGen.NativeAot.targets",
                "build/NetworkGen.props",
                "build/NetworkGen.targets",
                "build/roslyn/NetworkGen.CodeFixes.dll",
                "build/roslyn/NetworkGen.Generators.dll",
                "lib/net10.0/NetworkGen.dll",
                "lib/net10.0/NetworkGen.xml",
            ],
            files);
    }

    [Fact]
    public void DependsOnTensorsAlone()
    {
        using ZipArchive package = ZipFile.OpenRead(consumer.PackagePath);
        System.Xml.Linq.XDocument specification = System.Xml.Linq.XDocument.Load(package.GetEntry("NetworkGen.nuspec")!.Open());

        string[] dependencies = [.. specification.Descendants()
            .Where(static element => element.Name.LocalName == "dependency")
            .Select(static element => element.Attribute("id")!.Value)];

        Assert.Equal(["System.Numerics.Tensors"], dependencies);
    }

    [Fact]
    public void WarnsOfTheReadmesExampleInItsWords()
    {
        string warning = Assert.Single(consumer.Build.LinesWith("warning NG2"));

        Assert.Contains(Readme.Warning, warning);
        Assert.Contains("DigitNet.cs", warning);
        Assert.EndsWith("Direct.csproj]", warning);
    }

    /// <summary>The compiler takes the code fixes, which are for editors, without a word.</summary>
    [Fact]
    public void WarnsOfNothingElse() => Assert.All(consumer.Build.LinesWith("warning "), static line => Assert.Contains("warning NG", line));

    /// <summary>The same call stands in Transitive, whose run refuses it too, and nothing is said there.</summary>
    [Fact]
    public async Task WarnsOfACallThatTheRunThenRefuses()
    {
        string warning = Assert.Single(consumer.Build.LinesWith("warning NG4"));

        Assert.Contains("NG4001: 'new float[9]' holds 9 floats, and DigitNet writes 20 for the 2 images of 'images'", warning);
        Assert.EndsWith("Direct.csproj]", warning);
        Assert.All([await consumer.RunAsync("Direct"), await consumer.RunAsync("Transitive")], static run =>
            Assert.Contains("refused: The output has 9 floats; 2 images give 20", run.Succeeded().Output));
    }

    /// <summary><c>dotnet format</c> looks for code fixes where editors do.</summary>
    [Fact]
    public async Task IsMendedByAHostOfCodeFixes()
    {
        string mended = await consumer.MendAsync("NG3002");

        Assert.Contains("[Conv2d(16, 3, Bias = false), BatchNorm2d, ReLU] // first", mended);
        Assert.Contains("[Conv2d(16, 3, Bias = false), BatchNorm2d, ReLU] // second", mended);
    }

    [Fact]
    public async Task RunsAndLearns()
    {
        CommandResult run = (await consumer.RunAsync("Direct")).Succeeded();

        Assert.Contains("forward: 20 finite logits: True", run.Output);
        Assert.Contains("training: loss fell: True", run.Output);
        Assert.Contains("transfer: 13 of 14 tensors, frozen: True", run.Output);
    }

    /// <summary>Transitive declares a network with three mistakes and calls one with a wrong buffer, and builds without a word: neither analyzers nor generator saw it.</summary>
    [Fact]
    public async Task ReachesOnlyTheProjectThatReferencesIt()
    {
        CommandResult run = (await consumer.RunAsync("Transitive")).Succeeded();

        Assert.DoesNotContain("Unseen", consumer.Build.Output);
        Assert.DoesNotContain(consumer.Build.LinesWith(" NG"), static line => line.EndsWith("Transitive.csproj]", System.StringComparison.Ordinal));
        Assert.Contains("interfaces of Unseen: 0", run.Output);
        Assert.Contains("interfaces of DigitNet: 1", run.Output);
    }

    [Fact]
    public async Task RefusesAnOlderCompiler()
    {
        CommandResult build = await consumer.BuildWithCompilerAsync("4.14");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("NetworkGen needs the C# compiler (Roslyn) 5.0 or newer, and Direct is built with 4.14", build.Output);
    }

    [Fact]
    public async Task RefusesAnOlderLanguage()
    {
        CommandResult build = await consumer.BuildInLanguageAsync("12.0");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("NetworkGen generates C# 13, and Direct has LangVersion 12.0", build.Output);
    }
}

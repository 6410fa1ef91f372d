using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>What is said of the README's networks and of the samples', published ones among them: nothing but what is true, and was looked at.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public async Task Of_the_readmes_networks_the_field_of_the_first_is_too_small() =>
        Assert.Equal(["DigitNet: NG2001", "ResNet18: NG2007, NG2010"], await Findings(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Texts", "README.md"))
            .Split("```csharp\n").Skip(1).Select(static block => block.Split("```")[0]).Where(static block => block.Contains("[Network(", StringComparison.Ordinal))));

    [Fact]
    public async Task Of_the_samples_only_those_that_show_them_have_warnings() =>
        Assert.Equal(["PyramidNet: NG2003", "UnpooledNet: NG2001"], await Findings(Samples(), DiagnosticSeverity.Warning));

    [Fact]
    public async Task Published_networks_pool_early_and_pad_unevenly_and_what_is_disabled_is_said_otherwise() => Assert.Equal(
        [
            "DenseNet121: NG2007, NG2010",
            "GoogLeNet: NG2007, NG2010",
            "MobileNetV2: NG2007",
            "PyramidNet: NG2003",
            "ResNet18: NG2007, NG2010",
            "ResNet34: NG2007, NG2010",
            "ResNet50: NG2007, NG2010",
            "SqueezeNet: NG2001, NG2003, NG2010, NG3003",
            "UnpooledNet: NG2001, NG2013",
            "Vgg16: NG2001, NG2010, NG2011, NG3002, NG3005",
        ],
        await Findings(Samples().Select(static text => Disabled().Replace(text, ""))));

    /// <summary>What the generator writes is compiled at each build, and read: no line of it should be longer than need be.</summary>
    [Theory]
    [InlineData("ResNet18", 330)]
    [InlineData("ResNet50", 465)]
    [InlineData("Vgg16", 265)]
    public void Emitted_text_stays_within_so_many_kilobytes(string network, int limit)
    {
        string text = GeneratorRun.Of(Samples()).Texts.Single(text => text.Key.Contains($".{network}.", StringComparison.Ordinal)).Value;

        Assert.InRange(Encoding.UTF8.GetByteCount(text) / 1000, 1, limit - 1);
    }

    private static IEnumerable<string> Samples() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.cs", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)
        .Where(static text => text.Contains("[Network(", StringComparison.Ordinal) || text.Contains("[Block]", StringComparison.Ordinal));

    /// <summary>Each network of which something is said, with the ids.</summary>
    private static async Task<IEnumerable<string>> Findings(IEnumerable<string> files, DiagnosticSeverity least = DiagnosticSeverity.Info) =>
        (await AnalyzerRun.Analyze(Sources.Compile(files)))
            .Where(diagnostic => diagnostic.Severity >= least)
            .GroupBy(static diagnostic => ClassBehind(diagnostic.Location))
            .Select(static found => found.Key + ": " + string.Join(", ", found.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal);

    private static string ClassBehind(Location location) =>
        Declaration().Match(location.SourceTree!.ToString(), location.SourceSpan.Start).Groups[1].Value;

    [GeneratedRegex(@"partial class (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex("#pragma warning disable.*")]
    private static partial Regex Disabled();
}

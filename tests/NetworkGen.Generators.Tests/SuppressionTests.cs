using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Every id is the user's to silence, lower or raise, in the three usual ways.</summary>
public sealed class SuppressionTests
{
    /// <summary>One file for each id, in which it is the only one.</summary>
    public static TheoryData<string, string> EveryId { get; } = new()
    {
        { "NG0001", "[Network(1, 28, 28), Conv2d(16, 28)] class Net;" },
        { "NG0002", "[Network(1, 28, 28), Conv2d(16, 28)] partial class Net; [ReLU] partial class Net;" },
        { "NG0003", "[Network(1, 28, 28)] partial class Net;" },
        { "NG0003", "[ReLU] partial class Net;" },
        { "NG0004", "[Network(8, 5, 5), Conv2d(8, 5), Add(\"conv\")] partial class Net;" },
        { "NG0005", "[Network(8, 5, 5), Conv2d(8, 5, Name = \"a\"), ReLU(Name = \"a\")] partial class Net;" },
        { "NG0006", "[Block, Use<Inner>] class Inner; [Network(8, 5, 5), Use<Inner>] partial class Net;" },
        { "NG0007", "[Network(1, 28, 28), Conv2d(16, 28)] static partial class Net;" },
        { "NG0008", "[Network(8, 3, 3), ReLU, From(\"input\"), Conv2d(8, 3)] partial class Net;" },
        { "NG1001", "[Network(1, 28, 28), Conv2d(16, 28, InChannels = 3)] partial class Net;" },
        { "NG1002", "[Network(8, 5, 5), Conv2d(8, 3), Add(\"input\")] partial class Net;" },
        { "NG1003", "[Network(8, 5, 5), Conv2d(8, 3), Concat(\"input\")] partial class Net;" },
        { "NG1004", "[Network(1, 28, 28), Conv2d(16, 29)] partial class Net;" },
        { "NG1005", "[Network(1, 28, 28), Conv2d(16, 28, Groups = 2)] partial class Net;" },
        { "NG1006", "[Network(1, 28, 28), Conv2d(16, 0)] partial class Net;" },
        { "NG1007", "[Network(1, 28, 28), Linear(10)] partial class Net;" },
        { "NG1008", "[Network(1, 40, 40), Flatten, Linear(32000), Linear(32000)] partial class Net;" },
        { "NG1009", "[Network(1, 28, 28), Budget(MaxParameters = 1), Conv2d(16, 28)] partial class Net;" },
        { "NG2001", "[Network(1, 28, 28), Conv2d(16, 3)] partial class Net;" },
        { "NG2002", "[Network(1, 5, 5), Conv2d(8), Conv2d(8), Conv2d(8, Padding = 1)] partial class Net;" },
        { "NG2003", "[Network(1, 15, 15, ObjectSize = 14), Conv2d(8), Conv2d(8), MaxPool2d, Conv2d(8), Conv2d(8)] partial class Net;" },
        { "NG2004", "[Network(1, 5, 5), Conv2d(8, Dilation = 2)] partial class Net;" },
        { "NG2005", "[Network(1, 5, 5), Conv2d(16, 1, Stride = 2), Conv2d(16, 3)] partial class Net;" },
        { "NG2006", "[Network(8, 5, 5, ObjectSize = 3), Conv2d(8, Name = \"valid\"), From(\"input\"), Conv2d(8, Stride = 2, Padding = 1), Add(\"valid\")] partial class Net;" },
        { "NG2007", "[Network(1, 4, 4), Conv2d(16, 3, Stride = 2, Padding = 1), Conv2d(16, 3, Padding = 1)] partial class Net;" },
        { "NG2008", "[Network(1, 4, 4), Conv2d(16, 2), Conv2d(16, 3)] partial class Net;" },
        { "NG2009", "[Network(1, 5, 5), Conv2d(1, 5)] partial class Net;" },
        { "NG2010", "[Network(1, 12, 12), Conv2d(16, 3), MaxPool2d, Conv2d(16, 3), Conv2d(16, 3)] partial class Net;" },
        { "NG2011", "[Network(1, 10, 10), Conv2d(16, 3), Conv2d(16, 3), MaxPool2d, Conv2d(16, 3)] partial class Net;" },
        { "NG2012", "[Network(1, 7, 7), Conv2d(64, 3), Conv2d(16, 3), Conv2d(16, 3)] partial class Net;" },
        { "NG2013", "\n#pragma warning disable NG2001 // which always comes with it\n[Network(1, 42, 42), Conv2d(16, 3)] partial class Net;" },
        { "NG3001", "[Network(1, 28, 28), Flatten, Linear(100), Linear(10)] partial class Net;" },
        { "NG3002", "[Network(1, 28, 28), Conv2d(16, 28), BatchNorm2d, ReLU, Conv2d(10, 1)] partial class Net;" },
        { "NG3003", "[Network(1, 28, 28), Conv2d(16, 28), ReLU] partial class Net;" },
        { "NG3003", "class User { object Call(Net net) => new Trainer<Net>(net, new Sgd(0.1), new CrossEntropyLoss()); } [Network(1, 3, 3), Conv2d(10), Softmax] partial class Net;" },
        { "NG3004", "class User { void Call(Net net, byte[] image, float[] output) => net.Forward(image, output); } [Network(1, 3, 3), Conv2d(10)] partial class Net;" },
        { "NG3005", "[Network(1, 5, 5), Conv2d(16, 3, Padding = 1), ReLU, Conv2d(16, 3, Padding = 1), ReLU, Flatten, Linear(100)] partial class Net;" },
        { "NG4001", "class User { void Call(Net net, float[] image) => net.Forward(image, new float[9]); } [Network(1, 3, 3), Conv2d(10)] partial class Net;" },
    };

    [Fact]
    public void No_id_is_missing_here() =>
        Assert.Empty(DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id).Except(EveryId.Select(static row => (string)row[0])));

    [Theory]
    [MemberData(nameof(EveryId))]
    public async Task Reported_at_its_default_severity(string id, string file)
    {
        Diagnostic diagnostic = Assert.Single(await Analyze(file));

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(diagnostic.Descriptor.DefaultSeverity, diagnostic.Severity);
    }

    [Theory]
    [MemberData(nameof(EveryId))]
    public async Task Silenced_by_a_pragma(string id, string file)
    {
        Assert.Empty(await Analyze($"#pragma warning disable {id}\n{file}"));
        Assert.Single(await Analyze($"#pragma warning disable {id}\n#pragma warning restore {id}\n{file}"));
    }

    [Theory]
    [MemberData(nameof(EveryId))]
    public async Task Silenced_by_SuppressMessage(string id, string file)
    {
        string suppressed = $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"NetworkGen\", \"{id}\")] {file}";

        Assert.Empty(await Analyze(suppressed));
    }

    [Theory]
    [MemberData(nameof(EveryId))]
    public async Task Silenced_lowered_and_raised_by_editorconfig(string id, string file)
    {
        Assert.Empty(await Analyze(file, $"dotnet_diagnostic.{id}.severity = none"));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Analyze(file, $"dotnet_diagnostic.{id}.severity = suggestion")).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Analyze(file, $"dotnet_diagnostic.{id}.severity = error")).Severity);
    }

    [Fact]
    public async Task What_a_code_fix_needs_travels_with_the_diagnostic()
    {
        Diagnostic mismatch = Assert.Single(await Analyze("[Network(1, 28, 28), Conv2d(16, 28, InChannels = 3)] partial class Net;"));
        Diagnostic notPartial = Assert.Single(await Analyze("class Outer { [Network(1, 28, 28), Conv2d(16, 28)] partial class Net; }"));

        Assert.StartsWith("Write InChannels = 1\n", mismatch.Properties[Core.Graph.FixText.Key(0)], System.StringComparison.Ordinal);
        Assert.Equal("1", notPartial.Properties[NetworkTypeRules.Depth]);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyze(string file, params string[] editorConfig) =>
        AnalyzerRun.Analyze(GeneratorRun.Of(file).Compiled, new EditorConfig(editorConfig));
}

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.ReceptiveFields.Rules;
using NetworkGen.Generators.Analyzers;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG2xxx, with the course's numbers: what is said, and where.</summary>
public sealed class ReceptiveFieldDiagnosticsTests
{
    private const string Coverage = "networkgen_receptive_field_coverage = ";

    /// <summary>{1} is the feature layer, {2} what a pool would follow.</summary>
    private const string ThreeConvolutions = """
        [Network(1, 100, 100)]
        [Conv2d(8, 3), ReLU]
        [Conv2d(8, 3), {2}ReLU]
        [{1}Conv2d(8, 3){/1}, ReLU]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10)]
        partial class Net;
        """;

    private const string EarlyPool = "[Network(1, 12, 12), Conv2d(8, 3), [|MaxPool2d|], Conv2d(8, 3), Conv2d(8, 3)] partial class Net;";

    private const string LatePool = "[Network(1, 10, 10), Conv2d(8, 3), Conv2d(8, 3), [|MaxPool2d|], Conv2d(8, 3)] partial class Net;";

    /// <summary>The course's pyramid on 400×400: 27 convolutions of 3×3, four pools, a field of 390.</summary>
    private static readonly string _pyramid =
        "#pragma warning disable NG2003 // the last 10 rows and columns\n[Network(1, 400, 400)]\n"
        + string.Concat(Enumerable.Repeat("[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), MaxPool2d(2)]\n", 4))
        + "[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), {0}, Flatten]\npartial class Net;";

    [Fact]
    public Task NG2001_three_3x3_layers_see_7_of_100_pixels() => AnalyzerRun.Expect(
        "NG2001",
        "The last feature layer, Conv2d 3×3, 8, sees 7 of 100 pixels (7 %): 47 more 3×3 layers after it (with Padding = 1), or 2×2 pools after layer 3 and after the 1st and 3rd of 7 more 3×3 layers at the end (with Padding = 1)",
        ThreeConvolutions.Replace("{2}", "").Replace("{1}", "[|").Replace("{/1}", "|]"),
        new EditorConfig("dotnet_diagnostic.NG2013.severity = none"));

    [Fact]
    public Task NG2013_beside_it_says_how_the_network_would_be_built() => AnalyzerRun.Expect(
        "NG2013",
        "Behind layer 3 the first pool would go: without one each 3×3 layer adds 2 pixels to the field, and 100 pixels take 50 layers; with 2×2 pools after layer 3 and after the 1st and 3rd of 7 more 3×3 layers at the end (with Padding = 1) it takes 10 in all",
        ThreeConvolutions.Replace("{2}ReLU", "[|ReLU|]").Replace("{1}", "").Replace("{/1}", ""),
        new EditorConfig("dotnet_diagnostic.NG2001.severity = none"));

    [Theory]
    [InlineData("networkgen_layers_without_pool = 50")]
    [InlineData("networkgen_layers_without_pool = 1000")]
    public Task NG2013_not_where_an_option_allows_it(string option) => AnalyzerRun.ExpectNone(
        ThreeConvolutions.Replace("{2}", "").Replace("{1}", "").Replace("{/1}", ""), new EditorConfig("dotnet_diagnostic.NG2001.severity = none", option));

    [Fact]
    public Task NG2001_the_pyramid_passes_at_the_default() => AnalyzerRun.ExpectNone(Pyramid("Conv2d(8, 3)"));

    [Fact]
    public Task NG2001_the_pyramid_warns_where_all_is_asked() => AnalyzerRun.Expect(
        "NG2001",
        "The last feature layer, Conv2d 3×3, 8, sees 390 of 400 pixels (97.5 %): its map has read only 390×390 pixels (width × height), so layers after it can't help: keep the map larger with Padding in earlier layers, or feed images of 390×390",
        Pyramid("[|Conv2d(8, 3)|]"),
        new EditorConfig(Coverage + "1.0"));

    [Theory]
    [InlineData("1.0", 1.0)]
    [InlineData("1", 1.0)]
    [InlineData("0.975", 0.975)]
    [InlineData("0", 0.0)]
    [InlineData("1,0", 0.95)]
    [InlineData("95 %", 0.95)]
    [InlineData("1.01", 0.95)]
    [InlineData("-1", 0.95)]
    [InlineData("NaN", 0.95)]
    [InlineData("much", 0.95)]
    public void A_coverage_is_a_number_from_0_to_1_and_anything_else_leaves_the_default(string text, double coverage)
    {
        SyntaxTree file = Sources.Compile("").SyntaxTrees[0];

        Assert.Equal(coverage, RuleOptionsReader.Read(new EditorConfig(Coverage + text).Options.GetOptions(file)).ReceptiveFieldCoverage);
    }

    [Fact]
    public Task NG2001_not_for_objects_smaller_than_the_image() => AnalyzerRun.ExpectNone("""
        [Network(1, 100, 100, ObjectSize = 7)]
        [Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3)]
        partial class Net;
        """);

    [Fact]
    public Task NG2005_a_strided_1x1() => AnalyzerRun.Expect(
        "NG2005",
        "Conv2d 1×1, 8, stride 2 spans 1 of every 2 rows and columns, and the others are never seen: make the kernel at least 2, or reduce the map by a pool and leave the stride at 1",
        "[Network(1, 5, 5), Conv2d(8, 1, Stride = [|2|]), Conv2d(8, 3)] partial class Net;");

    [Fact]
    public Task NG2005_not_on_a_shortcut() => AnalyzerRun.ExpectNone("""
        [Block, Conv2d(8, 3, Stride = Block.Stride, Padding = 1), Shortcut] class Basic;
        [Network(8, 5, 5), Stage<Basic>(Stride = 2), Conv2d(8, 3)] partial class Net;
        """);

    [Fact]
    public Task NG2007_of_one_layer() => AnalyzerRun.Expect(
        "NG2007",
        "The padding of Conv2d 3×3, 8, stride 2, padding 1 is uneven: 4 + 2·1 − 3 rows and columns leave a remainder of 1 at stride 2, so less of it is read at the end than at the beginning; images of 3 or 5 pixels have none",
        "[Network(1, 4, 4), Conv2d(8, 3, Stride = 2, Padding = [|1|]), Conv2d(8, 3, Padding = 1)] partial class Net;");

    [Fact]
    public Task NG2007_once_for_a_network() => AnalyzerRun.Expect(
        "NG2007",
        "The padding of Conv2d 3×3, 8, stride 2, padding 1 is uneven: 12 + 2·1 − 3 rows and columns leave a remainder of 1 at stride 2, so less of it is read at the end than at the beginning, as in 1 other layer; images of 9 or 13 pixels have none",
        "[Network(1, 12, 12), Conv2d(8, 3, Stride = 2, Padding = [|1|]), Conv2d(8, 3, Stride = 2, Padding = 1), Conv2d(8, 3, Padding = 1)] partial class Net;");

    [Fact]
    public Task NG2008_an_even_kernel() => AnalyzerRun.Expect(
        "NG2008",
        "Conv2d 2×2, 8 has a kernel of 2×2, which has no centre: its map lies half a position to one side; take 3×3",
        "[Network(1, 4, 4), Conv2d(8, [|2|]), Conv2d(8, 3)] partial class Net;");

    [Fact]
    public Task NG2008_in_a_block() => AnalyzerRun.ExpectInBlock(
        "NG2008",
        "Conv2d 2×2, 8, padding same in Basic has a kernel of 2×2, which has no centre: its map lies half a position to one side; take 3×3",
        "[Block, Conv2d(Block.Width, [|2|], Padding = Pad.Same)] class Basic; [Network(1, 4, 4), [|Stage<Basic>(8, Repeat = 3)|]] partial class Net;");

    [Fact]
    public Task NG2008_not_of_odd_kernels_pools_and_transposed_convolutions() => AnalyzerRun.ExpectNone(
        "[Network(1, 6, 6, ObjectSize = 5), Conv2d(8, 3), Conv2d(8, 3), ConvTranspose2d(8, 2, Stride = 2), AvgPool2d(2), Conv2d(8, 3, Padding = 1), Conv2d(8, 3, Padding = 1)] partial class Net;");

    [Fact]
    public Task NG2008_not_with_an_even_stride() =>
        AnalyzerRun.ExpectNone("[Network(3, 14, 14), Conv2d(16, 4, Stride = 2, Padding = 1), Conv2d(16, 3), Conv2d(16, 3), Conv2d(16, 3)] partial class Net;");

    [Fact]
    public Task NG2009_one_large_kernel() => AnalyzerRun.Expect(
        "NG2009",
        "Conv2d 11×11, 1 could be 5 layers of 3×3, one behind the other: they see the same 11×11 with 45 parameters instead of 121, and have activations between them",
        "[Network(1, 11, 11), Conv2d(1, [|11|], Bias = false)] partial class Net;");

    [Fact]
    public Task NG2009_not_where_the_stack_takes_more() => AnalyzerRun.ExpectNone("[Network(1, 11, 11), Conv2d(16, 11)] partial class Net;");

    [Fact]
    public Task NG2010_a_pool_after_one_layer() => AnalyzerRun.Expect(
        "NG2010",
        "MaxPool2d 2×2 comes after features that see 3 pixels, and should after such that see 5 (a couple of 3×3 layers on small images, 5 on large ones): put 1 more 3×3 layer before it",
        EarlyPool);

    [Theory]
    [InlineData("3")]
    [InlineData("1")]
    public Task NG2010_not_where_an_option_allows_it(string field) =>
        AnalyzerRun.ExpectNone(EarlyPool.Replace("[|", "").Replace("|]", ""), new EditorConfig("networkgen_early_pool_field = " + field));

    [Fact]
    public Task NG2011_a_pool_before_one_layer() => AnalyzerRun.Expect(
        "NG2011",
        "MaxPool2d 2×2 is the last pool, and behind it 1 layer looks at neighbours before the prediction: there should be 2, so put 1 more 3×3 layer behind it or take it out",
        LatePool);

    [Fact]
    public Task NG2011_not_where_an_option_allows_it() =>
        AnalyzerRun.ExpectNone(LatePool.Replace("[|", "").Replace("|]", ""), new EditorConfig("networkgen_layers_after_pool = 1"));

    [Fact]
    public Task NG2012_channels_cut_by_a_3x3() => AnalyzerRun.Expect(
        "NG2012",
        "Conv2d 3×3, 32 makes 32 channels of 512 with 147,456 weights, where a 1×1 takes 16,384: put it before a 3×3 of 32 channels, which takes 9,216 more",
        "[Network(3, 7, 7), Conv2d(512, 3), Conv2d([|32|], 3), Conv2d(32, 3)] partial class Net;");

    [Fact]
    public Task NG2012_of_one_channel() => AnalyzerRun.Expect(
        "NG2012",
        "Conv2d 3×3, 1 makes 1 channel of 64 with 576 weights, where a 1×1 takes 64: put it before a 3×3 of 1 channel, which takes 9 more",
        "[Network(3, 7, 7), Conv2d(64, 3), Conv2d([|1|], 3), Conv2d(4, 3)] partial class Net;");

    [Fact]
    public Task NG2012_not_behind_a_1x1() =>
        AnalyzerRun.ExpectNone("[Network(3, 5, 5), Conv2d(64, 3), Conv2d(128, 1), Conv2d(32, 3)] partial class Net;");

    [Theory]
    [InlineData("networkgen_early_pool_field = 7", 7, 2, 4, 20)]
    [InlineData("networkgen_early_pool_field = 0", null, 2, 4, 20)]
    [InlineData("networkgen_early_pool_field = -1", null, 2, 4, 20)]
    [InlineData("networkgen_layers_after_pool = 0", null, 0, 4, 20)]
    [InlineData("networkgen_layers_after_pool = two", null, 2, 4, 20)]
    [InlineData("networkgen_channel_cut = 8", null, 2, 8, 20)]
    [InlineData("networkgen_channel_cut = 1", null, 2, 4, 20)]
    [InlineData("networkgen_layers_without_pool = 50", null, 2, 4, 50)]
    [InlineData("networkgen_layers_without_pool = 1.5", null, 2, 4, 20)]
    public void Counts_are_whole_numbers_and_anything_else_leaves_the_default(string line, int? earlyPoolField, int layersAfterPool, int channelCut, int layersWithoutPool) => Assert.Equal(
        RuleOptions.Default with { EarlyPoolField = earlyPoolField, LayersAfterPool = layersAfterPool, ChannelCut = channelCut, LayersWithoutPool = layersWithoutPool },
        RuleOptionsReader.Read(new EditorConfig(line).Options.GetOptions(Sources.Compile("").SyntaxTrees[0])));

    [Fact]
    public void Every_option_is_documented_with_the_others()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documentation", "Configuration.md"));

        Assert.All(
            typeof(RuleOptionsReader).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!),
            option => Assert.Contains($"| `{option}` |", page, StringComparison.Ordinal));
    }

    private static string Pyramid(string last) => _pyramid.Replace("{0}", last, StringComparison.Ordinal);
}

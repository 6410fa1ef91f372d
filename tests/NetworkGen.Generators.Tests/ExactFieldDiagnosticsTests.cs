using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG2002, NG2003, NG2004 and NG2006: what the exact engine finds, where it is said, and the fixes that travel with it.</summary>
public sealed class ExactFieldDiagnosticsTests
{
    [Fact]
    public Task NG2002_at_the_first_convolution_whose_input_sees_everything() => AnalyzerRun.Expect(
        "NG2002",
        "The input of Conv2d 3×3, 8, padding 1 already sees all 5×5 pixels, so its kernel adds parameters and sees nothing new, as in 2 of 4 convolutions: leave them out, or feed images of more than 7×7 pixels",
        "[Network(1, 5, 5), Conv2d(8), Conv2d(8), [|Conv2d(8, Padding = 1)|], Conv2d(8, Padding = 1)] partial class Net;");

    [Fact]
    public Task NG2002_in_a_block() => AnalyzerRun.ExpectInBlock(
        "NG2002",
        "The input of Conv2d 3×3, 8, padding 1 in Basic already sees all 3×3 pixels, so its kernel adds parameters and sees nothing new, as in 2 of 3 convolutions: leave them out, or feed images of more than 5×5 pixels",
        "[Block, [|Conv2d(8, Padding = 1)|]] class Basic; [Network(1, 3, 3), [|Stage<Basic>(Repeat = 3)|]] partial class Net;");

    [Fact]
    public Task NG2002_not_while_a_shortcut_has_seen_less() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(8, Padding = 1), Shortcut] class Basic; [Network(8, 5, 5), Stage<Basic>(Repeat = 8)] partial class Net;");

    [Fact]
    public Task NG2003_at_the_first_layer_that_drops_something() => AnalyzerRun.Expect(
        "NG2003",
        "No output ever reads the last of 15 rows and columns of the image: MaxPool2d 2×2 drops the last of 11; sizes that lose nothing: 14, 16",
        "[Network(1, 15, 15, ObjectSize = 14), Conv2d(8), Conv2d(8), [|MaxPool2d|], Conv2d(8), Conv2d(8)] partial class Net;");

    [Fact]
    public Task NG2003_in_a_block() => AnalyzerRun.ExpectInBlock(
        "NG2003",
        "No output ever reads the last of 15 rows and columns of the image: MaxPool2d 2×2 in Tail drops the last of 11; sizes that lose nothing: 14, 16",
        "[Block, [|MaxPool2d|], Conv2d(8), Conv2d(8)] class Tail; [Network(1, 15, 15, ObjectSize = 14), Conv2d(8), Conv2d(8), [|Use<Tail>|]] partial class Net;");

    [Fact]
    public Task NG2003_not_with_ceil_mode() => AnalyzerRun.ExpectNone(
        "[Network(1, 15, 15, ObjectSize = 14), Conv2d(8), Conv2d(8), MaxPool2d(2, CeilMode = true), Conv2d(8), Conv2d(8)] partial class Net;");

    [Fact]
    public async Task NG2003_carries_the_nearest_sizes()
    {
        Diagnostic unread = await Only("[Network(1, 15, 15, ObjectSize = 14), Conv2d(8), Conv2d(8), MaxPool2d, Conv2d(8), Conv2d(8)] partial class Net;");

        Assert.Equal(
            ["Feed images of 14×14 pixels: Set Height 14, Set Width 14", "Feed images of 16×16 pixels: Set Height 16, Set Width 16"],
            Enumerable.Range(0, 2).Select(index => Text(unread, index)));
    }

    [Fact]
    public Task NG2004_at_the_last_of_the_run() => AnalyzerRun.Expect(
        "NG2004",
        "Conv2d 3×3, 8, dilation 2 reads 7 of the 13 pixels that it spans, as the dilations 2, 2, 2 leave holes: 1, 2, 3 read all 13",
        "[Network(1, 13, 13), Conv2d(8, Dilation = 2), ReLU, Conv2d(8, Dilation = 2), ReLU, [|Conv2d(8, Dilation = 2)|]] partial class Net;");

    [Fact]
    public Task NG2004_in_a_block() => AnalyzerRun.ExpectInBlock(
        "NG2004",
        "Conv2d 3×3, 8, dilation 2 in Dilated reads 5 of the 9 pixels that it spans, as the dilations 2, 2 leave holes: 1, 3 read all 9",
        "[Block, Conv2d(8, Dilation = 2), [|Conv2d(8, Dilation = 2)|]] class Dilated; [Network(1, 9, 9), [|Use<Dilated>|]] partial class Net;");

    [Theory]
    [InlineData("Conv2d(8, Dilation = 1), Conv2d(8, Dilation = 2), Conv2d(8, Dilation = 3)")]
    [InlineData("Conv2d(8, Dilation = 2), Conv2d(8, Dilation = 2), Conv2d(8), Conv2d(8)")]
    public Task NG2004_not_where_nothing_is_left_out(string layers) => AnalyzerRun.ExpectNone($"[Network(1, 13, 13), {layers}] partial class Net;");

    [Fact]
    public async Task NG2004_carries_dilations_and_the_paddings_that_keep_the_size()
    {
        Diagnostic holes = await Only("[Network(1, 9, 9), Conv2d(8, Dilation = 2, Padding = 2), Conv2d(8, Dilation = 2, Padding = 2)] partial class Net;");

        Assert.Equal("Use the dilations 1, 3: Set Dilation 1, Set Padding 1, Set Dilation 3, Set Padding 3", Text(holes, 0));
    }

    [Fact]
    public Task NG2006_at_the_join() => AnalyzerRun.Expect(
        "NG2006",
        "Add valid joins different places of the image: row 0 of layer 2, Conv2d 3×3, 8, stride 2, padding 1 lies on pixel 0 and the next 2 further, that of layer valid, Conv2d 3×3, 8 on pixel 1 and the next 1 further; the strides of both paths must multiply to the same",
        "[Network(8, 5, 5, ObjectSize = 3), Conv2d(8, Name = \"valid\"), From(\"input\"), Conv2d(8, Stride = 2, Padding = 1), [|Add(\"valid\")|]] partial class Net;");

    [Fact]
    public Task NG2006_not_at_the_shortcut_of_a_strided_block() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(Block.Width, Stride = Block.Stride, Padding = 1), Conv2d(Block.Width, Padding = 1), Shortcut] class Basic;"
        + "[Network(8, 7, 7), Stage<Basic>(8, Repeat = 2, Stride = 2)] partial class Net;");

    private static async Task<Diagnostic> Only(string file) => Assert.Single(await AnalyzerRun.Analyze(Sources.Compile(file)));

    private static string Text(Diagnostic diagnostic, int fix)
    {
        FixText text = FixText.Parse(diagnostic.Properties[FixText.Key(fix)]!);
        return text.Title + ": " + string.Join(", ", text.Edits.Select(static edit => edit.Kind + " " + string.Join(' ', edit.Parts)));
    }
}

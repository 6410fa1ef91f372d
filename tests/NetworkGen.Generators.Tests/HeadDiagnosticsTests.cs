using System.Threading.Tasks;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG3001, NG3002, NG3003 and NG3005: the head and what stands around it. Each id both ways, at the layer or the argument that is wrong.</summary>
public sealed class HeadDiagnosticsTests
{
    [Fact]
    public Task NG3001_two_linear_layers_are_one() => AnalyzerRun.Expect(
        "NG3001",
        "Linear 10 comes after layer 1, Linear 128, with nothing non-linear between them, so both together are one Linear of 784 → 10, and their 101,770 parameters do the work of 7,850: put an activation between them, or leave one out",
        "[Network(1, 28, 28), Flatten, Linear(128), [|Linear(10)|]] partial class Net;");

    [Fact]
    public Task NG3001_once_for_a_chain() => AnalyzerRun.Expect(
        "NG3001",
        "Linear 10 comes after layer 1, Linear 20, and 1 more, with nothing non-linear between them, so all 3 together are one Linear of 784 → 10, and their 16,330 parameters do the work of 7,850: put activations between them, or leave 2 out",
        "[Network(1, 28, 28), Flatten, Linear(20), Linear(20), [|Linear(10)|]] partial class Net;");

    [Fact]
    public Task NG3001_not_with_an_activation_between_them() =>
        AnalyzerRun.ExpectNone("[Network(1, 28, 28), Flatten, Linear(128), ReLU, Linear(10)] partial class Net;");

    [Fact]
    public Task NG3001_of_a_block_once_for_all_repetitions_and_stages() => AnalyzerRun.ExpectInBlock(
        "NG3001",
        "Conv2d 1×1, 16 in Basic comes after layer a.0.0, Conv2d 1×1, 16, with nothing non-linear between them, so both together are one 1×1 convolution of 8 → 16, and their 416 parameters do the work of 144: put an activation between them, or leave one out",
        "[Block, Conv2d(16, 1), [|Conv2d(16, 1)|], ReLU] class Basic; [Network(8, 1, 1), [|Stage<Basic>(Repeat = 2, Name = \"a\")|], Stage<Basic>(Name = \"b\"), Conv2d(10, 1)] partial class Net;");

    [Fact]
    public Task NG3002_a_bias_before_batch_norm() => AnalyzerRun.Expect(
        "NG3002",
        "Conv2d 3×3, 512 has a bias, and layer 1, BatchNorm2d, takes it away again with the mean: Bias = false saves 512 parameters",
        "[Network(3, 3, 3), Conv2d(512, 3, Bias = [|true|]), BatchNorm2d, ReLU, Conv2d(10, 1)] partial class Net;");

    [Fact]
    public Task NG3002_not_without_it() =>
        AnalyzerRun.ExpectNone("[Network(3, 3, 3), Conv2d(512, 3, Bias = false), BatchNorm2d, ReLU, Conv2d(10, 1)] partial class Net;");

    [Fact]
    public Task NG3002_of_a_block_is_counted_wherever_it_is_used() => AnalyzerRun.ExpectInBlock(
        "NG3002",
        "Conv2d 3×3, 8, padding 1 in Basic has a bias, and layer a.0.1, BatchNorm2d, takes it away again with the mean: Bias = false saves 32 parameters",
        "[Block, [|Conv2d(Block.Width, Padding = 1)|], BatchNorm2d, ReLU] class Basic; [Network(8, 7, 7), [|Stage<Basic>(8, Repeat = 2, Name = \"a\")|], Use<Basic>(16), Conv2d(10, 1)] partial class Net;");

    [Theory]
    [InlineData("ReLU", "no score can fall below 0, and one that is 0 gets no gradient")]
    [InlineData("ReLU6", "no score can leave 0 to 6, and one at either end gets no gradient")]
    [InlineData("PReLU", "it presses scores below 0 together")]
    [InlineData("BatchNorm2d", "each score is brought to mean 0 and variance 1 over the batch, so that it depends on the other images")]
    [InlineData("LayerNorm", "the scores of each image are brought to mean 0 and variance 1, so that a doubtful image looks as certain as a clear one")]
    [InlineData("Dropout(0.2f)", "while training, scores are set to 0 by chance, that of the right class too")]
    public Task NG3003_on_the_logits(string layer, string harm) => AnalyzerRun.Expect(
        "NG3003",
        $"{layer.Replace("(0.2f)", " 0.2")} stands on the results of layer 1, Linear 10, which are the network's scores (logits): {harm}: leave it out, or put a Linear or a 1×1 convolution behind it",
        $"[Network(1, 3, 3), Flatten, Linear(10, Bias = false), [|{layer}|]] partial class Net;");

    [Theory]
    [InlineData("Sigmoid", "0 and 1", "23.2")]
    [InlineData("Tanh", "-1 and 1", "45.1")]
    public async Task NG3003_a_bounded_score_before_a_softmax_only(string layer, string ends, string most)
    {
        await AnalyzerRun.Expect(
            "NG3003",
            $"{layer} stands on the results of layer 1, Linear 10, which are the network's scores (logits): all scores lie between {ends}, so that softmax can give none of 10 classes more than {most} %: leave it out, or put a Linear or a 1×1 convolution behind it",
            $"[Network(1, 3, 3), Flatten, Linear(10), [|{layer}|], Softmax] partial class Net;");
        await AnalyzerRun.ExpectNone($"[Network(1, 3, 3), Flatten, Linear(10), {layer}] partial class Net;");
    }

    [Fact]
    public Task NG3003_not_before_the_last_weights() =>
        AnalyzerRun.ExpectNone("[Network(1, 3, 3), Conv2d(8, Bias = false), BatchNorm2d, ReLU, Dropout, Conv2d(10, 1), Flatten, LogSoftmax] partial class Net;");

    [Fact]
    public Task NG3005_a_linear_layer_on_a_map() => AnalyzerRun.Expect(
        "NG3005",
        "Linear 10 holds 250,880 of the network's 265,216 parameters (94.6 %), as it weighs every value of a 512×7×7 map: with AdaptiveAvgPool2d(1) before Flatten it would hold 5,120",
        "[Network(3, 9, 9, ObjectSize = 3), Conv2d(512, 3), ReLU, Flatten, [|Linear(10, Bias = false)|]] partial class Net;");

    [Fact]
    public Task NG3005_not_behind_a_global_pool() =>
        AnalyzerRun.ExpectNone("[Network(3, 9, 9, ObjectSize = 3), Conv2d(512, 3), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(10, Bias = false)] partial class Net;");
}

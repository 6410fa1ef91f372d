using System.Threading.Tasks;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG1001 to NG1009: numbers that don't fit. Each id both ways, at the argument that is wrong where there is one.</summary>
public sealed class ShapeDiagnosticsTests
{
    [Theory]
    [InlineData(
        "[Conv2d(8, 3), Conv2d(16, 3, InChannels = [|16|], Stride = 2)]",
        "Conv2d 3×3, 16, stride 2 declares InChannels = 16, but 8 arrive from layer 0, Conv2d 3×3, 8: write InChannels = 8, leave it out, or change what comes before")]
    [InlineData(
        "[Flatten, Linear(10, InFeatures = [|28 * 28 + 1|])]",
        "Linear 10 declares InFeatures = 785, but 784 arrive from layer 0, Flatten: write InFeatures = 784, leave it out, or change what comes before")]
    public Task NG1001_declared_channels_that_do_not_arrive(string layers, string message) => Expect("NG1001", message, layers);

    [Fact]
    public Task NG1001_not_where_they_do() => ExpectNone("[Conv2d(8, 25), Conv2d(16, 3, InChannels = 8), Flatten, Linear(10, InFeatures = 64)]");

    [Theory]
    [InlineData(
        "[Conv2d(8, 26), [|Conv2d(16, 5)|]]",
        "Conv2d 5×5, 16 doesn't fit the 8×3×3 from layer 0, Conv2d 26×26, 8: its kernel spans 5 rows, and 3 arrive; use a kernel of at most 3, Padding = 1, or fewer pools before it")]
    [InlineData(
        "[Flatten, [|MaxPool2d(2)|]]",
        "MaxPool2d 2×2 doesn't fit the 784 from layer 0, Flatten: a vector has no rows and columns; put it before Flatten")]
    public Task NG1004_a_kernel_larger_than_its_input(string layers, string message) => Expect("NG1004", message, layers);

    [Fact]
    public Task NG1004_not_where_padding_makes_room() => ExpectNone("[Conv2d(8, 25), Conv2d(16, 5, Padding = 1)]");

    [Theory]
    [InlineData(
        "[Conv2d(16, 3), Conv2d(8, 3, Groups = [|3|])]",
        "Conv2d 3×3, 8, groups 3 has Groups = 3, which doesn't divide its 16 input channels; near it, these divide both sides: 1, 2, 4, 8")]
    public Task NG1005_groups_that_do_not_divide_the_channels(string layers, string message) => Expect("NG1005", message, layers);

    [Fact]
    public Task NG1005_not_where_they_divide_both() => ExpectNone("[Conv2d(16, 3), Conv2d(8, 26, Groups = 4)]");

    [Theory]
    [InlineData("[Conv2d(16, 3, Stride = [|0|])]", "Conv2d: Stride is 0, and must be 1 to 32,767")]
    [InlineData("[Conv2d([|-1|], 3)]", "Conv2d: OutChannels is -1, and must be 1 to 1,048,576")]
    [InlineData("[Conv2d(16, [|0|])]", "Conv2d: KernelSize is 0, and must be 1 to 32,767")]
    [InlineData("[Conv2d(kernelSize: [|0|], outChannels: 16)]", "Conv2d: KernelSize is 0, and must be 1 to 32,767")]
    [InlineData("[Dropout([|2f|])]", "Dropout: P is 2, and must be 0 to below 1")]
    [InlineData("[Normalize(Std = [|new[] { 1f, 2f }|])]", "Normalize: Std is 2 values, and must be 1 value")]
    public Task NG1006_an_argument_out_of_its_range(string layers, string message) => Expect("NG1006", message, layers);

    [Fact]
    public Task NG1006_of_the_image() => AnalyzerRun.Expect(
        "NG1006",
        ["Network: Height is 0, and must be 1 to 65,536", "Network: Width is -28, and must be 1 to 65,536"],
        "[Network(1, [|0|], [|-28|]), Conv2d(16, 3)] partial class Net;");

    [Fact]
    public Task NG1006_of_an_option_that_is_none() => AnalyzerRun.Expect(
        "NG1006",
        "Network: Winograd is 7, and must be Winograd.Auto or Winograd.F2 or Winograd.Off",
        "[Network(16, 28, 28, Winograd = [|(Winograd)7|]), Conv2d(16, 3)] partial class Net;");

    [Theory]
    [InlineData("Auto")]
    [InlineData("F2")]
    [InlineData("Off")]
    public Task NG1006_not_of_an_option_that_there_is(string option) =>
        AnalyzerRun.ExpectNone($"[Network(16, 28, 28, Winograd = Winograd.{option}), Conv2d(16, 28)] partial class Net;");

    [Fact]
    public Task NG1006_of_a_layer_that_is_not_ours() => AnalyzerRun.Expect(
        "NG1006",
        "Odd: the layer is Odd, and must be " + string.Join(", ", Core.Layers.LayerCatalog.Kinds),
        "class OddAttribute : LayerAttribute; [Network(1, 28, 28), [|Odd|]] partial class Net;");

    [Fact]
    public Task NG1006_not_at_the_ends_of_the_range() => ExpectNone("[Conv2d(1, 28, Stride = 32_767), Dropout(0f)]");

    [Fact]
    public Task NG1007_linear_on_a_map() => Expect(
        "NG1007",
        "Linear 10 takes a vector, but the map 16×13×13 arrives from layer 1, MaxPool2d 2×2: put Flatten before it, which makes 2,704 features of the map",
        "[Conv2d(16, 3), MaxPool2d(2), [|Linear(10)|]]");

    [Fact]
    public Task NG1007_not_behind_Flatten() => ExpectNone("[Conv2d(16, 28), Flatten, Linear(10)]");

    [Theory]
    [InlineData("MaxParameters = [|12_000|]", "The network takes 12,560 parameters, and its budget allows 12,000: the largest share, 12,560, is that of layer 0, Conv2d 28×28, 16")]
    [InlineData("MaxMacs = [|12_000|], MaxParameters = 100_000", "The network takes 12,544 MACs, and its budget allows 12,000: the largest share, 12,544, is that of layer 0, Conv2d 28×28, 16")]
    public Task NG1009_over_the_budget(string budget, string message) =>
        AnalyzerRun.Expect("NG1009", message, $"[Network(1, 28, 28), Budget({budget})]\n[Conv2d(16, 28)]\npartial class Net;");

    [Fact]
    public Task NG1009_not_at_the_budget() =>
        AnalyzerRun.ExpectNone("[Network(1, 28, 28), Budget(MaxParameters = 12_560, MaxMacs = 12_544)]\n[Conv2d(16, 28)]\npartial class Net;");

    [Fact]
    public Task One_root_cause_gives_one_diagnostic() => Expect(
        "NG1004",
        "Conv2d 5×5, 16 doesn't fit the 8×3×3 from layer 0, Conv2d 26×26, 8: its kernel spans 5 rows, and 3 arrive; use a kernel of at most 3, Padding = 1, or fewer pools before it",
        "[Conv2d(8, 26), [|Conv2d(16, 5)|], Conv2d(16, 5, InChannels = 3), Linear(10), Conv2d(0, 0)]");

    private static Task Expect(string id, string message, string layers) =>
        AnalyzerRun.Expect(id, message, $"[Network(1, 28, 28)]\n{layers}\npartial class Net;");

    private static Task ExpectNone(string layers) => AnalyzerRun.ExpectNone($"[Network(1, 28, 28)]\n{layers}\npartial class Net;");
}

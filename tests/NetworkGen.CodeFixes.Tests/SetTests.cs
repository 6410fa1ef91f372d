using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>Arguments get other values where they are written; else they are added as one would write them.</summary>
public sealed class SetTests
{
    [Theory]
    [InlineData("Conv2d(16, 4)", "Conv2d(16, 3)")]
    [InlineData("Conv2d(outChannels: 16, kernelSize: 4)", "Conv2d(outChannels: 16, kernelSize: 3)")]
    [InlineData("Conv2d(kernelSize: 4, outChannels: 16)", "Conv2d(kernelSize: 3, outChannels: 16)")]
    [InlineData("Conv2d(16, /* rows and columns */ 4 /* even */, Padding = 1)", "Conv2d(16, /* rows and columns */ 3 /* even */, Padding = 1)")]
    [InlineData("Conv2d(16, Numbers.Four)", "Conv2d(16, 3)")]
    [InlineData("Conv2d(16, 2 * 2)", "Conv2d(16, 3)")]
    [InlineData("Conv2d(16)", "Conv2d(16, 3)")]
    [InlineData("Conv2d(16, Padding = 1)", "Conv2d(16, 3, Padding = 1)")]
    [InlineData("Conv2d(outChannels: 16, Padding = 1)", "Conv2d(outChannels: 16, kernelSize: 3, Padding = 1)")]
    [InlineData("MaxPool2d", "MaxPool2d(3)")]
    [InlineData("MaxPool2d()", "MaxPool2d(3)")]
    [InlineData("MaxPool2d(Padding = 1)", "MaxPool2d(3, Padding = 1)")]
    [InlineData("MaxPool2d(/* two by two */)", "MaxPool2d(3/* two by two */)")]
    public Task A_parameter(string before, string after) => Layer([Set("KernelSize", "3")], before, after);

    [Theory]
    [InlineData("Conv2d(16)", "Conv2d(16, Bias = false)")]
    [InlineData("Conv2d(16, Bias = true)", "Conv2d(16, Bias = false)")]
    [InlineData("Conv2d(16, Bias = !false, Padding = 1)", "Conv2d(16, Bias = false, Padding = 1)")]
    [InlineData("Conv2d(16, 3 /* small */)", "Conv2d(16, 3 /* small */, Bias = false)")]
    [InlineData("Conv2d(16, Padding = 1, Name = \"a\")", "Conv2d(16, Padding = 1, Name = \"a\", Bias = false)")]
    [InlineData("DepthwiseConv2d", "DepthwiseConv2d(Bias = false)")]
    public Task A_property(string before, string after) => Layer([Set("Bias", "false")], before, after);

    [Theory]
    [InlineData("Conv2d(16, 4)", "Conv2d(16, 3, Padding = 1, Dilation = 2)")]
    [InlineData("Conv2d(16)", "Conv2d(16, 3, Padding = 1, Dilation = 2)")]
    [InlineData("Conv2d(16, Padding = 0)", "Conv2d(16, 3, Padding = 1, Dilation = 2)")]
    [InlineData("Conv2d(16, Stride = 1)", "Conv2d(16, 3, Stride = 1, Padding = 1, Dilation = 2)")]
    [InlineData("DepthwiseConv2d", "DepthwiseConv2d(3, Padding = 1, Dilation = 2)")]
    public Task Several(string before, string after) => Layer([Set("Padding", "1"), Set("KernelSize", "3"), Set("Dilation", "2")], before, after);

    [Fact]
    public Task In_lines_of_their_own() => Layer(
        [Set("Padding", "1"), Set("Bias", "false")],
        """
        Conv2d(
            16,
            3, // small
            Stride = 1)
        """,
        """
        Conv2d(
            16,
            3, // small
            Stride = 1,
            Padding = 1,
            Bias = false)
        """);

    [Fact]
    public Task Before_a_comment_to_the_end_of_the_line() => Layer(
        [Set("Padding", "1")],
        """
        Conv2d(16, 3 // small
        )
        """,
        """
        Conv2d(16, 3, Padding = 1 // small
        )
        """);

    [Theory]
    [InlineData("Network(1, 28, 28)", "Network(1, 26, 24)")]
    [InlineData("Network(channels: 1, width: 28, height: 28)", "Network(channels: 1, width: 24, height: 26)")]
    [InlineData("Network(1, Numbers.Size, Numbers.Size)", "Network(1, 26, 24)")]
    [InlineData("NetworkAttribute(1, 28, 28)", "NetworkAttribute(1, 26, 24)")]
    public Task The_images_size(string before, string after) => Expect.Edits(
        [Of(-1, "Height", "26"), Of(-1, "Width", "24")],
        $"[[|{before}|]] [Conv2d(16, 3)] partial class Net; {Numbers}",
        $"[{after}] [Conv2d(16, 3)] partial class Net; {Numbers}");

    [Fact]
    public Task Of_several_layers() => Expect.Edits(
        [Of(0, "Bias", "false"), Of(2, "Bias", "false"), Of(3, "Eps", "0.01f")],
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), [|ReLU|]]
        [Conv2d(16, 3, Stride = 2), BatchNorm2d]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3, Bias = false), ReLU]
        [Conv2d(16, 3, Stride = 2, Bias = false), BatchNorm2d(Eps = 0.01f)]
        partial class Net;
        """);

    [Fact]
    public Task Not_what_the_attribute_has_not() =>
        Expect.NoEdits([Set("KernelSize", "3")], "[Network(1, 28, 28), [|Conv2d(16, 3, 4)|]] partial class Net;");

    private const string Numbers = "static class Numbers { public const int Four = 4, Size = 28; }";

    private static Task Layer(EditText[] edits, string before, string after) => Expect.Edits(
        edits,
        $"[Network(1, 28, 28)]\n[{"[|" + before + "|]"}]\npartial class Net; {Numbers}",
        $"[Network(1, 28, 28)]\n[{after}]\npartial class Net; {Numbers}");

    private static EditText Set(string argument, string value) => Of(0, argument, value);

    private static EditText Of(int layer, string argument, string value) => new(EditKind.Set, layer, [argument, value]);
}

using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>Layers in place of one, beside other edits of the same stack.</summary>
public sealed class ReplaceTests
{
    [Fact]
    public Task On_a_line_for_each_layer_of_the_kind() => Expect.Edits(
        [Replace(0, "Conv2d(16, 3), ReLU, Conv2d(16, 3)")],
        """
        [Network(1, 28, 28)]
        [[|Conv2d(16, 5)|], ReLU] // features
        [Flatten, Linear(10)]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU] // features
        [Flatten, Linear(10)]
        partial class Net;
        """);

    [Fact]
    public Task Within_a_list_of_one_layer_per_line() => Expect.Edits(
        [Replace(1, "Conv2d(16, 1), ReLU, Conv2d(16, 3)")],
        """
        [
            Network(1, 28, 28),
            Conv2d(64, 3), // many channels
            [|Conv2d(16, 3)|], // few
            ReLU
        ]
        partial class Net;
        """,
        """
        [
            Network(1, 28, 28),
            Conv2d(64, 3), // many channels
            Conv2d(16, 1), ReLU,
            Conv2d(16, 3), // few
            ReLU
        ]
        partial class Net;
        """);

    [Fact]
    public Task Values_are_called_as_they_were() => Expect.Edits(
        [Replace(0, "Conv2d(16, 1, Bias = false), Conv2d(16, 3, Bias = false, Padding = 5, Name = \"a\\\"b\")")],
        $"""
        [Network(1, 28, 28)]
        [[|Conv2d(Numbers.Sixteen, kernelSize: Numbers.Five, Bias = !true, Padding = Numbers.Sixteen, Name = Numbers.Name)|]]
        partial class Net; {Numbers}
        """,
        $"""
        [Network(1, 28, 28)]
        [Conv2d(Numbers.Sixteen, 1, Bias = !true)]
        [Conv2d(Numbers.Sixteen, 3, Bias = !true, Padding = 5, Name = Numbers.Name)]
        partial class Net; {Numbers}
        """);

    private const string Numbers = "static class Numbers { public const int Sixteen = 16, Five = 5; public const string Name = \"a\\\"b\"; }";

    [Fact]
    public Task Layers_are_counted_as_they_stood_before() => Expect.Edits(
        [
            new(EditKind.Set, 3, ["OutChannels", "4"]),
            Replace(2, "ReLU6"),
            new(EditKind.Insert, 2, ["BatchNorm2d"]),
            Replace(1, "Conv2d(8, 3, Bias = false)"),
            new(EditKind.Insert, 1, ["Tanh"]),
            new(EditKind.Insert, 4, ["Sigmoid"]),
        ],
        "[Network(1, 28, 28), Conv2d(16, 5), Conv2d(8, 3), [|ReLU|], Conv2d(2, 3)] partial class Net;",
        "[Network(1, 28, 28), Conv2d(16, 5), Tanh, Conv2d(8, 3, Bias = false), BatchNorm2d, ReLU6, Conv2d(4, 3)] [Sigmoid] partial class Net;");

    private static EditText Replace(int layer, string layers) => new(EditKind.Replace, layer, [layers]);
}

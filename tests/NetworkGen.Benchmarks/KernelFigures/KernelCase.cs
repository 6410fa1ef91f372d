using System.Collections.Generic;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.KernelFigures;

/// <summary>A kind of kernel on a typical shape.</summary>
/// <param name="Title">How the table calls it.</param>
/// <param name="Network">A network whose last layer it is, as attributes. A layer before makes its input lie as it does inside any network.</param>
/// <param name="Gate">The share of the FMA peak that forward and the gradient of the input should reach; null where none is agreed.</param>
/// <param name="WeightGate">The same for the gradient of the weights.</param>
/// <param name="HasBackward">Whether the gradients are measured, too.</param>
internal sealed record KernelCase(string Title, string Network, double? Gate = null, double? WeightGate = null, bool HasBackward = true)
{
    private const double OfWeights = 0.80;

    /// <summary>What multiply-adds bound.</summary>
    public static IReadOnlyList<KernelCase> Computing { get; } =
    [
        Direct(16, 56, 0.85), Direct(32, 56, 0.85), Direct(64, 56, 0.92), Direct(128, 28, 0.92), Direct(512, 14, 0.92),
        OneByOne(64, 256, 56), OneByOne(256, 64, 56), OneByOne(512, 2048, 7), OneByOne(2048, 512, 14),
        new("3×3 stride 2, 64 → 128, 56×56", "[Network(64, 56, 56)] [Conv2d(64, 1), ReLU, Conv2d(128, 3, Stride = 2, Padding = 1), ReLU]"),
        new("7×7 stride 2 from planes, 3 → 64, 224×224", "[Network(3, 224, 224)] [Conv2d(64, 7, Stride = 2, Padding = 3), ReLU]"),
        Depthwise(144, 56, 1), Depthwise(144, 56, 2),
        Winograd("F2", 64, 56), Winograd("F2", 256, 14), Winograd("Auto", 64, 56), Winograd("Auto", 128, 28),
    ];

    /// <summary>What memory bounds.</summary>
    public static IReadOnlyList<KernelCase> Reading { get; } =
    [
        new("linear, 2048 → 1000", "[Network(2048, 1, 1)] [Flatten, Linear(1000)]", HasBackward: false),
        Depthwise(144, 56, 2) with { HasBackward = false },
        new("max pool 3×3 stride 2, 64, 112×112", "[Network(64, 112, 112)] [MaxPool2d(3, Stride = 2, Padding = 1)]", HasBackward: false),
        new("max pool 2×2, 64, 112×112", "[Network(64, 112, 112)] [MaxPool2d]", HasBackward: false),
    ];

    private static KernelCase Direct(int channels, int size, double gate) => new(
        Invariant($"3×3, {channels} → {channels}, {size}×{size}"), Pair(channels, size, "Off"), gate, OfWeights);

    private static KernelCase Winograd(string mode, int channels, int size) => new(
        Invariant($"3×3, Winograd = {mode}, {channels} → {channels}, {size}×{size}"), Pair(channels, size, mode), HasBackward: false);

    private static string Pair(int channels, int size, string mode) => Invariant(
        $"[Network({channels}, {size}, {size}, Winograd = Winograd.{mode})] [Conv2d({channels}, 3, Padding = 1), ReLU, Conv2d({channels}, 3, Padding = 1), ReLU]");

    private static KernelCase OneByOne(int from, int to, int size) => new(
        Invariant($"1×1, {from} → {to}, {size}×{size}"), Invariant($"[Network({from}, {size}, {size})] [Conv2d({from}, 1), ReLU, Conv2d({to}, 1), ReLU]"), 0.88, OfWeights);

    private static KernelCase Depthwise(int channels, int size, int stride) => new(
        Invariant($"depthwise 3×3{(stride == 1 ? "" : Invariant($" stride {stride}"))}, {channels}, {size}×{size}"),
        Invariant($"[Network(16, {size}, {size})] [Conv2d({channels}, 1), ReLU, DepthwiseConv2d(3, Stride = {stride}, Padding = 1), ReLU]"));
}

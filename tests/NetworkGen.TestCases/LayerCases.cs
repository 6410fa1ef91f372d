using System.Collections.Generic;
using System.Linq;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.TestCases;

/// <summary>
/// Every layer, alone, over its arguments. Sizes are odd and channel counts sit on both sides of the 16 that the kernels count in
/// (1, 3, 5, 16, 17, 32, 40), so that every tail is met.
/// </summary>
public static class LayerCases
{
    /// <summary>All layer cases.</summary>
    public static IReadOnlyList<TestCase> All { get; } =
    [
        .. Inputs, .. Convolutions, .. DepthwiseConvolutions, .. TransposedConvolutions, .. Upsamples, .. MaxPools, .. AvgPools, .. AdaptiveMaxPools, .. Norms, .. ImageNorms, .. Activations, .. Heads,
    ];

    private static IEnumerable<TestCase> Inputs =>
    [
        Case("Rescale", (1, 5, 7), Rescale(1f / 255)) with { Values = InputValues.Bytes },
        Case("Rescale_Offset", (17, 3, 5), Rescale(2, -1)),
        Case("Normalize_PerChannel", (3, 5, 7), Normalize([0.5f, 0.25f, -1], [0.5f, 2, 0.3f])),
        Case("Normalize_One", (5, 3, 5), Normalize([0.25f], [0.75f])),
    ];

    private static IEnumerable<TestCase> Convolutions =>
    [
        Case("Conv2d_3x3", (3, 9, 11), Conv2d(16)),
        Case("Conv2d_3x3_16To16", (16, 7, 9), Conv2d(16)),
        Case("Conv2d_3x3_32To32_Padding1", (32, 7, 8), Conv2d(32, padding: 1)) with { BatchSize = 3 },
        Case("Conv2d_3x3_40To17", (40, 5, 7), Conv2d(17)),
        Case("Conv2d_3x3_17To40", (17, 5, 7), Conv2d(40, padding: 1)),
        Case("Conv2d_3x3_1To1", (1, 5, 5), Conv2d(1)) with { BatchSize = 3 },
        Case("Conv2d_3x3_Wide", (16, 4, 37), Conv2d(16, padding: 1)),
        Case("Conv2d_3x3_28Columns", (1, 5, 30), Conv2d(32)),
        Case("Conv2d_1x1", (17, 5, 7), Conv2d(5, 1)) with { BatchSize = 3 },
        Case("Conv2d_1x1_Stride2", (16, 7, 9), Conv2d(32, 1, stride: 2)),
        Case("Conv2d_1x1_Padding1", (5, 3, 4), Conv2d(17, 1, padding: 1)),
        Case("Conv2d_5x5_Padding2", (5, 7, 9), Conv2d(17, 5, padding: 2)),
        Case("Conv2d_7x7_Stride2_Padding3", (3, 15, 13), Conv2d(32, 7, stride: 2, padding: 3)),
        Case("Conv2d_WholeImage", (16, 5, 5), Conv2d(10, 5)) with { BatchSize = 3 },
        Case("Conv2d_1x5", (3, 5, 9), Conv2d(16, 1, 5)),
        Case("Conv2d_5x1_Padding2", (16, 7, 5), Conv2d(5, 5, 1, padding: 2)),
        Case("Conv2d_3x2_Stride2", (5, 8, 9), Conv2d(16, 3, 2, stride: 2)) with { BatchSize = 3 },
        Case("Conv2d_Stride2_Padding1", (16, 9, 11), Conv2d(16, stride: 2, padding: 1)),
        Case("Conv2d_Stride2_UnreadEdge", (3, 8, 10), Conv2d(17, stride: 2)),
        Case("Conv2d_Stride3", (17, 11, 13), Conv2d(16, stride: 3)) with { BatchSize = 3 },
        Case("Conv2d_StrideOverKernel", (3, 9, 11), Conv2d(5, 2, stride: 3)),
        Case("Conv2d_PaddingOverKernel", (5, 3, 4), Conv2d(16, padding: 3)),
        Case("Conv2d_Same", (5, 7, 9), Conv2d(16, padding: Same)),
        Case("Conv2d_Same_EvenKernel", (3, 6, 7), Conv2d(16, 4, padding: Same)),
        Case("Conv2d_Same_Rectangular", (16, 6, 7), Conv2d(5, 2, 5, padding: Same)),
        Case("Conv2d_Same_Stride2", (16, 7, 8), Conv2d(17, stride: 2, padding: Same)) with { BatchSize = 3 },
        Case("Conv2d_Same_Stride3_5x5", (3, 7, 11), Conv2d(16, 5, stride: 3, padding: Same)),
        Case("Conv2d_Same_Dilation2", (3, 9, 7), Conv2d(32, dilation: 2, padding: Same)),
        Case("Conv2d_Dilation2", (16, 9, 11), Conv2d(16, dilation: 2)),
        Case("Conv2d_Dilation3_Padding3", (5, 7, 8), Conv2d(17, dilation: 3, padding: 3)) with { BatchSize = 3 },
        Case("Conv2d_Dilation2_Stride2", (3, 11, 13), Conv2d(16, dilation: 2, stride: 2, padding: 1)),
        Case("Conv2d_Groups2_Aligned", (32, 5, 7), Conv2d(32, groups: 2, padding: 1)),
        Case("Conv2d_Groups3_Unaligned", (6, 5, 7), Conv2d(9, groups: 3)) with { BatchSize = 3 },
        Case("Conv2d_Groups4_Unaligned", (40, 5, 6), Conv2d(20, groups: 4, padding: 1)),
        Case("Conv2d_Groups2_17Each", (34, 5, 5), Conv2d(34, groups: 2, bias: false)),
        Case("Conv2d_GroupsEqualChannels", (5, 7, 7), Conv2d(10, groups: 5, stride: 2)),
        Case("Conv2d_Groups2_1x1_Stride2", (10, 5, 7), Conv2d(6, 1, groups: 2, stride: 2)),
        Case("Conv2d_NoBias", (3, 7, 9), Conv2d(17, bias: false)),
        Case("Conv2d_Bytes", (3, 7, 9), Rescale(1f / 255), Conv2d(16)) with { Values = InputValues.Bytes },
    ];

    private static IEnumerable<TestCase> DepthwiseConvolutions =>
    [
        Case("DepthwiseConv2d", (5, 7, 9), DepthwiseConv2d()),
        Case("DepthwiseConv2d_Padding1", (32, 7, 9), DepthwiseConv2d(padding: 1)) with { BatchSize = 3 },
        Case("DepthwiseConv2d_5x5_NoBias", (17, 7, 9), DepthwiseConv2d(5, padding: 2, bias: false)),
        Case("DepthwiseConv2d_Multiplier2", (17, 5, 7), DepthwiseConv2d(multiplier: 2, padding: 1)),
        Case("DepthwiseConv2d_Multiplier2_16", (16, 5, 7), DepthwiseConv2d(multiplier: 2)) with { BatchSize = 3 },
        Case("DepthwiseConv2d_Stride2", (32, 9, 8), DepthwiseConv2d(stride: 2, padding: 1)),
        Case("DepthwiseConv2d_Multiplier3_Stride2", (3, 9, 7), DepthwiseConv2d(multiplier: 3, stride: 2)),
        Case("DepthwiseConv2d_Dilation2", (16, 9, 9), DepthwiseConv2d(dilation: 2)),
        Case("DepthwiseConv2d_Same_Stride2", (40, 7, 8), DepthwiseConv2d(stride: 2, padding: Same)),
        Case("DepthwiseConv2d_OneChannel", (1, 5, 7), DepthwiseConv2d()),
    ];

    private static IEnumerable<TestCase> TransposedConvolutions =>
    [
        Case("ConvTranspose2d_3x3", (3, 5, 7), ConvTranspose2d(16, 3)),
        Case("ConvTranspose2d_3x3_Padding1", (16, 5, 6), ConvTranspose2d(32, 3, padding: 1)) with { BatchSize = 3 },
        Case("ConvTranspose2d_1x1", (17, 3, 5), ConvTranspose2d(5, 1)),
        Case("ConvTranspose2d_1x1_OneToOne", (1, 1, 1), ConvTranspose2d(1, 1)) with { BatchSize = 3 },
        Case("ConvTranspose2d_OfOnePosition", (40, 1, 1), ConvTranspose2d(17, 4)) with { BatchSize = 3 },
        Case("ConvTranspose2d_2x2_Stride2", (32, 5, 7), ConvTranspose2d(16, 2, stride: 2)) with { BatchSize = 3 },
        Case("ConvTranspose2d_2x2_Stride2_OneChannel", (1, 4, 3), ConvTranspose2d(1, 2, stride: 2)),
        Case("ConvTranspose2d_2x2_Stride2_17To40", (17, 3, 4), ConvTranspose2d(40, 2, stride: 2, bias: false)),
        Case("ConvTranspose2d_3x3_Stride2_Padding1_OutputPadding1", (16, 4, 5), ConvTranspose2d(5, 3, stride: 2, padding: 1, outputPadding: 1)),
        Case("ConvTranspose2d_3x3_Stride2_OutputPadding1", (5, 3, 4), ConvTranspose2d(17, 3, stride: 2, outputPadding: 1)) with { BatchSize = 3 },
        Case("ConvTranspose2d_4x4_Stride2_Padding1", (40, 3, 5), ConvTranspose2d(32, 4, stride: 2, padding: 1)),
        Case("ConvTranspose2d_4x4_Stride2_Padding1_3To3", (3, 4, 4), ConvTranspose2d(3, 4, stride: 2, padding: 1)) with { BatchSize = 3 },
        Case("ConvTranspose2d_5x5_Stride3_Padding2_OutputPadding2", (5, 3, 4), ConvTranspose2d(3, 5, stride: 3, padding: 2, outputPadding: 2)),
        Case("ConvTranspose2d_PaddingCutsWholeWindows", (3, 6, 5), ConvTranspose2d(16, 2, stride: 2, padding: 3)),
        Case("ConvTranspose2d_Dilation2", (16, 4, 5), ConvTranspose2d(17, 3, dilation: 2)),
        Case("ConvTranspose2d_Dilation2_Padding2", (5, 5, 4), ConvTranspose2d(16, 3, padding: 2, dilation: 2)) with { BatchSize = 3 },
        Case("ConvTranspose2d_Dilation2_Stride2", (3, 4, 5), ConvTranspose2d(5, 3, stride: 2, padding: 1, dilation: 2)),
        Case("ConvTranspose2d_Dilation3_Stride2_OutputPadding2", (17, 3, 4), ConvTranspose2d(3, 3, stride: 2, padding: 2, outputPadding: 2, dilation: 3)),
        Case("ConvTranspose2d_StrideOverKernel", (16, 3, 4), ConvTranspose2d(32, 2, stride: 3)) with { BatchSize = 3 },
        Case("ConvTranspose2d_StrideOverKernel_NoBias", (3, 4, 3), ConvTranspose2d(17, 1, stride: 2, outputPadding: 1, bias: false)),
        Case("ConvTranspose2d_StrideOverKernel_Depthwise", (17, 3, 3), ConvTranspose2d(17, 2, stride: 3, groups: 17)),
        Case("ConvTranspose2d_Patches", (17, 2, 3), ConvTranspose2d(3, 5, stride: 5)) with { BatchSize = 3 },
        Case("ConvTranspose2d_Patches_Overlapping", (5, 2, 2), ConvTranspose2d(16, 6, stride: 5, padding: 1, outputPadding: 3)),
        Case("ConvTranspose2d_Patches_StrideOverKernel_Groups", (6, 2, 2), ConvTranspose2d(4, 5, stride: 7, groups: 2)),
        Case("ConvTranspose2d_Groups2_Aligned", (32, 3, 4), ConvTranspose2d(32, 3, stride: 2, padding: 1, groups: 2)),
        Case("ConvTranspose2d_Groups3_Unaligned", (6, 3, 4), ConvTranspose2d(9, 2, stride: 2, groups: 3)) with { BatchSize = 3 },
        Case("ConvTranspose2d_Groups4_Unaligned", (40, 3, 3), ConvTranspose2d(20, 3, groups: 4)),
        Case("ConvTranspose2d_GroupsEqualChannels", (5, 4, 3), ConvTranspose2d(10, 3, stride: 2, groups: 5)),
        Case("ConvTranspose2d_Depthwise", (32, 4, 5), ConvTranspose2d(32, 4, stride: 2, padding: 1, groups: 32)) with { BatchSize = 3 },
        Case("ConvTranspose2d_Depthwise_17", (17, 3, 4), ConvTranspose2d(17, 3, padding: 1, groups: 17, bias: false)),
        Case("ConvTranspose2d_NoBias", (5, 4, 5), ConvTranspose2d(17, 3, stride: 2, bias: false)),
        Case("ConvTranspose2d_BatchNorm_ReLU", (17, 3, 4), ConvTranspose2d(20, 4, stride: 2, padding: 1, bias: false), BatchNorm2d(), ReLU) with { BatchSize = 3 },
        Case("ConvTranspose2d_BatchNorm_LeakyReLU_Bias", (5, 3, 4), ConvTranspose2d(17, 3, stride: 2), BatchNorm2d(), LeakyReLU(0.125f)) with { BatchSize = 3 },
        Case("ConvTranspose2d_BatchNorm_StrideOverKernel", (16, 3, 4), ConvTranspose2d(5, 2, stride: 3), BatchNorm2d(affine: false), ReLU6) with { BatchSize = 3 },
        Case("ConvTranspose2d_BatchNorm_Groups", (6, 4, 4), ConvTranspose2d(9, 2, stride: 2, groups: 3), BatchNorm2d(), ReLU) with { BatchSize = 3 },
        Case("ConvTranspose2d_BatchNorm_Depthwise", (17, 4, 4), ConvTranspose2d(17, 2, stride: 2, groups: 17), BatchNorm2d(), ReLU) with { BatchSize = 3 },
        Case("ConvTranspose2d_BatchNorm_Patches", (5, 2, 3), ConvTranspose2d(3, 5, stride: 5), BatchNorm2d(), ReLU) with { BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> Upsamples =>
    [
        Case("Upsample_2", (17, 3, 5), Upsample(2)),
        Case("Upsample_3", (32, 4, 3), Upsample(3)) with { BatchSize = 3 },
        Case("Upsample_1", (5, 3, 4), Upsample(1)),
        Case("Upsample_1_Inside", (5, 3, 4), Sigmoid, Upsample(1, bilinear: true), Tanh),
        Case("Upsample_5_OfOnePosition", (3, 1, 1), Upsample(5)),
        Case("Upsample_Bilinear_2", (17, 3, 5), Upsample(2, bilinear: true)),
        Case("Upsample_Bilinear_3", (32, 4, 3), Upsample(3, bilinear: true)) with { BatchSize = 3 },
        Case("Upsample_Bilinear_4_OneChannel", (1, 3, 4), Upsample(4, bilinear: true)),
        Case("Upsample_Bilinear_1", (16, 3, 4), Upsample(1, bilinear: true)),
        Case("Upsample_Bilinear_5_OneRow", (5, 1, 3), Upsample(5, bilinear: true)),
        Case("Upsample_Bilinear_2_OfOnePosition", (40, 1, 1), Upsample(2, bilinear: true)) with { BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> MaxPools =>
    [
        Case("MaxPool2d", (16, 6, 8), MaxPool2d()),
        Case("MaxPool2d_Odd", (17, 7, 9), MaxPool2d()) with { BatchSize = 3 },
        Case("MaxPool2d_OneChannel", (1, 5, 7), MaxPool2d()),
        Case("MaxPool2d_3x3_Stride2", (5, 7, 9), MaxPool2d(3, stride: 2)),
        Case("MaxPool2d_Stride1", (32, 5, 7), MaxPool2d(3, stride: 1)),
        Case("MaxPool2d_StrideOverKernel", (3, 8, 9), MaxPool2d(2, stride: 3)),
        Case("MaxPool2d_Padding1", (40, 7, 8), MaxPool2d(3, stride: 2, padding: 1)),
        Case("MaxPool2d_Ceil", (17, 7, 8), MaxPool2d(3, stride: 2, ceilMode: true)) with { BatchSize = 3 },
        Case("MaxPool2d_Ceil_Padding1", (5, 6, 7), MaxPool2d(2, stride: 3, padding: 1, ceilMode: true)),
        Case("MaxPool2d_Ceil_KernelOverInput", (16, 2, 5), MaxPool2d(3, stride: 2, ceilMode: true)),
        Case("MaxPool2d_Ties", (17, 8, 8), MaxPool2d()) with { Values = InputValues.Ties },
        Case("MaxPool2d_Ties_Overlapping", (3, 7, 9), MaxPool2d(3, stride: 2, padding: 1)) with { Values = InputValues.Ties, BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> AvgPools =>
    [
        Case("AvgPool2d", (16, 6, 8), AvgPool2d()),
        Case("AvgPool2d_Odd", (17, 7, 9), AvgPool2d()) with { BatchSize = 3 },
        Case("AvgPool2d_Overlapping", (5, 7, 9), AvgPool2d(3, stride: 2)),
        Case("AvgPool2d_StrideOverKernel", (3, 8, 9), AvgPool2d(2, stride: 3)),
        Case("AvgPool2d_Padding1", (32, 7, 8), AvgPool2d(3, stride: 2, padding: 1)),
        Case("AvgPool2d_Padding1_CountExcludePad", (17, 7, 8), AvgPool2d(3, stride: 2, padding: 1, countIncludePad: false)),
        Case("AvgPool2d_Ceil", (5, 7, 8), AvgPool2d(3, stride: 2, ceilMode: true)) with { BatchSize = 3 },
        Case("AvgPool2d_Ceil_Padding1", (3, 6, 8), AvgPool2d(3, stride: 2, padding: 1, ceilMode: true)),
        Case("AvgPool2d_Ceil_Padding1_CountExcludePad", (40, 6, 8), AvgPool2d(3, stride: 2, padding: 1, ceilMode: true, countIncludePad: false)),
        Case("AvgPool2d_Ceil_KernelOverInput", (3, 5, 3), AvgPool2d(4, stride: 3, ceilMode: true)),
        Case("AdaptiveAvgPool2d_1", (17, 5, 7), AdaptiveAvgPool2d(1)) with { BatchSize = 3 },
        Case("AdaptiveAvgPool2d_1_32", (32, 4, 4), AdaptiveAvgPool2d(1)),
        Case("AdaptiveAvgPool2d_3", (5, 7, 8), AdaptiveAvgPool2d(3)),
        Case("AdaptiveAvgPool2d_3_Divisible", (16, 6, 9), AdaptiveAvgPool2d(3)),
        Case("AdaptiveAvgPool2d_3_Of2", (3, 2, 4), AdaptiveAvgPool2d(3)),
    ];

    private static IEnumerable<TestCase> AdaptiveMaxPools =>
    [
        Case("AdaptiveMaxPool2d_1", (17, 5, 7), AdaptiveMaxPool2d(1)) with { BatchSize = 3 },
        Case("AdaptiveMaxPool2d_3", (5, 7, 8), AdaptiveMaxPool2d(3)),
        Case("AdaptiveMaxPool2d_3_Divisible", (16, 6, 9), AdaptiveMaxPool2d(3)),
        Case("AdaptiveMaxPool2d_3_Of2", (3, 2, 4), AdaptiveMaxPool2d(3)),
        Case("AdaptiveMaxPool2d_Ties", (40, 7, 5), AdaptiveMaxPool2d(3)) with { Values = InputValues.Ties, BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> Norms =>
    [
        Case("BatchNorm2d", (17, 5, 7), BatchNorm2d()),
        Case("BatchNorm2d_32", (32, 4, 5), BatchNorm2d()) with { BatchSize = 3 },
        Case("BatchNorm2d_OneChannel", (1, 5, 3), BatchNorm2d()),
        Case("BatchNorm2d_NotAffine", (5, 5, 7), BatchNorm2d(affine: false)),
        Case("BatchNorm2d_EpsMomentum", (16, 3, 5), BatchNorm2d(eps: 0.125f, momentum: 0.25f)) with { BatchSize = 3 },
        Case("BatchNorm2d_OnVector", (17, 1, 1), Flatten, BatchNorm2d()) with { BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> ImageNorms =>
    [
        Case("GroupNorm_OneGroup", (17, 5, 7), GroupNorm(1)),
        Case("GroupNorm_Unaligned", (40, 4, 5), GroupNorm(5)) with { BatchSize = 3 },
        Case("GroupNorm_Aligned", (32, 3, 7), GroupNorm(2)),
        Case("GroupNorm_GroupPerChannel", (17, 5, 3), GroupNorm(17)),
        Case("GroupNorm_AcrossBlocks", (51, 3, 5), GroupNorm(3)) with { BatchSize = 3 },
        Case("GroupNorm_NotAffine", (6, 5, 7), GroupNorm(3, affine: false)),
        Case("GroupNorm_Eps", (16, 3, 5), GroupNorm(4, eps: 0.125f)) with { Values = InputValues.Wide },
        Case("GroupNorm_OneChannel", (1, 7, 9), GroupNorm(1)) with { BatchSize = 3 },
        Case("GroupNorm_Bytes", (3, 9, 11), GroupNorm(1)) with { Values = InputValues.Bytes },
        Case("GroupNorm_OnVector", (40, 1, 1), Flatten, GroupNorm(2)) with { BatchSize = 3 },
        Case("GroupNorm_OnVector_NotAffine", (33, 1, 1), Flatten, GroupNorm(3, affine: false)) with { BatchSize = 3 },
        Case("LayerNorm", (17, 5, 7), LayerNorm()),
        Case("LayerNorm_32", (32, 4, 3), LayerNorm()) with { BatchSize = 3 },
        Case("LayerNorm_OneChannel", (1, 5, 7), LayerNorm(eps: 0.125f)),
        Case("LayerNorm_NotAffine", (5, 5, 7), LayerNorm(affine: false)) with { BatchSize = 3 },
        Case("LayerNorm_MapOfOnePosition", (17, 1, 1), LayerNorm()) with { BatchSize = 3 },
        Case("LayerNorm_OnVector", (40, 1, 1), Flatten, LayerNorm()) with { BatchSize = 3 },
        Case("LayerNorm_OnVector_NotAffine", (17, 1, 1), Flatten, LayerNorm(affine: false)),
    ];

    private static IEnumerable<TestCase> Activations =>
    [
        .. new[] { ReLU, ReLU6, LeakyReLU(), ELU(), SiLU, GELU, Sigmoid, Tanh, Hardsigmoid, Hardswish, PReLU() }.SelectMany(activation => new[]
        {
            Case(activation.Kind, (17, 3, 5), activation) with { Values = InputValues.Wide },
            Case(activation.Kind + "_OneChannel", (1, 5, 7), activation) with { BatchSize = 3 },
            Case(activation.Kind + "_OnVector", (40, 1, 1), Flatten, activation) with { BatchSize = 3, Values = InputValues.Wide },
        }),
        Case("LeakyReLU_Slope", (16, 3, 3), LeakyReLU(0.25f)),
        Case("ELU_Alpha", (16, 3, 3), ELU(0.75f)),
        Case("ELU_NegativeAlpha", (5, 3, 5), ELU(-0.5f)),
        Case("PReLU_PerChannel", (17, 5, 3), PReLU(17)) with { BatchSize = 3 },
        Case("PReLU_PerChannel_32", (32, 3, 5), PReLU(32)),
        Case("PReLU_PerChannel_OnVector", (40, 1, 1), Flatten, PReLU(40)) with { BatchSize = 3 },
        Case("Hardsigmoid_Fused", (3, 5, 7), Conv2d(17), Hardsigmoid) with { Values = InputValues.Wide },
        Case("Hardswish_Fused", (5, 5, 7), Conv2d(16), Hardswish) with { Values = InputValues.Wide, BatchSize = 3 },
    ];

    private static IEnumerable<TestCase> Heads =>
    [
        Case("Dropout_0", (5, 3, 5), Dropout(0)),
        Case("Flatten", (17, 3, 5), Flatten),
        Case("Flatten_32", (32, 2, 3), Flatten) with { BatchSize = 3 },
        Case("Flatten_Vector", (5, 1, 1), Flatten),
        Case("Linear", (17, 1, 1), Flatten, Linear(5)) with { BatchSize = 3 },
        Case("Linear_OnMap", (3, 5, 7), Flatten, Linear(10)),
        Case("Linear_OnMap_17", (17, 3, 3), Flatten, Linear(40)),
        Case("Linear_NoBias", (40, 1, 1), Flatten, Linear(32, bias: false)),
        Case("Linear_OneToOne", (1, 1, 1), Flatten, Linear(1)),
        Case("Softmax_OnVector", (17, 1, 1), Flatten, Softmax) with { BatchSize = 3, Values = InputValues.Wide },
        Case("Softmax_OnMap", (5, 3, 5), Softmax),
        Case("Softmax_OnMap_32", (32, 3, 3), Softmax) with { Values = InputValues.Wide },
        Case("LogSoftmax_OnVector", (10, 1, 1), Flatten, LogSoftmax) with { BatchSize = 3, Values = InputValues.Wide },
        Case("LogSoftmax_OnMap", (17, 3, 5), LogSoftmax),
    ];

    private static TestCase Case(string name, (int Channels, int Height, int Width) input, params LayerCase[] layers) =>
        new(name, new CaseShape(input.Channels, input.Height, input.Width), layers);
}

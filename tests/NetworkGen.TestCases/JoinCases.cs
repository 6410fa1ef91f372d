using System.Collections.Generic;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.TestCases;

/// <summary>
/// Every join by itself, and what shares a tensor around it: whole blocks of 16 channels and parts of one, the network's input, several readers,
/// one tensor twice, views, paddings that want zeros around a part of another tensor.
/// </summary>
public static class JoinCases
{
    /// <summary>All join cases.</summary>
    public static IReadOnlyList<TestCase> All { get; } = [.. Forks, .. Adds, .. Muls, .. Concats, .. Outputs];

    private static IEnumerable<TestCase> Forks =>
    [
        Case("From_Input", (3, 7, 5), Conv2d(5).Called("a"), From("input"), Conv2d(5), Add("a")),
        Case("From_Middle", (5, 6, 7), Conv2d(17, padding: 1).Called("a"), ReLU, Conv2d(16, padding: 1).Called("b"), From("a"), Sigmoid, Conv2d(16, 1), Add("b")),
        Case("Fork_ThreeReaders", (3, 9, 8),
            Conv2d(16, padding: 1).Called("x"), Conv2d(16, padding: 1).Called("a"), From("x"), Conv2d(16, 5, padding: 2), Add("a"), Mul("x")) with { BatchSize = 3 },
        Case("Fork_ThreeReaders_Input", (5, 8, 6), Conv2d(5, padding: 1).Called("a"), From("input"), AvgPool2d(3, stride: 1, padding: 1), Add("a"), Mul("input")),
        Case("Fork_PlanesReadByConvolutions", (3, 9, 11), Conv2d(16, padding: 1).Called("a"), From("input"), Conv2d(16, 5, padding: 2), Add("a")),
        Case("Fork_PlanesAndJoin", (3, 9, 7), Conv2d(3, padding: 1), ReLU, Add("input"), Conv2d(8)),
        Case("Fork_BehindRescale", (3, 7, 7), Rescale(1f / 64, -1).Called("x"), Conv2d(3, padding: 1).Called("a"), From("x"), Sigmoid, Mul("a"), Add("x")) with { Values = InputValues.Bytes },
        Case("Fork_BeforeNormalize", (3, 6, 7), Normalize([0.5f, 0, -1], [2, 0.5f, 1]).Called("x"), Conv2d(3, padding: 1), Add("input"), Add("x")),
        Case("Fork_BehindDropout", (17, 5, 5), Dropout(0).Called("x"), Conv2d(17, padding: 1), Add("input"), Mul("x")) with { BatchSize = 3 },
        Case("Fork_Relu", (5, 6, 6), Conv2d(16, padding: 1).Called("a"), ReLU.Called("b"), Conv2d(16, padding: 1), Add("a"), Add("b")),
        Case("Fork_MaxPool", (16, 6, 8), Conv2d(17, 1).Called("x"), MaxPool2d(3, stride: 1, padding: 1), Add("x"), ReLU),
    ];

    private static IEnumerable<TestCase> Adds =>
    [
        Case("Add_Input", (17, 5, 7), Sigmoid, Add("input")) with { BatchSize = 3 },
        Case("Add_ToItself", (16, 5, 7), Tanh.Called("x"), Add("x")),
        Case("Add_InputToItself", (3, 5, 7), From("input"), Add("input")),
        Case("Add_ToItself_BehindConvolution", (3, 7, 7), Conv2d(17).Called("x"), Add("x"), ReLU, Conv2d(5)),
        Case("Add_TwiceTheSame", (5, 7, 6), Conv2d(16).Called("x"), Conv2d(16, padding: 1), Add("x"), ReLU, Add("x")),
        Case("Add_Chain", (16, 6, 6), Conv2d(16, padding: 1).Called("a"), Conv2d(16, padding: 1).Called("b"), Conv2d(16, padding: 1).Called("c"), Add("a"), Add("b"), Add("input"), ReLU6),
        Case("Add_OnVectors", (17, 2, 3), Flatten.Called("x"), Linear(102).Called("a"), ReLU, Linear(102), Add("x"), LeakyReLU(0.125f), Add("a")) with { BatchSize = 3 },
        Case("Add_ActivationBetween", (5, 7, 8), Conv2d(16, padding: 1).Called("x"), Conv2d(16, padding: 1, bias: false), BatchNorm2d(), SiLU, Add("x"), ReLU),
        Case("Add_OfTwoConvolutions", (5, 7, 8), Conv2d(32, padding: 1).Called("a"), From("input"), Conv2d(32, 1, bias: false), BatchNorm2d(), Add("a"), ReLU) with { BatchSize = 3 },
        Case("Add_LaterPathFirst", (16, 6, 6), Conv2d(16, 1).Called("a"), From("input"), Conv2d(16, 1).Called("b"), From("a"), MaxPool2d(3, stride: 1, padding: 1), Add("b")),
        Case("Add_UntrainedPath", (16, 6, 8), Conv2d(16, 1).Called("a"), From("input"), AvgPool2d(3, stride: 1, padding: 1), Sigmoid, Add("a"), ReLU, Conv2d(5)),
        Case("Residual", (17, 7, 7), Conv2d(17, padding: 1, bias: false), BatchNorm2d(), ReLU, Conv2d(17, padding: 1, bias: false), BatchNorm2d(), Add("input"), ReLU),
        Case("Residual_Depthwise", (16, 7, 7), Conv2d(16, 1).Called("x"), DepthwiseConv2d(padding: 1), Add("x"), ReLU6, DepthwiseConv2d(padding: 1)),
    ];

    private static IEnumerable<TestCase> Muls =>
    [
        Case("Mul_Maps", (17, 5, 7), Sigmoid, Mul("input")) with { BatchSize = 3 },
        Case("Mul_ByItself", (5, 5, 7), Conv2d(17, 1).Called("x"), Mul("x")),
        Case("Mul_MapByGate", (17, 5, 7), AdaptiveAvgPool2d(1), Sigmoid.Called("gate"), From("input"), Mul("gate")) with { BatchSize = 3 },
        Case("Mul_GateByMap", (32, 4, 5), AdaptiveAvgPool2d(1), Tanh, Mul("input")),
        Case("Mul_GateByMap_Unaligned", (5, 6, 5), Conv2d(17, padding: 1).Called("x"), AdaptiveAvgPool2d(1), Conv2d(17, 1), Sigmoid, Mul("x"), Conv2d(3)),
        Case("Mul_OneByOneMaps", (5, 3, 4), AdaptiveAvgPool2d(1).Called("x"), Conv2d(5, 1), Mul("x")),
        Case("Mul_Vectors", (17, 2, 2), Flatten.Called("x"), Sigmoid, Mul("x"), Linear(5)),
        Case("Mul_GateOnTwoMaps", (16, 5, 5), AdaptiveAvgPool2d(1), Sigmoid.Called("g"), From("input"), Mul("g"), Conv2d(16, padding: 1), Mul("g"), Add("input")),
        Case("Mul_ThenRelu", (5, 5, 5), Conv2d(5, 1).Called("x"), From("input"), Conv2d(5, padding: 1), Mul("x"), ReLU, Add("x")),
    ];

    private static IEnumerable<TestCase> Concats =>
    [
        Case("Concat_5_16", (5, 5, 7), Conv2d(5, padding: 1).Called("a"), From("input"), Conv2d(16, 1), Concat("a"), Conv2d(5)),
        Case("Concat_16_5", (5, 5, 7), Conv2d(16, padding: 1).Called("a"), From("input"), Conv2d(5, 1), Concat("a"), Conv2d(16, padding: 1)) with { BatchSize = 3 },
        Case("Concat_16_32_17", (16, 5, 6),
            Conv2d(16, padding: 1).Called("a"), Conv2d(32, 1).Called("b"), ReLU, Conv2d(17, 1), Concat("a", "b"), Conv2d(16, 3, padding: 1)),
        Case("Concat_17_5_16", (5, 5, 6), Conv2d(17, 1).Called("a"), Conv2d(5, 1).Called("b"), Conv2d(16, 1), Concat("a", "b"), ReLU),
        Case("Concat_32_32_Padded", (32, 5, 5), Conv2d(32, padding: 1).Called("a"), Conv2d(32, padding: 1), Concat("a"), Conv2d(17, 5, padding: 2)),
        Case("Concat_WithInput", (16, 6, 5), Conv2d(16, padding: 1), ReLU, Concat("input"), Conv2d(5)),
        Case("Concat_WithInput_Unaligned", (3, 6, 5), Conv2d(17, padding: 1), Concat("input"), MaxPool2d()),
        Case("Concat_InputTwice", (5, 4, 5), From("input"), Concat("input"), Conv2d(17)),
        Case("Concat_SameTwice", (3, 6, 6), Conv2d(16).Called("x"), Concat("x"), Conv2d(5, padding: 1)),
        Case("Concat_SameThrice_Unaligned", (3, 6, 6), Conv2d(5).Called("x"), ReLU.Called("y"), Concat("x", "x"), Conv2d(5), Sigmoid),
        Case("Concat_OtherReaders", (16, 7, 7),
            Conv2d(16, padding: 1).Called("a"), Conv2d(16, 5, padding: 2).Called("b"), Concat("a"), Conv2d(32, padding: 1).Called("c"), From("a"), MaxPool2d(3, stride: 1, padding: 1), Concat("b", "c")),
        Case("Concat_SliceOverwritten", (16, 5, 5),
            Conv2d(16, 1).Called("a"), Conv2d(16, 1), Concat("a"), Dropout(0), Sigmoid, Conv2d(16, 1), Add("a")),
        Case("Concat_OfActivations", (5, 6, 6), Conv2d(16, 1).Called("a"), SiLU.Called("b"), From("a"), Sigmoid.Called("c"), From("input"), Conv2d(16, 1), GELU, Concat("b", "c")),
        Case("Concat_Nested", (16, 5, 6),
            Conv2d(16, 1).Called("a"), Conv2d(16, 1).Called("b"), Concat("a").Called("ab"), Conv2d(32, padding: 1).Called("c"), Concat("ab").Called("abc"), Conv2d(5, padding: 1), Concat("abc", "b")),
        Case("Concat_OfAdds", (16, 5, 5), Conv2d(16, padding: 1), Add("input"), ReLU.Called("a"), Conv2d(16, padding: 1), Add("a"), Concat("a"), ReLU, Conv2d(7)) with { BatchSize = 3 },
        Case("Concat_AddOfConcats", (16, 5, 5),
            Conv2d(16, padding: 1).Called("a"), Conv2d(16, 1).Called("b"), Concat("a").Called("ab"), From("b"), Concat("b").Called("bb"), Add("ab"), ReLU, Conv2d(5, padding: 1)),
        Case("Concat_BatchNormOnSlices", (5, 6, 5), Conv2d(32, padding: 1, bias: false), BatchNorm2d(), ReLU.Called("a"), Conv2d(16, padding: 1, bias: false), BatchNorm2d(), Concat("a"), BatchNorm2d(), ReLU, Conv2d(5, padding: 1)) with { BatchSize = 3 },
        Case("Concat_OnVectors", (16, 1, 1), Flatten.Called("x"), Linear(32).Called("a"), ReLU, Linear(17), Concat("x", "a"), Linear(5)) with { BatchSize = 3 },
        Case("Concat_OfViews", (17, 4, 5),
            AdaptiveAvgPool2d(1).Called("p"), Flatten.Called("x"), From("p"), Conv2d(16, 1).Called("q"), Flatten.Called("y"), Linear(32), Concat("y", "x"), Linear(6)),
        Case("Concat_StridedReaders", (16, 9, 8),
            Conv2d(16, padding: 1).Called("a"), Conv2d(16, padding: 1), Concat("a"), Conv2d(16, stride: 2, padding: 1).Called("d"), From("a"), Conv2d(16, 5, stride: 2, padding: 2), Add("d")),
    ];

    private static IEnumerable<TestCase> Outputs =>
    [
        Case("Output_IsEarlier", (3, 6, 6), Conv2d(5, padding: 1).Called("a"), ReLU.Called("y"), Conv2d(7), From("y")),
        Case("Output_IsView", (5, 4, 4), Conv2d(17, 4), Flatten, Dropout(0)) with { BatchSize = 3 },
        Case("Output_IsViewOfPool", (17, 4, 4), AdaptiveAvgPool2d(1), Flatten),
        Case("DeadBranch", (3, 7, 7), Conv2d(16, padding: 1).Called("x"), Conv2d(16, 1), ReLU, Add("x").Called("dead"), From("x"), Conv2d(5)),
        Case("ViewsShareGradient", (5, 3, 4),
            Conv2d(17, 3, 4).Called("m"), Flatten.Called("v"), Linear(17).Called("l"), From("m"), Conv2d(17, 1), Flatten, Add("l"), Mul("v"), Linear(5)),
        Case("NoParameters", (5, 6, 6), MaxPool2d(3, stride: 1, padding: 1).Called("a"), From("input"), Sigmoid, Mul("a"), Concat("input", "a"), AvgPool2d()),
    ];

    private static TestCase Case(string name, (int Channels, int Height, int Width) input, params LayerCase[] layers) =>
        new(name, new CaseShape(input.Channels, input.Height, input.Width), layers);
}

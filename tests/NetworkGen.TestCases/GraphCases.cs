using System.Collections.Generic;
using static NetworkGen.TestCases.CaseNumber;
using static NetworkGen.TestCases.Layers;

namespace NetworkGen.TestCases;

/// <summary>Small networks of the shapes that published ones have, most of them made of blocks.</summary>
public static class GraphCases
{
    private static readonly BlockCase _basicBlock = new("BasicBlock",
    [
        Conv2d(Width, 3, stride: Stride, padding: 1, bias: false).Called("conv1"), BatchNorm2d().Called("bn1"), ReLU,
        Conv2d(Width, 3, padding: 1, bias: false).Called("conv2"), BatchNorm2d().Called("bn2"),
        Shortcut().Called("downsample"), ReLU,
    ]);

    /// <summary>He et al. 2015: a stem, two stages, the second with a strided projection on odd sizes.</summary>
    public static TestCase ResNet { get; } = new("TinyResNet", new CaseShape(3, 19, 17),
    [
        Conv2d(16, 5, stride: 2, padding: 2, bias: false).Called("conv1"), BatchNorm2d().Called("bn1"), ReLU,
        Stage("BasicBlock", 16, repeat: 2).Called("layer1"),
        Stage("BasicBlock", 24, repeat: 2, stride: 2).Called("layer2"),
        AdaptiveAvgPool2d(1), Flatten, Linear(5).Called("fc"),
    ])
    { Blocks = [_basicBlock], BatchSize = 3 };

    /// <summary>Bottlenecks: four times the width leaves each block.</summary>
    public static TestCase Bottlenecks { get; } = new("BottleneckNet", new CaseShape(5, 9, 8),
    [
        Stage("Bottleneck", 8, repeat: 2).Called("layer1"), Stage("Bottleneck", 12, stride: 2).Called("layer2"),
        AdaptiveAvgPool2d(1), Flatten, Linear(4).Called("fc"),
    ])
    {
        Blocks =
        [
            new("Bottleneck",
            [
                Conv2d(Width, 1, bias: false).Called("conv1"), BatchNorm2d().Called("bn1"), ReLU,
                Conv2d(Width, 3, stride: Stride, padding: 1, bias: false).Called("conv2"), BatchNorm2d().Called("bn2"), ReLU,
                Conv2d(4 * Width, 1, bias: false).Called("conv3"), BatchNorm2d().Called("bn3"),
                Shortcut().Called("downsample"), ReLU,
            ]),
        ],
        BatchSize = 3,
    };

    /// <summary>Hu et al. 2017: a gate of one value per channel, squeezed through fewer channels.</summary>
    public static TestCase SqueezeExcite { get; } = new("SqueezeExciteNet", new CaseShape(3, 11, 10),
    [
        Conv2d(16, padding: 1), ReLU, Use("SqueezeExcite").Called("se1"),
        Conv2d(40, stride: 2, padding: 1), SiLU, Use("SqueezeExcite").Called("se2"), Add("4"), Conv2d(5, 1), AdaptiveAvgPool2d(1), Flatten,
    ])
    {
        Blocks = [new("SqueezeExcite", [AdaptiveAvgPool2d(1), Conv2d(In / 4, 1).Called("fc1"), ReLU, Conv2d(In, 1).Called("fc2"), Sigmoid, Mul("input")])],
    };

    /// <summary>Huang et al. 2016: every layer reads all before it; a transition halves channels and size.</summary>
    public static TestCase DenseNet { get; } = new("TinyDenseNet", new CaseShape(3, 13, 12),
    [
        Conv2d(16, padding: 1, bias: false).Called("conv0"),
        Stage("DenseLayer", 16, repeat: 2).Called("denseblock1.denselayer{n}"), Use("Transition").Called("transition1"),
        Stage("DenseLayer", 12, repeat: 2).Called("denseblock2.denselayer{n}"),
        BatchNorm2d().Called("norm"), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(4).Called("classifier"),
    ])
    {
        Blocks =
        [
            new("DenseLayer",
            [
                BatchNorm2d().Called("norm1"), ReLU, Conv2d(2 * Width, 1, bias: false).Called("conv1"),
                BatchNorm2d().Called("norm2"), ReLU, Conv2d(Width, padding: 1, bias: false).Called("conv2"), Concat("input"),
            ]),
            new("Transition", [BatchNorm2d().Called("norm"), ReLU, Conv2d(In / 2, 1, bias: false).Called("conv"), AvgPool2d()]),
        ],
        BatchSize = 3,
    };

    /// <summary>Sandler et al. 2018: expand, depthwise, project; a shortcut where nothing changes the shape.</summary>
    public static TestCase InvertedResiduals { get; } = new("InvertedResidualNet", new CaseShape(3, 13, 15),
    [
        Conv2d(16, stride: 2, padding: 1, bias: false), BatchNorm2d(), ReLU6,
        Stage("InvertedResidual", 16, repeat: 2).Called("features.{i}"),
        Stage("InvertedResidual", 24, repeat: 2, stride: 2, firstIndex: 2).Called("features.{i}"),
        Conv2d(32, 1), ReLU6, AdaptiveAvgPool2d(1), Flatten, Dropout(0), Linear(5).Called("classifier.1"),
    ])
    {
        Blocks =
        [
            new("InvertedResidual",
            [
                Conv2d(2 * In, 1, bias: false).Called("conv.0.0"), BatchNorm2d().Called("conv.0.1"), ReLU6,
                DepthwiseConv2d(stride: Stride, padding: 1, bias: false).Called("conv.1.0"), BatchNorm2d().Called("conv.1.1"), ReLU6,
                Conv2d(Width, 1, bias: false).Called("conv.2"), BatchNorm2d().Called("conv.3"), Shortcut(projection: false),
            ]),
        ],
        BatchSize = 3,
    };

    /// <summary>Szegedy et al. 2014: four branches on one tensor, one concatenation.</summary>
    public static TestCase Inception { get; } = new("InceptionNet", new CaseShape(3, 12, 11),
    [
        Conv2d(16, padding: 1), ReLU,
        Use("Inception", 16).Called("inception1"), MaxPool2d(3, stride: 2, padding: 1), Use("Inception", 12).Called("inception2"),
        AdaptiveAvgPool2d(1), Flatten, Linear(5).Called("fc"),
    ])
    {
        Blocks =
        [
            new("Inception",
            [
                Conv2d(Width, 1), ReLU.Called("a"),
                From("input"), Conv2d(Width / 2, 1), ReLU, Conv2d(Width, padding: 1), ReLU.Called("b"),
                From("input"), Conv2d(Width / 4, 1), ReLU, Conv2d(Width, 5, padding: 2), ReLU.Called("c"),
                From("input"), MaxPool2d(3, stride: 1, padding: 1), Conv2d(Width, 1), ReLU, Concat("a", "b", "c"),
            ]),
        ],
    };

    /// <summary>Blocks in blocks; a stage in a block, with the outer block's stride and a part of its width.</summary>
    public static TestCase BlocksInBlocks { get; } = new("BlocksInBlocksNet", new CaseShape(5, 11, 9),
    [
        Stage("Outer", 24, repeat: 2, stride: 2).Called("outer"), Use("Unit", 8).Called("tail"), Flatten, Linear(3),
    ])
    {
        Blocks =
        [
            new("Unit", [Conv2d(Width, padding: 1, stride: Stride).Called("conv"), LeakyReLU(0.125f)]),
            new("Outer", [Use("Unit", Width / 2, Stride).Called("first"), Stage("Unit", Width, repeat: 2).Called("rest"), Shortcut()]),
        ],
    };

    /// <summary>A contracting path, and what it left off joined back in; the ways up are pools to a larger size.</summary>
    public static TestCase UNet { get; } = new("TinyUNet", new CaseShape(3, 12, 12),
    [
        Conv2d(16, padding: 1), ReLU.Called("down1"), MaxPool2d(),
        Conv2d(32, padding: 1), ReLU.Called("down2"), MaxPool2d(),
        Conv2d(32, padding: 1), ReLU,
        AdaptiveAvgPool2d(6), Concat("down2"), Conv2d(32, padding: 1), ReLU,
        AdaptiveAvgPool2d(12), Conv2d(17, 1), Concat("down1"), Conv2d(16, padding: 1), ReLU, Conv2d(2, 1),
    ]);

    /// <summary>The input read by four layers of different paddings and strides, and by a join.</summary>
    public static TestCase InputReaders { get; } = new("InputReadersNet", new CaseShape(16, 9, 10),
    [
        Conv2d(16, padding: 1).Called("a"), From("input"), Conv2d(16, 5, padding: 2), ReLU, Add("a").Called("b"),
        From("input"), MaxPool2d(3, stride: 1, padding: 1), Mul("b"), Concat("input"), Conv2d(8, stride: 2, padding: 1).Called("c"),
        From("input"), Conv2d(8, 1, stride: 2), Add("c"), AdaptiveAvgPool2d(1), Flatten,
    ]);

    /// <summary>All graph cases.</summary>
    public static IReadOnlyList<TestCase> All { get; } =
        [ResNet, Bottlenecks, SqueezeExcite, DenseNet, InvertedResiduals, Inception, BlocksInBlocks, UNet, InputReaders];
}

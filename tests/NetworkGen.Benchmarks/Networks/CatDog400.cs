namespace NetworkGen.Benchmarks.Networks;

// The reference networks are what they are, whatever they see.
#pragma warning disable NG2001

/// <summary>400×400 photographs: pairs of 3×3 with batch norm; a pool and a 1×1 before the next pair. Parameters have the names of the same <c>nn.Sequential</c>.</summary>
[Network(3, 400, 400)]
[Conv2d(16, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(32, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[MaxPool2d, Conv2d(16, 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(32, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(64, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[MaxPool2d, Conv2d(32, 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(64, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(128, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[MaxPool2d, Conv2d(32, 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(64, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(128, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[MaxPool2d, Conv2d(64, 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(128, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(256, Padding = 1, Bias = false), BatchNorm2d, ReLU]
[Conv2d(2, 1), AdaptiveAvgPool2d(1), Flatten]
public sealed partial class CatDog400;

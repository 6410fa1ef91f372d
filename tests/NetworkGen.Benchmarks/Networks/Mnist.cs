namespace NetworkGen.Benchmarks.Networks;

// The reference networks are what they are, whatever they see.
#pragma warning disable NG2001

/// <summary>28×28 digits: 3×3s, one pool, a 1×1, 3×3s, a 1×1 head. Parameters have the names of the same <c>nn.Sequential</c>.</summary>
[Network(1, 28, 28)]
[Conv2d(16), ReLU, Conv2d(16), ReLU, MaxPool2d]
[Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(16, 1), ReLU]
[Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(10, 1)]
[AdaptiveAvgPool2d(1), Flatten]
public sealed partial class Mnist;

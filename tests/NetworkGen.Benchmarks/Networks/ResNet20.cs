using Zoo;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>ResNet-20 for the 32×32 images of CIFAR: ResNet-18's blocks, narrow. Its shortcuts are projections where the shape changes. Source: He et al. 2015, arXiv 1512.03385.</summary>
[Network(3, 32, 32)]
[Conv2d(16, Padding = 1, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU]
[Stage<BasicBlock>(16, Repeat = 3, Name = "layer1")]
[Stage<BasicBlock>(32, Repeat = 3, Stride = 2, Name = "layer2")]
[Stage<BasicBlock>(64, Repeat = 3, Stride = 2, Name = "layer3")]
[AdaptiveAvgPool2d(1), Flatten, Linear(10, Name = "fc")]
public sealed partial class ResNet20;

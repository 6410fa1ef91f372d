using NetworkGen;

namespace Zoo;

/// <summary>ResNet-34: ResNet-18 with more blocks in each stage. Source: He et al. 2015, arXiv 1512.03385.</summary>
[Network(3, 224, 224)]
[Conv2d(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
[Stage<BasicBlock>(64, Repeat = 3, Name = "layer1")]
[Stage<BasicBlock>(128, Repeat = 4, Stride = 2, Name = "layer2")]
[Stage<BasicBlock>(256, Repeat = 6, Stride = 2, Name = "layer3")]
[Stage<BasicBlock>(512, Repeat = 3, Stride = 2, Name = "layer4")]
[AdaptiveAvgPool2d(1), Flatten, Linear(1000, Name = "fc")]
public sealed partial class ResNet34;

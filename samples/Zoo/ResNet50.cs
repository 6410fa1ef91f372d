using NetworkGen;

namespace Zoo;

/// <summary>
/// A 3×3 convolution between two 1×1: the first reduces the channels, the last makes four times as many. The stride is the 3×3's, as in
/// torchvision; in the paper it was the first 1×1's, which throws three quarters of the map away unseen.
/// </summary>
[Block]
[Conv2d(Block.Width, 1, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU]
[Conv2d(Block.Width, 3, Stride = Block.Stride, Padding = 1, Bias = false, Name = "conv2"), BatchNorm2d(Name = "bn2"), ReLU]
[Conv2d(4 * Block.Width, 1, Bias = false, Name = "conv3"), BatchNorm2d(Name = "bn3")]
[Shortcut(Name = "downsample"), ReLU]
public sealed class Bottleneck;

/// <summary>ResNet-50: the blocks of ResNet-34, each with a bottleneck. Source: He et al. 2015, arXiv 1512.03385.</summary>
[Network(3, 224, 224)]
[Conv2d(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
[Stage<Bottleneck>(64, Repeat = 3, Name = "layer1")]
[Stage<Bottleneck>(128, Repeat = 4, Stride = 2, Name = "layer2")]
[Stage<Bottleneck>(256, Repeat = 6, Stride = 2, Name = "layer3")]
[Stage<Bottleneck>(512, Repeat = 3, Stride = 2, Name = "layer4")]
[AdaptiveAvgPool2d(1), Flatten, Linear(1000, Name = "fc")]
public sealed partial class ResNet50;

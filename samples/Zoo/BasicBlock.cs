using NetworkGen;

namespace Zoo;

/// <summary>Two 3×3 convolutions and a shortcut around them: what ResNet-18 and ResNet-34 are made of.</summary>
[Block]
[Conv2d(Block.Width, 3, Stride = Block.Stride, Padding = 1, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU]
[Conv2d(Block.Width, 3, Padding = 1, Bias = false, Name = "conv2"), BatchNorm2d(Name = "bn2")]
[Shortcut(Name = "downsample"), ReLU]
public sealed class BasicBlock;

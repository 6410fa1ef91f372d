using NetworkGen;

namespace Zoo;

/// <summary>A depthwise 3×3, which looks at each channel by itself, and a 1×1 that combines them: a ninth of a 3×3 convolution's work.</summary>
[Block]
[DepthwiseConv2d(3, Stride = Block.Stride, Padding = 1, Bias = false, Name = "conv.0.0"), BatchNorm2d(Name = "conv.0.1"), ReLU6]
[Conv2d(Block.Width, 1, Bias = false, Name = "conv.1"), BatchNorm2d(Name = "conv.2")]
public sealed class SeparableConv;

/// <summary>
/// The same behind a 1×1 that makes six times as many channels: the map is narrow between blocks and wide inside them. The input is added
/// where it has the result's shape; there is no projection, and no activation on the narrow map.
/// </summary>
[Block]
[Conv2d(6 * Block.In, 1, Bias = false, Name = "conv.0.0"), BatchNorm2d(Name = "conv.0.1"), ReLU6]
[DepthwiseConv2d(3, Stride = Block.Stride, Padding = 1, Bias = false, Name = "conv.1.0"), BatchNorm2d(Name = "conv.1.1"), ReLU6]
[Conv2d(Block.Width, 1, Bias = false, Name = "conv.2"), BatchNorm2d(Name = "conv.3")]
[Shortcut(Projection = false)]
public sealed class InvertedResidual;

/// <summary>MobileNetV2: 300 million multiply-adds, a sixth of ResNet-18's. Source: Sandler et al. 2018, arXiv 1801.04381.</summary>
[Network(3, 224, 224)]
[Conv2d(32, 3, Stride = 2, Padding = 1, Bias = false, Name = "features.0.0"), BatchNorm2d(Name = "features.0.1"), ReLU6]
[Use<SeparableConv>(16, Name = "features.1")]
[Stage<InvertedResidual>(24, Repeat = 2, Stride = 2, Name = "features.{i}", FirstIndex = 2)]
[Stage<InvertedResidual>(32, Repeat = 3, Stride = 2, Name = "features.{i}", FirstIndex = 4)]
[Stage<InvertedResidual>(64, Repeat = 4, Stride = 2, Name = "features.{i}", FirstIndex = 7)]
[Stage<InvertedResidual>(96, Repeat = 3, Name = "features.{i}", FirstIndex = 11)]
[Stage<InvertedResidual>(160, Repeat = 3, Stride = 2, Name = "features.{i}", FirstIndex = 14)]
[Use<InvertedResidual>(320, Name = "features.17")]
[Conv2d(1280, 1, Bias = false, Name = "features.18.0"), BatchNorm2d(Name = "features.18.1"), ReLU6]
[AdaptiveAvgPool2d(1), Flatten, Dropout(0.2f), Linear(1000, Name = "classifier.1")]
public sealed partial class MobileNetV2;

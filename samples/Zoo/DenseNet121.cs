using NetworkGen;

namespace Zoo;

/// <summary>Adds a few channels, its width, to all that entered; a 1×1 convolution before the 3×3 bounds the cost of reading them all.</summary>
[Block]
[BatchNorm2d(Name = "norm1"), ReLU, Conv2d(4 * Block.Width, 1, Bias = false, Name = "conv1")]
[BatchNorm2d(Name = "norm2"), ReLU, Conv2d(Block.Width, 3, Padding = 1, Bias = false, Name = "conv2")]
[Concat("input")]
public sealed class DenseLayer;

/// <summary>Halves channels, height and width.</summary>
[Block]
[BatchNorm2d(Name = "norm"), ReLU, Conv2d(Block.In / 2, 1, Bias = false, Name = "conv"), AvgPool2d(2)]
public sealed class Transition;

/// <summary>DenseNet-121: every layer of a block reads the results of all layers before it. Source: Huang et al. 2016, arXiv 1608.06993.</summary>
[Network(3, 224, 224)]
[Conv2d(64, 7, Stride = 2, Padding = 3, Bias = false, Name = "features.conv0"), BatchNorm2d(Name = "features.norm0"), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
[Stage<DenseLayer>(32, Repeat = 6, Name = "features.denseblock1.denselayer{n}"), Use<Transition>(Name = "features.transition1")]
[Stage<DenseLayer>(32, Repeat = 12, Name = "features.denseblock2.denselayer{n}"), Use<Transition>(Name = "features.transition2")]
[Stage<DenseLayer>(32, Repeat = 24, Name = "features.denseblock3.denselayer{n}"), Use<Transition>(Name = "features.transition3")]
[Stage<DenseLayer>(32, Repeat = 16, Name = "features.denseblock4.denselayer{n}")]
[BatchNorm2d(Name = "features.norm5"), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(1000, Name = "classifier")]
public sealed partial class DenseNet121;

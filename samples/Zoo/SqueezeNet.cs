using NetworkGen;

namespace Zoo;

/// <summary>Squeezes the map into a few channels by a 1×1, then expands it by a 1×1 and a 3×3 side by side.</summary>
[Block]
[Conv2d(Block.Width, 1, Name = "squeeze"), ReLU(Name = "squeezed")]
[Conv2d(4 * Block.Width, 1, Name = "expand1x1"), ReLU(Name = "narrow")]
[From("squeezed"), Conv2d(4 * Block.Width, 3, Padding = 1, Name = "expand3x3"), ReLU]
[Concat("narrow")]
public sealed class Fire;

/// <summary>All before the classifier. Layers without a name are called by their index, as in PyTorch's <c>nn.Sequential</c>: <c>features.3.squeeze</c>.</summary>
[Block]
[Conv2d(64, 3, Stride = 2), ReLU, MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Fire>(16), Use<Fire>(16), MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Fire>(32), Use<Fire>(32), MaxPool2d(3, Stride = 2, CeilMode = true)]
[Use<Fire>(48), Use<Fire>(48), Use<Fire>(64), Use<Fire>(64)]
public sealed class SqueezeNetFeatures;

// The warnings are right, and the published network is so: its features see 207 of 224 pixels (92.4 %), its first convolution drops the last
// row and column, and a ReLU cuts its class maps off at 0.
#pragma warning disable NG2001, NG2003, NG3003

/// <summary>SqueezeNet 1.1: AlexNet's accuracy with a fiftieth of its parameters. Source: Iandola et al. 2016, arXiv 1602.07360.</summary>
[Network(3, 224, 224)]
[Use<SqueezeNetFeatures>(Name = "features")]
[Dropout(0.5f), Conv2d(1000, 1, Name = "classifier.1"), ReLU, AdaptiveAvgPool2d(1), Flatten]
public sealed partial class SqueezeNet;

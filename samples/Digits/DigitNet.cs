using NetworkGen;

namespace Digits;

/// <summary>
/// Handwritten digits: 3×3 feature extractors, two max pools, 1×1 to combine. The maps shrink 28, 26, 24, 12, 10, 10, 5, 3, 1, so
/// nothing is left over, and the last 3×3 sees the whole image. (Batch norm has a bias of its own, so the convolutions before it need none.)
/// </summary>
[Network(1, 28, 28)]                                    // channels, height, width
[Rescale(1f / 255)]                                     // standardization: 0..255 becomes 0..1
[Conv2d(16, 3, Bias = false), BatchNorm2d, ReLU]
[Conv2d(16, 3, Bias = false), BatchNorm2d, ReLU, MaxPool2d(2)]
[Conv2d(32, 3, Bias = false), BatchNorm2d, ReLU]
[Conv2d(32, 3, Bias = false, Padding = 1), BatchNorm2d, ReLU, MaxPool2d(2)]
[Conv2d(32, 3, Bias = false), BatchNorm2d, ReLU]
[Conv2d(64, 3, Bias = false), BatchNorm2d, ReLU]
[Dropout(0.5f), Conv2d(10, 1), Flatten]                 // 1×1: combines features into a logit per digit
public sealed partial class DigitNet;

using NetworkGen;

namespace Digits;

/// <summary>
/// Handwritten digits: 3×3 feature extractors, two max pools, 1×1 to combine. The maps shrink 28, 26, 24, 12, 10, 10, 5, 3, 1, so
/// nothing is left over, and the last 3×3 sees the whole image.
/// </summary>
[Network(1, 28, 28)]
[Rescale(1f / 255)]                                     // standardization: 0..255 becomes 0..1
[Conv2d(16, 3), ReLU]
[Conv2d(16, 3), BatchNorm2d, ReLU, MaxPool2d(2)]
[Conv2d(32, 3), ReLU]
[Conv2d(32, 3, Padding = 1), BatchNorm2d, ReLU, MaxPool2d(2)]
[Conv2d(32, 3), ReLU]
[Conv2d(64, 3), ReLU]
[Dropout(0.3f), Conv2d(10, 1), Flatten]                 // 1×1: combines features into one logit per digit
public sealed partial class DigitNet;

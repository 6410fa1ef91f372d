using NetworkGen;

namespace Pyramid;

/// <summary>
/// The pyramid's sister without pools: each 3×3 adds two pixels to the field, so seven of them see 15 of 400. It builds with NG2001,
/// which says how many layers are missing and where pools would do instead.
/// </summary>
[Network(1, 400, 400)]
[Rescale(1f / 255)]
[Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU]
[Conv2d(2, 1), AdaptiveAvgPool2d(1), Flatten]
public sealed partial class UnpooledNet;

using NetworkGen;

namespace Pyramid;

/// <summary>
/// Five 3×3 and a pool, four times, then seven 3×3: 27 convolutions whose last one sees 390 of 400 pixels. Each pool doubles what every
/// layer behind it adds to the field. Two of the pools drop a row and a column, so the last 10 of 400 are never read: it builds with
/// NG2003, which says where, and that images of 390 or 406 lose nothing.
/// </summary>
[Network(1, 400, 400)]
[Rescale(1f / 255)]
[Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, Conv2d(8), ReLU, MaxPool2d]
[Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, MaxPool2d]
[Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, Conv2d(16), ReLU, MaxPool2d]
[Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, MaxPool2d]
[Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU, Conv2d(32), ReLU]
[Conv2d(2, 1), Flatten]
public sealed partial class PyramidNet;

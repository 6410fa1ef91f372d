using NetworkGen;

namespace Faulty;

[Network(1, 28, 28)]
[Rescale(1f / 255)]
[Conv2d(16, 3), ReLU]
[Conv2d(16, 29), ReLU]
[AdaptiveAvgPool2d(1), Flatten]
public sealed partial class TooLarge;

[Network(1, 100, 100)]
[Rescale(1f / 255)]
[Conv2d(16, 3), ReLU]
[Conv2d(10, 3), AdaptiveAvgPool2d(1), Flatten]
public sealed partial class ShortSighted;

[Block]
[Conv2d(Block.Width, 3, Groups = 3)]
public sealed class Grouped;

[Network(1, 28, 28)]
[Rescale(1f / 255)]
[Conv2d(16, 3), ReLU, Use<Grouped>(16)]
[AdaptiveAvgPool2d(1), Flatten]
public sealed partial class InBlock;

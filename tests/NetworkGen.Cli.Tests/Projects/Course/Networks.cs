using System.Text.RegularExpressions;
using NetworkGen;

namespace Course;

/// <summary>Dilations with a common factor: 7 of 13 pixels on each axis. Its last row and column are never read.</summary>
[Network(1, 20, 20)]
[Rescale(1f / 255)]
[Conv2d(4, 3, Dilation = 2), ReLU, Conv2d(4, 3, Dilation = 2), ReLU, Conv2d(4, 3, Dilation = 2), ReLU]
[Conv2d(4, 3, Stride = 2), Conv2d(10, 1), AdaptiveAvgPool2d(1), Flatten]
public sealed partial class DilatedNet;

/// <summary>Wider than high, with padding, a pool and a kernel that isn't square.</summary>
[Network(3, 12, 30)]
[Conv2d(8, 3, 5, Padding = 1, Name = "first"), ReLU, MaxPool2d(2)]
[Conv2d(8, 3, Padding = Pad.Same), ReLU]
[AdaptiveAvgPool2d(1), Flatten, Linear(10, Name = "fc")]
public sealed partial class WideNet;

/// <summary>Another generator's work: the project has C# errors without it.</summary>
public static partial class Words
{
    [GeneratedRegex("[a-z]+")]
    public static partial Regex Pattern();
}

using NetworkGen;

namespace Broken;

[Network(1, 8, 8)]
[Conv2d(4, 3), ReLU, Conv2d(4, 3), ReLU, Conv2d(4, 3), AdaptiveAvgPool2d(1), Flatten]
public sealed partial class Net;

public static class Program
{
    public static int Main() => Missing.Value;
}

namespace NetworkGen.Core.Tests;

/// <summary>Networks that several tests ask about.</summary>
internal static class Networks
{
    /// <summary>The course's pyramid: [5 × 3×3, pool] four times, then 7 × 3×3; 27 convolutions.</summary>
    public static Declare Pyramid(int size = 400) => Declare.Network(3, size, size)
        .Repeat(4, static net => net.Repeat(5, static block => block.Conv2d(4)).MaxPool2d())
        .Repeat(7, static net => net.Conv2d(4));

    /// <summary>VGG-16's convolutions and pools, all padded by 1.</summary>
    public static Declare Vgg16Features(int size)
    {
        Declare net = Declare.Network(3, size, size);
        foreach ((int channels, int count) in new[] { (64, 2), (128, 2), (256, 3), (512, 3), (512, 3) })
        {
            net.Repeat(count, block => block.Conv2d(channels, 3, ("Padding", 1))).MaxPool2d();
        }

        return net;
    }

    /// <summary>The README's digits network.</summary>
    public static Declare Digits() => Declare.Network(1, 28, 28)
        .Rescale(1f / 255)
        .Conv2d(16).ReLU()
        .Conv2d(16).ReLU().MaxPool2d()
        .Conv2d(32).ReLU()
        .Conv2d(32).ReLU()
        .Conv2d(16, 1).ReLU()
        .Conv2d(32).ReLU()
        .Conv2d(10, 1).AdaptiveAvgPool2d(1).Flatten();
}

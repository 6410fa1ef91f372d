using NetworkGen;

namespace Zoo;

/// <summary>What a network says of itself without being run.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Summary">Its layers.</param>
internal sealed record Exhibit(string Name, TensorShape Input, NetworkSummary Summary)
{
    /// <summary>Everything there is to see, in the order of the years.</summary>
    public static Exhibit[] All { get; } =
    [
        Of<Vgg16>(), Of<GoogLeNet>(), Of<UNet>(), Of<ResNet18>(), Of<ResNet34>(), Of<ResNet50>(), Of<SqueezeNet>(), Of<DenseNet121>(), Of<MobileNetV2>(),
    ];

    /// <summary>What the last features see of the image, in pixels, along the longest paths; layers that see everything keep it.</summary>
    public int Field => Summary.Layers[^1].ReceptiveField.Height;

    /// <summary>The same along the shortest path.</summary>
    public int ShortestPathField => Summary.Layers[^1].ShortestPathField.Height;

    private static Exhibit Of<T>()
        where T : INetwork<T> => new(typeof(T).Name, T.InputShape, T.Summary);
}

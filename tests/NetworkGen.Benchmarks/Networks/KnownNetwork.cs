using System;
using System.Collections.Generic;
using System.Linq;
using Zoo;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>A network that is compiled into this program. Nothing of it runs before it is asked for.</summary>
/// <param name="Name">Its class.</param>
/// <param name="InputLength">Floats of one image.</param>
/// <param name="OutputLength">Floats of one result.</param>
/// <param name="Summary">Its layers.</param>
/// <param name="Create">A fresh one, from a seed.</param>
internal sealed record KnownNetwork(
    string Name, Func<int> InputLength, Func<int> OutputLength, Func<NetworkSummary> Summary, Func<int, NetworkInstance> Create)
{
    /// <summary>Those of samples/Zoo, in the order of the years.</summary>
    public static IReadOnlyList<KnownNetwork> Zoo { get; } =
    [
        Of<Vgg16>(), Of<GoogLeNet>(), Of<UNet>(), Of<ResNet18>(), Of<ResNet34>(), Of<ResNet50>(), Of<SqueezeNet>(), Of<DenseNet121>(), Of<MobileNetV2>(),
    ];

    /// <summary>Those that are measured beside the peers, small ones first.</summary>
    public static IReadOnlyList<KnownNetwork> Compared { get; } =
    [
        Of<Mnist>(), Of<ResNet20>(), Of<MobileNetV2>(), Of<ResNet18>(), Of<DenseNet121>(), Of<CatDog400>(), Of<ResNet50>(),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownNetwork> All { get; } = [.. Compared.Concat(Zoo).DistinctBy(static network => network.Name)];

    /// <summary>The one of a class.</summary>
    public static KnownNetwork Named(string name) => All.Single(network => network.Name == name);

    private static KnownNetwork Of<TNetwork>()
        where TNetwork : INetwork<TNetwork> =>
        new(typeof(TNetwork).Name, static () => TNetwork.InputLength, static () => TNetwork.OutputLength, static () => TNetwork.Summary, NetworkInstance.Fresh<TNetwork>);
}

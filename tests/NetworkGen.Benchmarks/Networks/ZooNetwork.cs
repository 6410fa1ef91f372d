using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Benchmarks.ZooFigures;
using Zoo;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>A network of samples/Zoo, compiled into this program. Nothing of it runs before it is asked for.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Summary">Its layers.</param>
/// <param name="FirstInference">Constructs it and runs its first images.</param>
/// <param name="Inference">Seconds of one image on one thread.</param>
/// <param name="RunEverything">Constructs it and runs everything that is compiled for it.</param>
internal sealed record ZooNetwork(string Name, Func<NetworkSummary> Summary, Func<FirstInference> FirstInference, Func<double> Inference, Action RunEverything)
{
    private const int BatchSize = 2;

    /// <summary>All of them, in the order of the years.</summary>
    public static IReadOnlyList<ZooNetwork> All { get; } =
    [
        Of<Vgg16>(), Of<GoogLeNet>(), Of<UNet>(), Of<ResNet18>(), Of<ResNet34>(), Of<ResNet50>(), Of<SqueezeNet>(), Of<DenseNet121>(), Of<MobileNetV2>(),
    ];

    /// <summary>The one of a class.</summary>
    public static ZooNetwork Named(string name) => All.Single(network => network.Name == name);

    private static ZooNetwork Of<TNetwork>()
        where TNetwork : INetwork<TNetwork> =>
        new(typeof(TNetwork).Name, static () => TNetwork.Summary, ZooFigures.FirstInference.Measure<TNetwork>, InferenceFigures.Measure<TNetwork>, RunAll<TNetwork>);

    /// <summary>Inference on floats and bytes, and a training step down to the gradient of the images.</summary>
    private static void RunAll<TNetwork>()
        where TNetwork : INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        float[] images = new float[BatchSize * TNetwork.InputLength];
        float[] output = new float[BatchSize * TNetwork.OutputLength];
        network.Forward((ReadOnlySpan<float>)images, output);
        network.Forward(new byte[images.Length], output);
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        pass.Backward(pass.Forward(images));
        _ = pass.InputGradient[0];
    }
}

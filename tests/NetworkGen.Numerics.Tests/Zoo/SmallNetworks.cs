namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>Networks that are small enough to compare every gradient, of the sample's blocks; networks.py has them for PyTorch.</summary>
internal static class SmallNetworks
{
    /// <summary>A C# file.</summary>
    public const string Source = """
        using NetworkGen;

        namespace Zoo.Small;

        [Network(3, 32, 32)]
        [Conv2d(16, 3, Padding = 1, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU]
        [Stage<BasicBlock>(16, Repeat = 3, Name = "layer1")]
        [Stage<BasicBlock>(32, Repeat = 3, Stride = 2, Name = "layer2")]
        [Stage<BasicBlock>(64, Repeat = 3, Stride = 2, Name = "layer3")]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10, Name = "fc")]
        public sealed partial class ResNet20;

        [Network(3, 32, 32)]
        [Conv2d(16, 7, Stride = 2, Padding = 3, Bias = false, Name = "features.conv0"), BatchNorm2d(Name = "features.norm0"), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
        [Stage<DenseLayer>(8, Repeat = 2, Name = "features.denseblock1.denselayer{n}"), Use<Transition>(Name = "features.transition1")]
        [Stage<DenseLayer>(8, Repeat = 2, Name = "features.denseblock2.denselayer{n}")]
        [BatchNorm2d(Name = "features.norm5"), ReLU, AdaptiveAvgPool2d(1), Flatten, Linear(10, Name = "classifier")]
        public sealed partial class DenseNet;

        [Network(3, 24, 24)]
        [Conv2d(32, 3, Stride = 2, Padding = 1, Bias = false, Name = "features.0.0"), BatchNorm2d(Name = "features.0.1"), ReLU6]
        [Use<SeparableConv>(16, Name = "features.1")]
        [Stage<InvertedResidual>(24, Repeat = 2, Stride = 2, Name = "features.{i}", FirstIndex = 2)]
        [Stage<InvertedResidual>(32, Repeat = 2, Stride = 2, Name = "features.{i}", FirstIndex = 4)]
        [Conv2d(1280, 1, Bias = false, Name = "features.6.0"), BatchNorm2d(Name = "features.6.1"), ReLU6]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10, Name = "classifier.1")]
        public sealed partial class InvertedResiduals;
        """;
}

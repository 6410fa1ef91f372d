using System.Linq;
using Xunit;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>Receptive fields of published networks that others have worked out too.</summary>
public sealed class ZooFieldTests
{
    /// <summary>The last stage: 435 along both 3×3 of every block, 11 along the shortcuts behind the stem.</summary>
    [Fact]
    public void ResNet18SeesBetween11And435Pixels()
    {
        LayerSummary last = global::Zoo.ResNet18.Summary.Layers.Last(layer => layer.Name.StartsWith("layer4", System.StringComparison.Ordinal));
        Assert.Equal((435, 435), last.ReceptiveField);
        Assert.Equal((11, 11), last.ShortestPathField);
        Assert.Equal((32, 32), last.Jump);

        string row = global::Zoo.ResNet18.Summary.ToString().Split('\n').Single(line => line.StartsWith("layer4.1.downsample ", System.StringComparison.Ordinal));
        Assert.Matches(@"Add input +512×7×7 +1 +435 +11 +32", row);
        Assert.EndsWith("The features see all 224 pixels (the field is 435).", global::Zoo.ResNet18.Summary.ToString(), System.StringComparison.Ordinal);
    }

    /// <summary>Convolutions and pools; batch norms change nothing.</summary>
    [Fact]
    public void Vgg16SeesUpTo212Pixels()
    {
        LayerSummary[] spatial = [.. global::Zoo.Vgg16.Summary.Layers.Where(layer => layer.Kind is "Conv2d" or "MaxPool2d")];
        Assert.Equal([3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212], spatial.Select(layer => layer.ReceptiveField.Height));
        Assert.All(global::Zoo.Vgg16.Summary.Layers, layer => Assert.Equal(layer.ReceptiveField, layer.ShortestPathField));
    }

    /// <summary>The counts that torchvision documents.</summary>
    [Fact]
    public void ParametersAreTorchvisions() => Assert.Equal(
        [11_689_512, 21_797_672, 25_557_032, 7_978_856, 3_504_872, 6_624_904, 1_235_496, 138_365_992],
        new[]
        {
            global::Zoo.ResNet18.Summary, global::Zoo.ResNet34.Summary, global::Zoo.ResNet50.Summary, global::Zoo.DenseNet121.Summary,
            global::Zoo.MobileNetV2.Summary, global::Zoo.GoogLeNet.Summary, global::Zoo.SqueezeNet.Summary, global::Zoo.Vgg16.Summary,
        }.Select(summary => summary.Parameters));
}

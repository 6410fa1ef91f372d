using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NetworkGen.Tests.Layers;

public class LayerAttributeTests
{
    [Fact]
    public void DefaultsArePyTorchs()
    {
        Conv2dAttribute conv = new(16);
        Assert.Equal((3, 3, 1, 0, 1, 1, true, 0), (conv.KernelHeight, conv.KernelWidth, conv.Stride, conv.Padding, conv.Dilation, conv.Groups, conv.Bias, conv.InChannels));
        DepthwiseConv2dAttribute depthwise = new();
        Assert.Equal((3, 1, 1, 0, 1, true), (depthwise.KernelSize, depthwise.Multiplier, depthwise.Stride, depthwise.Padding, depthwise.Dilation, depthwise.Bias));
        ConvTranspose2dAttribute transposed = new(16, 3);
        Assert.Equal((16, 3, 1, 0, 0), (transposed.OutChannels, transposed.KernelSize, transposed.Stride, transposed.Padding, transposed.OutputPadding));
        Assert.Equal((1, 1, true, 0), (transposed.Dilation, transposed.Groups, transposed.Bias, transposed.InChannels));
        Assert.Equal((2, UpsampleMode.Nearest), (new UpsampleAttribute(2).Scale, new UpsampleAttribute(2).Mode));
        MaxPool2dAttribute max = new();
        Assert.Equal((2, 0, 0, false), (max.KernelSize, max.Stride, max.Padding, max.CeilMode));
        AvgPool2dAttribute average = new();
        Assert.Equal((2, 0, 0, false, true), (average.KernelSize, average.Stride, average.Padding, average.CeilMode, average.CountIncludePad));
        BatchNorm2dAttribute norm = new();
        Assert.Equal((1e-5f, 0.1f, true), (norm.Eps, norm.Momentum, norm.Affine));
        GroupNormAttribute group = new(4);
        Assert.Equal((4, 1e-5f, true), (group.Groups, group.Eps, group.Affine));
        LayerNormAttribute layer = new();
        Assert.Equal((1e-5f, true), (layer.Eps, layer.Affine));
        PReLUAttribute prelu = new();
        Assert.Equal((1, 0.25f), (prelu.NumParameters, prelu.Init));
        Assert.Equal(1f, new ELUAttribute().Alpha);
        Assert.Equal(7, new AdaptiveMaxPool2dAttribute(7).OutputSize);
        LinearAttribute linear = new(10);
        Assert.Equal((10, true, 0), (linear.OutFeatures, linear.Bias, linear.InFeatures));
        Assert.Equal(0.01f, new LeakyReLUAttribute().Slope);
        Assert.Equal(0.5f, new DropoutAttribute().P);
        Assert.Equal(0, new RescaleAttribute(1f / 255).Offset);
    }

    [Fact]
    public void ARectangularKernelIsHeightThenWidth()
    {
        Conv2dAttribute conv = new(16, 3, 5);
        Assert.Equal((16, 3, 5), (conv.OutChannels, conv.KernelHeight, conv.KernelWidth));
    }

    [Fact]
    public void ALayerMayComeOftenOnOneClassAndIsNotInherited()
    {
        Type[] layers = [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)))];
        Assert.NotEmpty(layers);
        Assert.All(layers, static layer =>
        {
            AttributeUsageAttribute usage = layer.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)!;
            Assert.Equal((AttributeTargets.Class, true, false), (usage.ValidOn, usage.AllowMultiple, usage.Inherited));
            Assert.EndsWith("Attribute", layer.Name.Split('`')[0], StringComparison.Ordinal);
            Assert.True(layer.IsSealed);
        });
    }
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>Which convolutions are computed by Winograd's minimal filtering, in which form and in what strips.</summary>
public sealed class WinogradChoiceTests
{
    public static TheoryData<int, int, int> Maps { get; } = new()
    {
        { 16, 16, 4 }, { 16, 16, 5 }, { 16, 16, 26 }, { 17, 40, 7 }, { 32, 32, 11 }, { 16, 32, 400 }, { 64, 64, 56 }, { 64, 128, 100 },
        { 128, 32, 28 }, { 128, 128, 28 }, { 256, 256, 14 }, { 512, 512, 7 }, { 512, 512, 28 },
    };

    [Theory]
    [InlineData(64, 64, 56, 4, 14, 14)]
    [InlineData(64, 64, 224, 4, 14, 224)]
    [InlineData(128, 128, 28, 4, 49, 1)]
    [InlineData(16, 16, 26, 4, 25, 2)]
    [InlineData(16, 32, 400, 4, 70, 143)]
    [InlineData(64, 128, 100, 4, 18, 35)]
    [InlineData(256, 256, 14, 2, 49, 1)]
    [InlineData(16, 16, 8, 4, 4, 1)]
    [InlineData(64, 64, 4, 2, 4, 1)]
    public void TheFastestFormIsTaken(int inputs, int outputs, int size, int form, int tiles, int strips)
    {
        WinogradChoice choice = WinogradChoice.For(Geometry(inputs, outputs, size), WinogradMode.Auto)!;

        Assert.Equal((form, tiles, strips), (choice.Form.Outputs, choice.Tiles, choice.Strips));
    }

    /// <summary>Strips that cores divide: as one on a core where all fit its cache, one by one where they don't, and none where weights are most of what is read.</summary>
    [Theory]
    [InlineData(16, 16, 32, 16, 4, true)]
    [InlineData(32, 32, 16, 8, 2, true)]
    [InlineData(128, 32, 28, 13, 4, false)]
    [InlineData(64, 64, 8, 4, 1, false)]
    [InlineData(128, 128, 28, 49, 1, false)]
    public void StripsAreThereToBeDividedWhereThatCostsLittle(int inputs, int outputs, int size, int tiles, int strips, bool areTogether)
    {
        WinogradChoice choice = WinogradChoice.For(Geometry(inputs, outputs, size), WinogradMode.Auto)!;

        Assert.Equal((tiles, strips, areTogether), (choice.Tiles, choice.Strips, choice.AreTogether));
    }

    /// <summary>Of 9 MiB of weights a few tiles make little use; those of 49 tiles are to what passes between the steps as 4 to 3.</summary>
    [Theory]
    [InlineData(256, 14, true)]
    [InlineData(512, 7, true)]
    [InlineData(128, 28, false)]
    [InlineData(64, 56, false)]
    public void ImagesShareWeightsThatAreFarMoreThanTheirTiles(int channels, int size, bool areShared) =>
        Assert.Equal(areShared, WinogradChoice.For(Geometry(channels, channels, size), WinogradMode.Auto, isStreamed: true)!.SharesWeights);

    /// <summary>Where the transformed weights would be read for a few tiles only, or transforms take longer than the sums.</summary>
    [Theory]
    [InlineData(512, 512, 7)]
    [InlineData(16, 16, 4)]
    [InlineData(16, 16, 3)]
    [InlineData(64, 64, 1)]
    public void TheDirectSumStaysWhereItIsFaster(int inputs, int outputs, int size) =>
        Assert.Null(WinogradChoice.For(Geometry(inputs, outputs, size), WinogradMode.Auto));

    /// <summary>Weights that come from memory for each image meanwhile: fewer where products wouldn't hide them, Winograd's at all where these are hidden.</summary>
    [Theory]
    [InlineData(64, 8, 2, 8)]
    [InlineData(128, 28, 4, 49)]
    [InlineData(512, 7, 2, 16)]
    public void WeightsThatAreFetchedAheadCountAsFarAsTheyAreWaitedFor(int channels, int size, int form, int tiles)
    {
        WinogradChoice choice = WinogradChoice.For(Geometry(channels, channels, size), WinogradMode.Auto, isStreamed: true)!;

        Assert.Equal((form, tiles), (choice.Form.Outputs, choice.Tiles));
    }

    /// <summary>In training a few tiles of an image are multiplied with those of its neighbours; where they are many, each image is by itself.</summary>
    [Theory]
    [InlineData(64, 8, 4, 4)]
    [InlineData(16, 32, 4, 1)]
    [InlineData(64, 56, 4, 1)]
    public void ImagesOfSmallMapsGoInGroups(int channels, int size, int form, int images)
    {
        WinogradChoice choice = WinogradChoice.ForTraining(Geometry(channels, channels, size), WinogradMode.Auto)!;

        Assert.Equal((form, images), (choice.Form.Outputs, choice.Images));
        Assert.True(images == 1 || choice.Strips == 1);
    }

    [Theory]
    [InlineData(15, 64, 1, 3, 1, 1)]
    [InlineData(64, 15, 1, 3, 1, 1)]
    [InlineData(64, 64, 2, 3, 1, 1)]
    [InlineData(64, 64, 64, 3, 1, 1)]
    [InlineData(64, 64, 1, 5, 1, 1)]
    [InlineData(64, 64, 1, 1, 1, 1)]
    [InlineData(64, 64, 1, 3, 2, 1)]
    [InlineData(64, 64, 1, 3, 1, 2)]
    public void OtherConvolutionsAreSummedDirectly(int inputs, int outputs, int groups, int kernel, int stride, int dilation)
    {
        var window = new Window(kernel, stride, dilation, 0, 0);
        Assert.Null(WinogradChoice.For(new ConvolutionGeometry(inputs, outputs, groups, window, window, new TensorShape(inputs, 60, 60), new TensorShape(outputs, 56, 56)), WinogradMode.Auto));
    }

    [Theory, MemberData(nameof(Maps))]
    public void TheOptionIsRespected(int inputs, int outputs, int size)
    {
        ConvolutionGeometry geometry = Geometry(inputs, outputs, size);

        Assert.Null(WinogradChoice.For(geometry, WinogradMode.Off));
        Assert.Equal(2, WinogradChoice.For(geometry, WinogradMode.F2)?.Form.Outputs ?? 2);
        Assert.True(WinogradChoice.For(geometry, WinogradMode.F2) is null || WinogradChoice.For(geometry, WinogradMode.Auto) is not null);
    }

    [Theory, MemberData(nameof(Maps))]
    public void StripsCoverEveryTileAndNoneIsEmpty(int inputs, int outputs, int size)
    {
        if (WinogradChoice.For(Geometry(inputs, outputs, size), WinogradMode.Auto) is { } choice)
        {
            int along = (size + choice.Form.Outputs - 1) / choice.Form.Outputs;
            Assert.InRange(along * along, ((choice.Strips - 1) * choice.Tiles) + 1, choice.Strips * choice.Tiles);
            Assert.True(choice.Tiles <= along * along, "a strip of more tiles than there are would shift before the map");
        }
    }

    /// <summary>What it is worth by the model: at least the gain that is asked for, at most the products that it saves.</summary>
    [Theory, MemberData(nameof(Maps))]
    public void WhatIsTakenGainsByTheModel(int inputs, int outputs, int size)
    {
        ConvolutionGeometry geometry = Geometry(inputs, outputs, size);
        if (WinogradChoice.For(geometry, WinogradMode.Auto) is { } choice)
        {
            double gain = ConvolutionCost.Direct(geometry) / choice.Cycles(geometry);
            double saved = 9.0 * choice.Form.Outputs * choice.Form.Outputs / choice.Form.Products;
            Assert.InRange(gain, ConvolutionCost.Gain, saved);
        }
    }

    [Theory]
    [InlineData(2, 16)]
    [InlineData(1, 49)]
    [InlineData(32, 64)]
    public void ValuesOfATileFallOnManyLinesOfTheCache(int blocks, int tiles)
    {
        TensorLayout planes = WinogradForm.F4.Planes(blocks, tiles);

        Assert.InRange(planes.Plane, tiles * 16, (tiles + 1) * 16);
        Assert.Equal(16, planes.Plane % 32);
        Assert.Equal(36 * blocks * planes.Plane, planes.Length);
    }

    [Fact]
    public void TheModelIsOfAProcessorOfTheseYears()
    {
        Assert.Equal((2.0, 8.0), (ConvolutionCost.MultiplyAdds, ConvolutionCost.FarBytes));
        Assert.Equal((1 << 20, 0.5), ((int)ConvolutionCost.Cache, ConvolutionCost.StripShare));
        Assert.Equal((200.0, 1.1, 6.0), (ConvolutionCost.StripCycles, ConvolutionCost.Gain, ConvolutionCost.StreamedBytes));
    }

    /// <summary>A direct sum: so many multiply-adds of 16 lanes, two in a cycle, and what its tile leaves idle.</summary>
    [Fact]
    public void TheDirectSumTakesItsMultiplyAdds()
    {
        double cycles = 64.0 * 64 * 9 * 56 * 56 / 16 / ConvolutionCost.MultiplyAdds;

        Assert.InRange(ConvolutionCost.Direct(Geometry(64, 64, 56)), cycles, cycles * 1.1);
    }

    [Fact]
    public void TheHaloIsThatOfTheDirectSum()
    {
        ExecutionPlan off = Plan("Off", 2), f2 = Plan("F2", 1), auto = Plan("Auto", 0);

        // Images of 16 channels and more are copied into blocks with their halo.
        Assert.Equal(off.Inference.CopyFloats.Select(static call => call.Kernel), auto.Inference.CopyFloats.Select(static call => call.Kernel));
        Assert.Equal(Numbers(off.Inference.CopyFloats), Numbers(f2.Inference.CopyFloats));
        Assert.Equal(Numbers(off.Inference.CopyFloats), Numbers(auto.Inference.CopyFloats));
        Assert.DoesNotContain(off.Inference.Calls, static call => call.Kernel is WinogradInputKernel);
        Assert.All(f2.Inference.Calls.Select(static call => call.Kernel).OfType<WinogradInputKernel>(), static kernel => Assert.Equal(2, kernel.Form.Outputs));
        Assert.Equal(2, f2.Inference.Calls.Count(static call => call.Kernel is WinogradInputKernel));
        Assert.Equal([4, 4], auto.Inference.Calls.Select(static call => call.Kernel).OfType<WinogradInputKernel>().Select(static kernel => kernel.Form.Outputs));
    }

    /// <summary>Forward twice, the weights of both and the gradient between the two, and that of the image.</summary>
    [Theory]
    [InlineData("Auto", 0, 4)]
    [InlineData("F2", 1, 2)]
    public void TrainingTakesTheFormsOfTheMode(string mode, int number, int outputs)
    {
        TrainingPlan training = Plan(mode, number).Training;

        Assert.Equal([outputs, outputs], Forms(training.Forward));
        Assert.Equal([outputs, outputs, outputs], Forms(training.Backward));
        Assert.Equal([outputs], Forms(training.BackwardInput));
    }

    [Fact]
    public void TrainingSumsDirectlyWhereTheOptionSaysSo()
    {
        TrainingPlan training = Plan("Off", 2).Training;

        Assert.Empty(Forms(training.Forward.Concat(training.Backward).Concat(training.BackwardInput)));
    }

    /// <summary>Transformed inputs and products are a thread's: a batch takes no more memory for them.</summary>
    [Fact]
    public void TransformedValuesAreNotKeptForEachImage()
    {
        TrainingPlan off = Plan("Off", 2).Training, auto = Plan("Auto", 0).Training;

        Assert.InRange(auto.SampleLength, 1, off.SampleLength);
        Assert.True(auto.ScratchLength > off.ScratchLength);
        Assert.All(
            auto.Forward.Concat(auto.Backward).Concat(auto.BackwardInput).SelectMany(static phase => phase.Calls).Where(static call => call.Kernel is WinogradInputKernel),
            static call => Assert.Equal(OperandKind.Scratch, call.Operands[1].Kind));
    }

    /// <summary>Weights are transformed at every step: what they take is a part of the choice.</summary>
    [Fact]
    public void WhatTransformingWeightsTakesCounts()
    {
        ConvolutionGeometry geometry = Geometry(256, 256, 14);

        Assert.Equal(36 * 256 * 256 * ConvolutionCost.TransformedWeight / ConvolutionCost.Images, ConvolutionCost.Transformation(geometry, WinogradForm.F4));
        Assert.All(Maps, static row =>
        {
            ConvolutionGeometry map = Geometry((int)row[0], (int)row[1], (int)row[2]);
            Assert.True(WinogradChoice.ForTraining(map, WinogradMode.Auto) is null or { Images: > 1 } || WinogradChoice.For(map, WinogradMode.Auto) is not null);
        });
    }

    /// <summary>From dy of 24×24 without padding to dx of 26×26: zeros of two rows and columns around dy.</summary>
    [Fact]
    public void AGradientIsTheConvolutionTurnedAround()
    {
        var window = new Window(3, 1, 0, 0, 1);
        var geometry = new ConvolutionGeometry(16, 32, 1, window, window, new TensorShape(16, 26, 26), new TensorShape(32, 24, 24));

        ConvolutionGeometry turned = geometry.Turned;

        Assert.Equal((32, 16, 2), (turned.InChannels, turned.OutChannels, turned.Vertical.PaddingLow));
        Assert.Equal((24, 26), (turned.Input.Height, turned.Output.Width));
        Assert.Equal(geometry.GradientHalo, turned.InputHalo);
        Assert.Equal(geometry, turned.Turned);
    }

    private static IEnumerable<int> Forms(IEnumerable<Phase> phases) =>
        phases.SelectMany(static phase => phase.Calls).Select(static call => call.Kernel).OfType<WinogradInputKernel>().Select(static kernel => kernel.Form.Outputs);

    private static IEnumerable<long> Numbers(IEnumerable<KernelCall> calls) =>
        calls.SelectMany(static call => call.Operands).Where(static operand => operand.Kind == OperandKind.Number).Select(static operand => operand.Offset);

    private static ExecutionPlan Plan(string name, int winograd)
    {
        Network network = Declare.Network(32, 24, 24).Winograd(winograd).Conv2d(32, 3, ("Padding", 1)).ReLU().Conv2d(32).Build();
        Assert.Equal(name, network.Winograd.ToString());
        return ExecutionPlan.For(network);
    }

    private static ConvolutionGeometry Geometry(int inputs, int outputs, int size) => new(
        inputs, outputs, 1, new Window(3, 1, 1, 1, 1), new Window(3, 1, 1, 1, 1), new TensorShape(inputs, size, size), new TensorShape(outputs, size, size));
}

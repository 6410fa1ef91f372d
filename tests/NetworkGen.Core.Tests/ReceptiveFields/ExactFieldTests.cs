using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>The backward engine: the worked numbers that only it can tell, and its agreement with the forward arithmetic where that is exact.</summary>
public sealed class ExactFieldTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 4, 8 }, 31, 31)]
    [InlineData(new[] { 2, 2, 2 }, 13, 7)]
    [InlineData(new[] { 1, 2, 9 }, 25, 21)]
    [InlineData(new[] { 1, 2, 5 }, 17, 17)]
    public void DilationsLeaveHoles(int[] dilations, int field, int touched)
    {
        Network network = Dilated(Declare.Network(1, 64, 64), dilations).Build();
        PixelSet pixels = ExactField.Touched(network, network.Output, Axis.Horizontal, 3);

        Assert.Equal((field, touched), (pixels.Hull.Length, pixels.Count));
        Assert.Equal(field - touched, pixels.Holes);
        Assert.Equal(pixels.Hull, ExactField.Theoretical(network, network.Output, Axis.Horizontal, 3));
        Assert.Equal(pixels, ExactField.Read(network, network.Output, Axis.Horizontal, 3));
    }

    [Fact]
    public void AStridedOneByOneSkipsPixels()
    {
        Network network = Declare.Network(1, 28, 28).Conv2d(1, 1, ("Stride", 2)).Conv2d(1).Build();

        Assert.Equal([0, 2, 4], ExactField.Read(network, network.Output, Axis.Vertical, 0));
        Assert.Equal(new Interval(2, 6), ExactField.Theoretical(network, network.Output, Axis.Vertical, 1));
        Assert.Equal(14, ExactField.ReadByAll(network, Axis.Vertical).Count);
    }

    [Fact]
    public void StridesOn112NeverReadTheLast5Rows()
    {
        Network network = Declare.Network(1, 112, 112)
            .Conv2d(1).Conv2d(1, 3, ("Stride", 2)).Conv2d(1).MaxPool2d().Conv2d(1, 3, ("Stride", 2)).Conv2d(1).Build();
        PixelSet rows = ExactField.ReadByAll(network, Axis.Vertical);

        Assert.Equal(Enumerable.Range(0, 107), rows); // rows 107 to 111 are never read
        Assert.Equal((0, 5), (rows.Leading, rows.Trailing));
    }

    [Fact]
    public void ThePyramidReadsTheFirst390Pixels()
    {
        Network network = Networks.Pyramid().Build();

        foreach (Axis axis in new[] { Axis.Vertical, Axis.Horizontal })
        {
            PixelSet pixels = ExactField.ReadByAll(network, axis);
            Assert.Equal((0, 10), (pixels.Leading, pixels.Trailing));
            Assert.Equal(390, pixels.Count);
            Assert.Equal(new Interval(0, 389), ExactField.Theoretical(network, network.Output, axis, 0));
        }
    }

    [Fact]
    public void TheCoursesOtherPyramidReadsTheFirst394()
    {
        Network network = Declare.Network(1, 400, 400)
            .Conv2d(1)
            .Repeat(4, static net => net.Repeat(4, static block => block.Conv2d(1)).MaxPool2d().Conv2d(1, 1))
            .Repeat(4, static net => net.Conv2d(1))
            .Conv2d(1, 9)
            .Build();

        Assert.Equal(Enumerable.Range(0, 394), ExactField.ReadByAll(network, Axis.Horizontal));
    }

    [Fact]
    public void Vgg16PadsBy90()
    {
        Network network = Networks.Vgg16Features(224).Build();

        Assert.Equal(new Interval(-90, 121), ExactField.Theoretical(network, network.Output, Axis.Vertical, 0));
        Assert.Equal(new Interval(0, 121), ExactField.Read(network, network.Output, Axis.Vertical, 0).Hull);
        Assert.Equal(224, ExactField.ReadByAll(network, Axis.Vertical).Count);
    }

    [Fact]
    public void PadSamePutsTheOddZeroAfterTheEnd()
    {
        Network network = Declare.Network(1, 8, 9).Conv2d(1, 4, ("Padding", Declare.Same), ("Stride", 2)).Build();

        // 8 rows: 2 zeros, 1 before; 9 columns: 3 zeros, 1 before.
        Assert.Equal(new Interval(-1, 2), ExactField.Theoretical(network, network.Output, Axis.Vertical, 0));
        Assert.Equal([7, 8], ExactField.Read(network, network.Output, Axis.Horizontal, 4));
    }

    [Fact]
    public void CeilModeKeepsTheLastRows()
    {
        Network floor = Declare.Network(1, 11, 11).MaxPool2d(2).Build();
        Network ceil = Declare.Network(1, 11, 11).MaxPool2d(2, ("CeilMode", true)).Build();

        Assert.Equal(1, ExactField.ReadByAll(floor, Axis.Vertical).Trailing);
        Assert.Equal(0, ExactField.ReadByAll(ceil, Axis.Vertical).Trailing);
        Assert.Equal([10], ExactField.Read(ceil, ceil.Output, Axis.Vertical, 5));
        Assert.Equal(new Interval(10, 11), ExactField.Theoretical(ceil, ceil.Output, Axis.Vertical, 5));
    }

    [Fact]
    public void AdaptiveBinsAreExact()
    {
        Network network = Declare.Network(1, 7, 7).AdaptiveAvgPool2d(3).Build(); // ⌊i·7/3⌋ to ⌈(i+1)·7/3⌉

        Assert.Equal([0, 1, 2], ExactField.Read(network, network.Output, Axis.Vertical, 0));
        Assert.Equal([2, 3, 4], ExactField.Read(network, network.Output, Axis.Vertical, 1));
        Assert.Equal([4, 5, 6], ExactField.Read(network, network.Output, Axis.Vertical, 2));
    }

    [Fact]
    public void BilinearMixesTwoAndStopsAtTheEdge()
    {
        Network network = Declare.Network(1, 4, 4).Upsample(3, ("Mode", 1)).Build();

        Assert.Equal([[0], [0], [0, 1], [0, 1], [1]], Enumerable.Range(0, 5).Select(index => ExactField.Read(network, network.Output, Axis.Vertical, index).ToArray()));
        Assert.Equal(new Interval(-1, 0), ExactField.Theoretical(network, network.Output, Axis.Vertical, 0));
        Assert.Equal([3], ExactField.Read(network, network.Output, Axis.Vertical, 11));
    }

    [Fact]
    public void BetweenTheWindowsOfATransposedConvolutionNothingIsRead()
    {
        Network network = Declare.Network(1, 4, 4).ConvTranspose2d(1, 2, ("Stride", 3)).Build(); // 11 rows

        Assert.Equal([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1], Enumerable.Range(0, 11).Select(index => ExactField.Read(network, network.Output, Axis.Vertical, index).Count));
    }

    [Fact]
    public void APaddingOfATransposedConvolutionCropsTheImage()
    {
        Network network = Declare.Network(1, 12, 12).ConvTranspose2d(1, 2, ("Stride", 2), ("Padding", 4)).Build();
        PixelSet rows = ExactField.ReadByAll(network, Axis.Vertical);

        Assert.Equal((2, 2, 8), (rows.Leading, rows.Trailing, rows.Count));
    }

    [Fact]
    public void AJoinReadsWhatItsPathsReadTogether()
    {
        // 5 pixels 2 apart along one path, 3 neighbours along the other.
        Network network = Declare.Network(1, 20, 20)
            .Conv2d(1, 1, ("Name", "stem")).Conv2d(1, 3, ("Dilation", 4), ("Padding", 4), ("Name", "wide")).From("stem").Conv2d(1, 3, ("Padding", 1)).Add("wide").Build();

        Assert.Equal([6, 9, 10, 11, 14], ExactField.Read(network, network.Output, Axis.Vertical, 10));
        Assert.Equal(new Interval(6, 14), ExactField.Theoretical(network, network.Output, Axis.Vertical, 10));
    }

    [Fact]
    public void AGateSeesTheWholeImage()
    {
        Network network = Declare.Network(4, 20, 20)
            .Conv2d(4, 3, ("Padding", 1), ("Name", "map")).AdaptiveAvgPool2d(1).Conv2d(4, 1).Mul("map").Build();

        Assert.Equal(20, ExactField.Read(network, network.Output, Axis.Horizontal, 7).Count);
        Assert.Equal(new Interval(-1, 20), ExactField.Theoretical(network, network.Output, Axis.Horizontal, 7));
    }

    [Fact]
    public void ALayerThatReadsOnlyPaddingReadsNothing()
    {
        Network network = Declare.Network(1, 1, 8).Conv2d(1, 1, ("Padding", 1), ("Stride", 2)).Build(); // rows −1 and 1 of one row

        Assert.True(ExactField.ReadByAll(network, Axis.Vertical).IsEmpty);
        Assert.True(ExactField.ReadByAll(network, Axis.Horizontal).IsEmpty);
    }

    [Fact]
    public void TheHeadReadsAllOfItsMap()
    {
        Network network = Declare.Network(3, 30, 30).Conv2d(8).MaxPool2d(3).Flatten().Linear(10).Build(); // 28 → 9: row 27 of the map is dropped, 29 of the image

        Assert.Equal(Enumerable.Range(0, 29), ExactField.Read(network, network.Output, Axis.Vertical, 0));
    }

    /// <summary>Strides, dilations, paddings, pools and aligned joins: there the forward arithmetic is exact.</summary>
    [Fact]
    public void TheLargestIntervalIsTheForwardField() => Gen.Select(_sliding.Array[1, 7], Gen.Int[40, 90], Gen.Int[40, 90]).Sample(
        static (layers, height, width) =>
        {
            Declare net = Declare.Network(2, height, width);
            Array.ForEach(layers, layer => layer(net));
            if (NetworkBuilder.Build(net.Declaration()).Network is { } network)
            {
                foreach (Node node in network.Nodes)
                {
                    Assert.Equal(node.Field.Vertical.Size, ExactField.Size(network, node, Axis.Vertical));
                    Assert.Equal(node.Field.Horizontal.Size, ExactField.Size(network, node, Axis.Horizontal));
                    Assert.Equal(-node.Field.Vertical.EffectivePadding, ExactField.Theoretical(network, node, Axis.Vertical, 0).Low);
                }
            }
        },
        iter: 2_000);

    /// <summary>A set's numbers against a plain list's.</summary>
    [Fact]
    public void ASetCountsAsAListDoes() => Gen.Select(Gen.Int[-70, 70], Gen.Int[1, 200], Gen.Select(Gen.Int[-100, 250], Gen.Int[1, 5], Gen.Int[0, 90]).Array[0, 4]).Sample(
        static (low, length, added) =>
        {
            var bounds = new Interval(low, low + length - 1);
            var set = new PixelSet(bounds);
            var list = new SortedSet<int>();
            foreach ((int first, int step, int count) in added)
            {
                if (step == 1)
                {
                    set.Add(new Interval(first, first + count - 1));
                }
                else
                {
                    set.Add(new Progression(first, step, count));
                }

                list.UnionWith(Enumerable.Range(0, count).Select(i => first + (i * step)).Where(position => position >= bounds.Low && position <= bounds.High));
            }

            Assert.Equal(list, set);
            Assert.Equal(list.Count, set.Count);
            Assert.Equal(list.Count == 0 ? Interval.Empty : new Interval(list.Min, list.Max), set.Hull);
            Assert.All(Enumerable.Range(low - 1, length + 2), position => Assert.Equal(list.Contains(position), set.Contains(position)));
            Assert.Equal(length - list.Count, set.Leading + set.Holes + set.Trailing);

            var moved = new PixelSet(new Interval(-20, 90));
            moved.Add(set, added.Length * 13);
            Assert.Equal(list.Select(position => position + (added.Length * 13)).Where(static position => position is >= -20 and <= 90), moved);
            Assert.Equal(list.Concat(moved).Distinct().Order(), set.Union(moved));
        },
        iter: 2_000);

    private static readonly Gen<Action<Declare>> _sliding = Gen.OneOf(
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.OneOf(0, 1, 2, Declare.Same), Gen.Int[1, 3]).Select(static (kernel, stride, padding, dilation) =>
            (Action<Declare>)(net => net.Conv2d(2, kernel, ("Stride", stride), ("Padding", padding), ("Dilation", dilation)))),
        Gen.Select(Gen.Int[2, 4], Gen.Int[1, 3], Gen.Bool).Select(static (kernel, stride, ceil) =>
            (Action<Declare>)(net => net.MaxPool2d(kernel, ("Stride", stride), ("CeilMode", ceil)))),
        Gen.Int[1, 2].Select(static pairs => (Action<Declare>)(net => net
            .Block("Residual", static block => block.Conv2d(2, 3, ("Padding", 1)).Layer("Shortcut"))
            .Stage("Residual", ("Width", 2), ("Repeat", pairs)))));

    private static Declare Dilated(Declare net, int[] dilations)
    {
        foreach (int dilation in dilations)
        {
            net.Conv2d(1, 3, ("Dilation", dilation));
        }

        return net;
    }
}

using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

/// <summary>Each error of joins and blocks both ways: the declaration that has it, with its numbers, and its neighbour that has not.</summary>
public sealed class GraphIssueTests
{
    /// <summary>What the runtime's <c>Block.Width</c>, <c>Block.In</c> and <c>Block.Stride</c> are to the compiler.</summary>
    private const int Unit = -64 * 9 * 5 * 7 * 11 * 13, Width = 17 * Unit, In = 19 * Unit, Stride = 23 * Unit;

    [Fact]
    public void NoTensorOfThatName()
    {
        Declare broken = Image().Named("conv1").ReLU().Add("conv");
        AssertIssue(
            "NG0004 layer 2 Tensor: Add | conv | did you mean 'conv1'? Earlier ones with a name are 'input' and 'conv1'",
            broken,
            Image().Named("conv1").ReLU().Add("conv1"));
        Assert.Equal(new Property(IssueProperty.Replacement, "conv1"), Assert.Single(broken.Issues()[0].Properties));
    }

    [Fact]
    public void NoTensorOfThatNameAndNoneNearIt()
    {
        AssertIssue("NG0004 layer 1 Tensor: Mul | skip | the only earlier one with a name is 'input'", Image().ReLU().Mul("skip"), Image().ReLU().Mul("input"));
        AssertIssue(
            "NG0004 layer 2 Tensor: From | skip | earlier ones with a name are 'input', 'a' and 'b'",
            Image().Named("a").Named("b").From("skip").ReLU(),
            Image().Named("a").Named("b").Add("a").From("b").ReLU().Add("2"),
            IssueId.UnreadTensor);
    }

    [Fact]
    public void OfManyNamesTheLastAreShown() => Assert.Equal(
        "the last ones with a name are 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8' and 'n9'",
        Assert.Single(Enumerable.Range(0, 10).Aggregate(Image(), static (net, i) => net.Named("n" + i)).Add("somewhere").Issues()).Messages[2]);

    [Fact]
    public void ATensorThatComesLater() => AssertIssue(
        "NG0004 layer 1 Tensors: Concat | late | layer 3, Conv2d, has that name, but comes later: move it up, or read an earlier one",
        Image().Named("early").Concat("input", "late").ReLU().Named("late"),
        Image().Named("early").Concat("input", "early").ReLU().Named("late"));

    [Fact]
    public void ATensorThatIsItsOwn() => AssertIssue(
        "NG0004 layer 1 Tensor: Add | sum | it is the name of this layer itself, which can't read its own result",
        Image().ReLU().Layer("Add", ("Tensor", "sum"), ("Name", "sum")),
        Image().ReLU().Layer("Add", ("Tensor", "input"), ("Name", "sum")));

    [Fact]
    public void ATensorOutsideTheBlock() => AssertIssue(
        "NG0004 layer 1/1 Tensor: Add in Basic | stem | a tensor outside the block has that name, and a block sees its own only: what enters it is 'input'",
        Image().Block("Course.Basic", static block => block.Named("conv").Add("stem")).Named("stem").Use("Course.Basic"),
        Image().Block("Course.Basic", static block => block.Named("conv").Add("input")).Named("stem").Use("Course.Basic"));

    [Fact]
    public void ANameTwice() => AssertIssue(
        "NG0005 layer 2 Name: Conv2d 1×1, 4 | conv | layer conv, Conv2d 1×1, 4",
        Image().Named("conv").ReLU().Named("conv"),
        Image().Named("conv").ReLU().Named("conv2"));

    [Fact]
    public void TheNameOfTheInput() => AssertIssue(
        "NG0005 layer 0 Name: Conv2d 1×1, 4 | input | what enters the stack",
        Image().Named("input"),
        Image().Named("Input"));

    [Fact]
    public void ANumberBesideAnUnnamedLayer() => AssertIssue(
        "NG0005 layer 1 Name: ReLU | 1 | layer 1, Conv2d 1×1, 4",
        Image().Named("1").ReLU(),
        Image().Named("2").ReLU());

    [Fact]
    public void ANameTwiceInABlockIsSaidWithoutThePlacesOfItsUse() => AssertIssue(
        "NG0005 layer 0/1 Name: Conv2d 1×1, 4 in Basic | conv | layer conv, Conv2d 1×1, 4",
        Image().Block("Basic", static block => block.Named("conv").Named("conv")).Stage("Basic", ("Repeat", 2), ("Name", "layer1")),
        Image().Block("Basic", static block => block.Named("conv").Named("conv2")).Stage("Basic", ("Repeat", 2), ("Name", "layer1")));

    [Theory]
    [InlineData("layer1", "NG0005 layer 1 Name: Stage Basic | layer1 | layer layer1, Stage Basic")]
    [InlineData("layer{i}", "NG0005 layer 1 Name: Stage Basic | layer1 | layer layer1, Stage Basic")]
    [InlineData("layer{n}", "NG0005 layer 1 Name: Stage Basic | layer1 | layer layer1, Stage Basic")]
    public void StagesOfOneName(string name, string issue) => AssertIssue(
        issue,
        Image().Block("Basic", static block => block.Named("conv")).Stage("Basic", ("Name", "layer1")).Stage("Basic", ("Repeat", 2), ("Name", name)),
        Image().Block("Basic", static block => block.Named("conv")).Stage("Basic", ("Name", "layer1")).Stage("Basic", ("Repeat", 2), ("Name", "other")));

    [Fact]
    public void ARepetitionOfTheNameOfALayer() => AssertIssue(
        "NG0005 layer 1 Name: Stage Basic | layer1.1 | layer layer1.1, Conv2d 1×1, 4",
        Image().Block("Basic", static block => block.Named("conv")).Named("layer1.1").Stage("Basic", ("Repeat", 2), ("Name", "layer1")),
        Image().Block("Basic", static block => block.Named("conv")).Named("layer1.2").Stage("Basic", ("Repeat", 2), ("Name", "layer1")));

    [Fact]
    public void TheFullNameOfALayerOfABlock() => AssertIssue(
        "NG0005 layer 1/0 Name: Conv2d 1×1, 4 in Basic | head.conv | layer head.conv, Conv2d 1×1, 4",
        Image().Block("Basic", static block => block.Named("conv")).Named("head.conv").Use("Basic", ("Name", "head")),
        Image().Block("Basic", static block => block.Named("conv")).Named("head.conv").Use("Basic", ("Name", "tail")));

    [Theory]
    [InlineData("Use", "Inner", "NG0006 layer 0/0/0: Use in Inner | Inner | Inner → Inner")]
    [InlineData("Stage", "Outer", "NG0006 layer 0/0/0: Stage in Inner | Outer | Outer → Inner → Outer")]
    public void ABlockThatUsesItself(string kind, string closing, string issue) => AssertIssue(
        issue,
        Image().Block("Ns.Outer", static block => block.Use("Ns.Inner")).Block("Ns.Inner", block => block.Layer(kind, ("Block", "Ns." + closing))).Use("Ns.Outer"),
        Image().Block("Ns.Outer", static block => block.Use("Ns.Inner").Use("Ns.Inner")).Block("Ns.Inner", static block => block.ReLU()).Use("Ns.Outer").Use("Ns.Inner"));

    [Fact]
    public void ALongCircleIsShownWithoutItsMiddle()
    {
        Declare net = Image().Use("B0");
        for (int i = 0; i < 5_000; i++)
        {
            net.Block("B" + i, block => block.Use("B" + ((i + 1) % 5_000)));
        }

        Assert.Equal("B0 → B1 → B2 → B3 → … → B4997 → B4998 → B4999 → B0", Assert.Single(net.Issues()).Messages[2]);
    }

    [Fact]
    public void ABlockThatIsNone() => AssertIssue(
        "NG0003 layer 0 Block: Stage | Basic | a block is a class with [Block] above its layers",
        Image().Stage("Course.Outer.Basic"),
        Image().Block("Course.Outer.Basic", static block => block.ReLU()).Stage("Course.Outer.Basic"));

    [Fact]
    public void ABlockWithoutLayers() => AssertIssue(
        "NG0003 layer 0 Block: Use | Basic | it has [Block] but no layers: write at least one below it",
        Image().Block("Library::Basic", static _ => { }).Use("Library::Basic"),
        Image().Block("Library::Basic", static block => block.ReLU()).Use("Library::Basic"));

    [Fact]
    public void OfTwoBlocksOfOneNameTheFirstIsMeant() => Assert.Equal(
        "ReLU",
        Assert.Single(Image().Block("A", static block => block.ReLU()).Block("A", static block => block.Flatten()).Use("A").Build().Nodes).Layer.Kind);

    [Fact]
    public void ANetworkThatReturnsItsInput() => AssertIssue(
        "NG0003 layer 1 Output: From | Net",
        Image().ReLU().From("input"),
        Image().Named("a").ReLU().From("a"),
        IssueId.UnreadTensor);

    [Fact]
    public void ATensorThatNothingReads()
    {
        BuildResult result = NetworkBuilder.Build(Image().Named("a").From("input").Named("b").Declaration());

        Assert.Equal(["NG0008 layer 0: layer a, Conv2d 1×1, 4 | 4×8×8"], result.Issues.Select(Declare.Text));
        Assert.False(result.Issues[0].IsError);
        Assert.Equal(["a.weight", "a.bias", "b.weight", "b.bias"], result.Network!.Nodes.SelectMany(static node => node.Parameters).Select(static parameter => parameter.Name));
        Assert.Empty(Image().Named("a").From("input").Named("b").Add("a").Issues());
    }

    [Fact]
    public void ATensorThatNothingReadsInAStageIsSaidOnce() => Assert.Equal(
        ["NG0008 layer 0/0: layer s.0.a, Conv2d 1×1, 4 in Basic | 4×8×8"],
        Image().Block("Basic", static block => block.Named("a").From("input").Named("b")).Stage("Basic", ("Repeat", 3), ("Name", "s")).Issues().Select(Declare.Text));

    [Theory]
    [InlineData("Add", "", "a 1×1 convolution of 8 channels on one of the paths makes them fit")]
    [InlineData("Mul", "; or one of them is a 1×1 map of as many channels", "a 1×1 convolution of 8 channels on one of the paths makes them fit")]
    public void ChannelsThatDoNotMatch(string kind, string also, string wayOut) => AssertIssue(
        $"NG1002 layer 1 Tensor: {kind} input | 8×8×8 | layer 0, Conv2d 1×1, 8 | 'input' | 4×8×8 | {wayOut}{also}",
        Image().Conv2d(8, 1).Layer(kind, ("Tensor", "input")),
        Image().Conv2d(4, 1).Layer(kind, ("Tensor", "input")));

    [Fact]
    public void SizesThatDoNotMatch() => AssertIssue(
        "NG1002 layer 1 Tensor: Add input | 4×4×4 | layer 0, MaxPool2d 2×2 | 'input' | 4×8×8 | the strides, pools and paddings of both paths must leave maps of one size",
        Image().MaxPool2d().Add("input"),
        Image().MaxPool2d(3, ("Stride", 1), ("Padding", 1)).Add("input"));

    [Fact]
    public void NeitherChannelsNorSizesMatch() => AssertIssue(
        "NG1002 layer 0/1 Tensor: Add input in Basic | 8×6×6 | layer 0.0, Conv2d 3×3, 8 | 'input' | 4×8×8 | "
        + "strides and paddings of both paths must leave maps of one size, and a 1×1 convolution makes the channels fit",
        Image().Block("Basic", static block => block.Conv2d(8).Add("input")).Use("Basic"),
        Image().Block("Basic", static block => block.Conv2d(4, 3, ("Padding", 1)).Add("input")).Use("Basic"));

    [Fact]
    public void AVectorAndAMap() => AssertIssue(
        "NG1002 layer 1 Tensor: Mul input | 256 | layer 0, Flatten | 'input' | 4×8×8 | flatten both, or neither; or one of them is a 1×1 map of as many channels",
        Image().Flatten().Mul("input"),
        Image().Flatten().Layer("ReLU", ("Name", "a")).Add("a").Mul("a").Concat("a"));

    [Fact]
    public void AGateIsAMapOfOnePosition() => Assert.Equal(
        [new TensorShape(4, 8, 8), new TensorShape(4, 8, 8)],
        new[] { Image().AdaptiveAvgPool2d(1).Mul("input"), Image().Named("a").AdaptiveAvgPool2d(1).Layer("Sigmoid", ("Name", "gate")).From("a").Mul("gate") }
            .Select(static net => net.Build().Output.Shape));

    [Fact]
    public void AShortcutThatNoConvolutionMakes() => AssertIssue(
        "NG1002 layer 0/1: Shortcut in Basic | 4×6×6 | layer 0.0, Conv2d 3×3, 4 | 'input' | 4×8×8 | "
        + "no 1×1 convolution of any stride makes one from the other: strides, pools and paddings must leave ⌈size / stride⌉",
        Image().Block("Basic", static block => block.Conv2d(4).Layer("Shortcut")).Use("Basic"),
        Image().Block("Basic", static block => block.Conv2d(6, 3, ("Padding", 1), ("Stride", 2)).Layer("Shortcut")).Use("Basic"));

    [Theory]
    [InlineData("a", "'a'", "4×8×8")]
    [InlineData("input", "'input'", "4×8×8")]
    public void ConcatOfDifferentSizes(string tensor, string title, string shape) => AssertIssue(
        $"NG1003 layer 2 Tensors: Concat {tensor} | {title} | {shape} | 4×4×4 | layer 1, MaxPool2d 2×2 | strides, pools and paddings of all paths must leave maps of one size",
        Image().Named("a").MaxPool2d().Concat(tensor),
        Image().Named("a").MaxPool2d(3, ("Stride", 1), ("Padding", 1)).Concat(tensor));

    [Fact]
    public void ConcatOfAMapAndAVector() => AssertIssue(
        "NG1003 layer 1 Tensors: Concat input | 'input' | 4×8×8 | 256 | layer 0, Flatten | flatten all of them, or none",
        Image().Flatten().Concat("input"),
        Image().ReLU().Concat("input").Flatten());

    [Fact]
    public void ConcatOfOneTensorTwiceIsLegal() => Assert.Equal(new TensorShape(12, 8, 8), Image().ReLU().Concat("input", "input").Build().Output.Shape);

    [Theory]
    [InlineData(new string[0], "empty", "one text or more")]
    [InlineData(new[] { "input", "" }, "[input, ]", "texts of one line that are not empty")]
    public void ConcatOfNothing(string[] tensors, string value, string range) => AssertIssue(
        $"NG1006 layer 1 Tensors: Concat | Tensors | {value} | {range}",
        Image().ReLU().Concat(tensors),
        Image().ReLU().Concat("input"));

    [Fact]
    public void TheInputMayBeReadAtTheVeryBeginning() => Assert.Equal(
        [Network.Input, Network.Input], Assert.Single(Image().Add("input").Build().Nodes).Inputs);

    [Fact]
    public void BlockWidthOutsideABlock() => AssertIssue(
        "NG1006 layer 0 OutChannels: Conv2d | OutChannels | 4 * Block.Width | a number: Block.Width has a value only inside a class with [Block]",
        Image().Conv2d(unchecked(4 * Width), 1),
        Image().Conv2d(4, 1));

    [Fact]
    public void BlockWidthWhereNoneIsGiven() => AssertIssue(
        "NG1006 layer 0/0 OutChannels: Conv2d in Basic | OutChannels | Block.Width | a width where the block is used, such as the 64 of [Stage<…>(64)] and [Use<…>(64)]",
        Image().Block("Basic", static block => block.Conv2d(Width, 1)).Stage("Basic"),
        Image().Block("Basic", static block => block.Conv2d(Width, 1)).Stage("Basic", ("Width", 6)));

    [Theory]
    [InlineData(Width + 1)]
    [InlineData(Width / 128)]
    [InlineData(Width + In)]
    [InlineData(-Stride)]
    public void ArithmeticThatCannotBeFollowed(int channels) => AssertIssue(
        "NG1006 layer 0/0 OutChannels: Conv2d in Basic | OutChannels | what can't be computed from Block.Width, Block.In or Block.Stride | "
        + "a number, or Block.Width, Block.In or Block.Stride, times a whole number up to 32 or divided by one up to 16, as in 4 * Block.Width and Block.In / 2",
        Image().Block("Basic", block => block.Conv2d(channels, 1)).Stage("Basic", ("Width", 6)),
        Image().Block("Basic", static block => block.Conv2d(3 * Width / 2, 1)).Stage("Basic", ("Width", 6)));

    [Fact]
    public void ArithmeticWhoseResultIsOutOfRange() => AssertIssue(
        "NG1006 layer 0/0 OutChannels: Conv2d in Basic | OutChannels | 0 (Block.In / 8) | 1 to 1,048,576",
        Image().Block("Basic", static block => block.Conv2d(In / 8, 1)).Use("Basic"),
        Image().Block("Basic", static block => block.Conv2d(In / 4, 1)).Use("Basic"));

    [Fact]
    public void AFloatMayBeComputedFromASymbol() => Assert.Equal(
        0.5f * 6,
        Assert.IsType<Rescale>(Assert.Single(
            Image().Block("Basic", static block => block.Rescale((float)Width / 2)).Use("Basic", ("Width", 6)).Build().Nodes).Layer).Scale);

    [Fact]
    public void AStagesNameCountsRepetitionsOnly() => AssertIssue(
        "NG1006 layer 0 Name: Stage | Name | \"block{k}\" | with no braces but those of {i}, the repetition counted from FirstIndex, and {n}, one more",
        Image().Block("Basic", static block => block.ReLU()).Stage("Basic", ("Repeat", 2), ("Name", "block{k}")),
        Image().Block("Basic", static block => block.ReLU()).Stage("Basic", ("Repeat", 2), ("Name", "block{n}")));

    [Fact]
    public void AUseHasNothingToCount() => AssertIssue(
        "NG1006 layer 0 Name: Use | Name | \"block{i}\" | without braces: Use runs its block once, and only Stage counts",
        Image().Block("Basic", static block => block.ReLU()).Use("Basic", ("Name", "block{i}")),
        Image().Block("Basic", static block => block.ReLU()).Stage("Basic", ("Name", "block{i}")));

    [Fact]
    public void ALargeNegativeNumberOfTheUsersOwn() =>
        Assert.Equal("-65,536", Assert.Single(Image().Conv2d(-65_536, 1).Issues()).Messages[2]);

    [Fact]
    public void TooManyRepetitions() => AssertIssue(
        "NG1008 layer 0/0: ReLU in Basic | 10,001 layers | 10,000 | use fewer layers, or smaller numbers for Repeat",
        Image().Block("Basic", static block => block.ReLU()).Stage("Basic", ("Repeat", 10_000)),
        Image().Block("Basic", static block => block.ReLU()).Stage("Basic", ("Repeat", 9_999)));

    [Fact]
    public void BlocksThatDoubleThemselvesWithoutALayerEndToo()
    {
        Declare net = Image().Use("B0").ReLU();
        for (int i = 0; i < 40; i++)
        {
            net.Block("B" + i, block => block.Use("B" + (i + 1)).Use("B" + (i + 1)));
        }

        net.Block("B40", static block => block.From("input"));
        Assert.Equal((IssueId.TooLarge, "10,001 layers"), (Assert.Single(net.Issues()).Id, net.Issues()[0].Messages[1]));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(20_000)]
    public void BlocksTooDeepWithinOneAnother(int depth)
    {
        NetworkIssue issue = Assert.Single(Nested(depth).Issues());

        Assert.Equal(
            ["Use B64 in B63", "65 blocks within one another", "64", "write some of their layers out"],
            issue.Messages);
        Assert.Equal((IssueId.TooLarge, 64), (issue.Id, issue.Within.Count));
        Assert.Empty(Nested(64).Issues());

        static Declare Nested(int depth)
        {
            Declare net = Image().Use("B0");
            for (int i = 0; i < depth; i++)
            {
                net.Block("B" + i, block => _ = i == depth - 1 ? block.ReLU() : block.Use("B" + (i + 1)));
            }

            return net;
        }
    }

    [Fact]
    public void ActivationsThatNoArrayHolds() => AssertIssue(
        "NG1008 layer 1: layer 1, ReLU | 2,147,483,648 activations of one image | 2,147,483,583 | use fewer layers or channels, more strides or pools, or a smaller image",
        Declare.Network(1, 32_768, 32_768).ReLU().ReLU(),
        Declare.Network(1, 32_768, 32_768).ReLU());

    [Fact]
    public void MacsThatNobodyWaitsFor() => AssertIssue(
        "NG1008 layer 0: layer 0, Conv2d 1031×1031, 1, padding same | 1,141,345,682,980,864 MACs | 1,125,899,906,842,624 | use fewer layers or channels, more strides or pools, or a smaller image",
        Declare.Network(1, 32_768, 32_768).Conv2d(1, 1031, ("Padding", Declare.Same)),
        Declare.Network(1, 32_768, 32_768).Conv2d(1, 1001, ("Padding", Declare.Same)));

    [Fact]
    public void ChannelsThatNoTensorHas() => AssertIssue(
        "NG1008 layer 1: Concat input | 1,048,578 channels | 1,048,576 | concatenate fewer tensors, or narrower ones",
        Declare.Network(524_289, 1, 1).ReLU().Concat("input"),
        Declare.Network(524_288, 1, 1).ReLU().Concat("input"));

    [Fact]
    public void PackedWeightsThatNoArrayHolds()
    {
        NetworkIssue issue = Assert.Single(Declare.Network(1, 1000, 1000).Flatten().Linear(1073).Issues());

        Assert.Equal((IssueId.TooLarge, NetworkIssue.WholeNetwork, "all layers", "2,147,483,647"), (issue.Id, issue.LayerIndex, issue.Messages[0], issue.Messages[2]));
        Assert.EndsWith(" packed weights", issue.Messages[1], StringComparison.Ordinal);
        Assert.Empty(Declare.Network(1, 1000, 1000).Flatten().Linear(500).Issues());
    }

    private static Declare Image() => Declare.Network(4, 8, 8);

    /// <summary>The broken one has this issue and no other; the sound one has none, but for a warning that is named.</summary>
    private static void AssertIssue(string expected, Declare broken, Declare sound, string? warning = null)
    {
        BuildResult result = NetworkBuilder.Build(broken.Declaration());

        Assert.Equal([expected], result.Issues.Select(Declare.Text));
        Assert.True(result.Issues.All(static issue => issue.IsError));
        Assert.Null(result.Network);
        Assert.Empty(sound.Issues().Where(issue => issue.Id != warning).Select(Declare.Text));
        Assert.NotNull(NetworkBuilder.Build(sound.Declaration()).Network);
    }
}

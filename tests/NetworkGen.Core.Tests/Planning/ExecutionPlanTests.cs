using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

public sealed class ExecutionPlanTests
{
    [Fact]
    public void PlanningIsAPureFunction() =>
        Assert.Equal(ExecutionPlan.For(Networks.Digits().Build()), ExecutionPlan.For(Networks.Digits().Build()));

    [Fact]
    public void BatchNormAndReluVanishIntoTheConvolutionBeforeThem()
    {
        InferencePlan plan = ExecutionPlan.For(Declare.Network(3, 16, 16).Conv2d(16).BatchNorm2d().ReLU().Build()).Inference;

        KernelCall call = Assert.Single(plan.Calls);
        Assert.IsType<ConvolutionKernel>(call.Kernel);
        Assert.Equal("WeightLayout.PackWithBatchNorm", Assert.IsType<RuntimeKernel>(Assert.Single(plan.Packing).Kernel).Method);
    }

    [Fact]
    public void AnActivationOfManyInstructionsRunsInPlace()
    {
        InferencePlan plan = ExecutionPlan.For(Declare.Network(3, 16, 16).Conv2d(16).Layer("GELU").Build()).Inference;

        KernelCall call = plan.Calls[1];
        Assert.IsType<ActivationKernel>(call.Kernel);
        Assert.Equal(call.Operands[0], call.Operands[1]);
    }

    [Fact]
    public void DropoutAndFlattenOfASinglePositionCostNothingInInference()
    {
        Network network = Declare.Network(3, 16, 16).Conv2d(16).AdaptiveAvgPool2d(1).Layer("Dropout", ("P", 0.5f)).Flatten().Linear(10).Build();

        Assert.Equal(3, ExecutionPlan.For(network).Inference.Calls.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(15)]
    public void AnImageOfFewChannelsStaysInPlanesForAConvolution(int channels) =>
        Assert.Equal(ConvolutionInput.Planes, FirstConvolution(Declare.Network(channels, 16, 16).Conv2d(16)).Input);

    [Fact]
    public void AnImageOfManyChannelsIsBlocked() =>
        Assert.Equal(ConvolutionInput.Blocks, FirstConvolution(Declare.Network(16, 16, 16).Conv2d(16)).Input);

    [Fact]
    public void RescaleAndNormalizeAtTheFrontAreDoneWhileTheImageIsCopied()
    {
        Network network = Declare.Network(2, 8, 8).Rescale(0.5f).Layer("Normalize", ("Mean", new[] { 1.0, 2.0 }), ("Std", new[] { 4.0, 8.0 })).Conv2d(16).Build();
        ExecutionPlan plan = ExecutionPlan.For(network);

        Assert.Equal([0.125f, 0.0625f], plan.Input.Scale);
        Assert.Equal([-0.25f, -0.25f], plan.Input.Offset);
        Assert.Single(plan.Inference.Calls);
    }

    /// <summary>Beside its map, a layer by Winograd's minimal filtering needs a strip of tiles: of large maps that is little, of small ones much.</summary>
    [Theory]
    [InlineData(64, 2)]
    [InlineData(224, 0)]
    public void InferenceNeedsLessMemoryThanAllActivationsTogether(int size, int winograd)
    {
        Network network = Networks.Vgg16Features(size).Winograd(winograd).Build();
        long together = network.Nodes.Sum(static node => node.Shape.Length);

        Assert.True(ExecutionPlan.For(network).Inference.ArenaLength < together / 2);
    }

    [Fact]
    public void OnlyBatchStatisticsWaitForTheWholeBatch()
    {
        TrainingPlan plain = ExecutionPlan.For(Networks.Digits().Build()).Training;
        Assert.DoesNotContain(plain.Forward.Concat(plain.Backward), static phase => phase.Scope == PhaseScope.Batch);
        Assert.Equal(PhaseScope.Image, plain.Forward[0].Scope);

        TrainingPlan normed = ExecutionPlan.For(Declare.Network(1, 28, 28).Conv2d(16).BatchNorm2d().ReLU().Conv2d(8).Build()).Training;
        Assert.Equal([PhaseScope.Image, PhaseScope.Batch, PhaseScope.Image], normed.Forward.Select(static phase => phase.Scope));
    }

    [Fact]
    public void TheGradientOfTheImageIsNotPartOfBackward()
    {
        TrainingPlan plan = ExecutionPlan.For(Declare.Network(1, 28, 28).Conv2d(16).Build()).Training;

        Assert.DoesNotContain(plan.Backward.SelectMany(static phase => phase.Calls), static call => call.Kernel is ConvolutionKernel);
        Assert.Contains(plan.BackwardInput.SelectMany(static phase => phase.Calls), static call => call.Kernel is ConvolutionKernel);
    }

    [Fact]
    public void EveryOperandLiesWithinItsMemory()
    {
        foreach (Declare declaration in new[] { Networks.Digits(), Networks.Vgg16Features(32), Networks.Pyramid(), Strided(), LargeHead(2048) })
        {
            ExecutionPlan plan = ExecutionPlan.For(declaration.Build());
            Within(plan.Inference.Calls, OperandKind.Arena, plan.Inference.ArenaLength);
            Within(plan.Inference.Calls, OperandKind.Weights, plan.Inference.WeightsLength);
            if (plan.Inference.Group is { } group)
            {
                KernelCall[] calls = [group.CopyColumn, .. group.Calls, group.CopyOutput];
                Within(calls, OperandKind.Arena, plan.Inference.ArenaLength + group.ArenaLength);
                Within(calls, OperandKind.Weights, plan.Inference.WeightsLength);
            }

            KernelCall[] training = [.. plan.Training.Forward.Concat(plan.Training.Backward).Concat(plan.Training.BackwardInput).SelectMany(static phase => phase.Calls)];
            Within(training, OperandKind.Arena, plan.Training.SampleLength);
            Within(training, OperandKind.Scratch, plan.Training.ScratchLength);
            Within(training, OperandKind.Weights, plan.Training.WeightsLength);
            Within(training, OperandKind.WeightGradients, plan.Training.WeightGradientsLength);
        }
    }

    /// <summary>16 MiB, from which weights don't stay in a cache between two images, are 2048 × 2048.</summary>
    [Theory]
    [InlineData(2032, false)]
    [InlineData(2048, true)]
    public void AHeadTakesAGroupOfImagesWhereItsWeightsAreMany(int features, bool isGrouped) =>
        Assert.Equal(isGrouped, ExecutionPlan.For(LargeHead(features).Build()).Inference.Group is not null);

    [Fact]
    public void AGroupsHeadHasTheWeightsOfAnImages()
    {
        InferencePlan plan = ExecutionPlan.For(LargeHead(2048).Build()).Inference;

        Assert.Equal(2, plan.Group!.Calls.Count);
        Assert.Equal(Weights(plan.Calls.Skip(plan.Group.Body)), Weights(plan.Group.Calls));

        static IEnumerable<Operand> Weights(IEnumerable<KernelCall> calls) =>
            calls.SelectMany(static call => call.Operands).Where(static operand => operand.Kind == OperandKind.Weights);
    }

    /// <summary>The vector of another path isn't among the columns.</summary>
    [Fact]
    public void AHeadBeginsBehindTheLastAddition()
    {
        Declare net = Declare.Network(2048, 1, 1).Flatten().Layer("LayerNorm", ("Name", "a")).Linear(2048).Add("a");

        Assert.Null(ExecutionPlan.For(net.Build()).Inference.Group);
        Assert.Single(ExecutionPlan.For(net.Linear(2048).Build()).Inference.Group!.Calls);
    }

    [Fact]
    public void EveryLayerHasAKernel()
    {
        foreach (string kind in LayerCatalog.Kinds)
        {
            Declare net = Declare.Network(4, 8, 8);
            Network network = (kind == "Linear" ? net.Flatten() : net)
                .Layer(kind, ("OutChannels", 4), ("OutFeatures", 4), ("OutputSize", 2), ("KernelSize", 3), ("Scale", 2), ("Groups", 2), ("Tensor", "input"), ("Tensors", new[] { "input" }))
                .Build();

            Assert.NotNull(KernelCatalog.For(network.Output));
        }
    }

    private static Declare LargeHead(int features) => Declare.Network(128, 4, 4).Conv2d(128, 3, ("Padding", 1)).Flatten().Linear(features).BatchNorm2d().ReLU().Linear(10, ("Bias", false));

    private static Declare Strided() => Declare.Network(3, 33, 31)
        .Conv2d(32, 5, ("Stride", 2), ("Padding", 2)).BatchNorm2d().ReLU()
        .DepthwiseConv2d(3, ("Stride", 3)).Conv2d(48, 3, ("Dilation", 2), ("Padding", 2), ("Groups", 2)).Flatten().Linear(5);

    private static ConvolutionKernel FirstConvolution(Declare declaration) =>
        ExecutionPlan.For(declaration.Build()).Inference.Calls.Select(static call => call.Kernel).OfType<ConvolutionKernel>().First();

    private static void Within(IEnumerable<KernelCall> calls, OperandKind kind, long length) =>
        Assert.All(calls.SelectMany(static call => call.Operands).Where(operand => operand.Kind == kind), operand => Assert.InRange(operand.Offset, 0, length - 1));
}

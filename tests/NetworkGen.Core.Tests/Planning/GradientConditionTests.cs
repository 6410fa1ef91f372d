using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

/// <summary>Which calls of a backward pass are left out where parameters are frozen.</summary>
public sealed class GradientConditionTests
{
    /// <summary>0, 1: conv1's weight and bias; 2: conv2's weight; 3, 4: bn2's; 5, 6: fc's.</summary>
    private static TrainingPlan Plan { get; } = ExecutionPlan.For(Declare.Network(3, 8, 8)
        .Conv2d(16, 3, ("Name", "conv1")).ReLU().Conv2d(16, 3, ("Name", "conv2"), ("Bias", false)).Layer("BatchNorm2d", ("Name", "bn2"))
        .Flatten().Linear(4, ("Name", "fc")).Build()).Training;

    [Fact]
    public void OnlyTheGradientOfTheResultIsCopiedInAlways() =>
        Assert.Equal("ImageLayout.Copy", Assert.Single(Calls(Plan.Backward), static call => call.Condition is null).Kernel.Name);

    [Fact]
    public void AResultIsWantedForTheParametersInFrontOfIt()
    {
        Assert.Equal([[0, 1], [2], [3, 4], [5, 6]], Plan.Switches.Select(static one => one.Parameters.ToArray()));
        Assert.Equal([[], [0], [1], [2]], Plan.Switches.Select(static one => one.Results.ToArray()));
    }

    [Fact]
    public void WeightGradientsAreComputedForTheirParameterAlone()
    {
        Assert.Equal([5, 2, 0], Conditions(Calls(Plan.Backward).Where(static call => call.Kernel is ConvolutionWeightsKernel)));
        Assert.Equal([6, 1], Conditions(Calls(Plan.Backward).Where(static call => call.Kernel is BiasGradientKernel)));
        Assert.Equal([5, 6, 2, 0, 1], Conditions(Plan.Unpacking));
    }

    /// <summary>dx of a batch norm needs the sums that are its parameters' gradients: they are computed, but added only where they are trained, which the call asks by the parameter's number.</summary>
    [Fact]
    public void ABatchNormsSumsAreComputedForItsInputToo()
    {
        KernelCall call = Assert.Single(Calls(Plan.Backward), static call => call.Kernel.Name == "RunStatisticsGradients");
        Assert.Equal(new GradientCondition(IsParameter: false, 2), call.Condition);
        Assert.Equal(3, call.Operands[^2]);
    }

    [Fact]
    public void WhatBackwardLeavesToTheInputHasNoCondition() => Assert.All(Calls(Plan.BackwardInput), static call => Assert.Null(call.Condition));

    /// <summary>Backward meets "left", a slice of the concatenation, before the whole; "right" counts on the halo even where "left" is frozen.</summary>
    [Fact]
    public void TheHaloOfASharedGradientIsClearedForAllWhoShareIt()
    {
        TrainingPlan plan = ExecutionPlan.For(Declare.Network(3, 8, 8)
            .Conv2d(16, 3, ("Padding", 1), ("Name", "left"))
            .Layer("From", ("Tensor", "input")).Conv2d(16, 3, ("Padding", 1), ("Name", "front")).ReLU().Conv2d(16, 3, ("Padding", 1), ("Name", "right"))
            .Layer("Concat", ("Tensors", new[] { "left" }), ("Name", "both"))
            .Conv2d(16, 1, ("Name", "behind")).Layer("Mul", ("Tensor", "left")).Build()).Training;
        string[] titles = [.. Calls(plan.Backward)
            .Where(static call => call.Kernel.Name == "MapLayout.ClearHalo" && call.Operands[1].Offset == 2)
            .Select(call => plan.Switches[call.Condition!.Index].Title)];
        Assert.NotEmpty(titles);
        Assert.All(titles, static title => Assert.Equal("both", title));
    }

    private static IEnumerable<KernelCall> Calls(IEnumerable<Phase> phases) => phases.SelectMany(static phase => phase.Calls);

    private static IEnumerable<int> Conditions(IEnumerable<KernelCall> calls) => calls.Select(static call =>
    {
        Assert.True(call.Condition!.IsParameter);
        return call.Condition.Index;
    });
}

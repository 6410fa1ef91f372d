using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using Xunit;

namespace NetworkGen.Core.Tests.Planning;

public sealed class WaitsTests
{
    public static TheoryData<string> Names => [.. _networks.Keys];

    private static readonly Dictionary<string, Func<Declare>> _networks = new()
    {
        ["digits"] = Networks.Digits,
        ["pyramid"] = static () => Networks.Pyramid(),
        ["VGG, direct"] = static () => Networks.Vgg16Features(64),
        ["VGG, F(2×2)"] = static () => Networks.Vgg16Features(64).Winograd(1),
        ["VGG, F(4×4)"] = static () => Networks.Vgg16Features(224).Winograd(0),
        ["residuals"] = static () => Declare.Network(3, 32, 32)
            .Conv2d(16, 3, ("Padding", 1), ("Name", "a")).ReLU()
            .Conv2d(16, 3, ("Padding", 1)).BatchNorm2d().ReLU().Conv2d(16, 3, ("Padding", 1)).BatchNorm2d().Add("a").ReLU()
            .Conv2d(32, 3, ("Padding", 1), ("Stride", 2)).ReLU().AdaptiveAvgPool2d(1).Flatten().Linear(10),
        ["branches"] = static () => Declare.Network(3, 24, 24)
            .Conv2d(32, 3, ("Padding", 1), ("Name", "trunk")).ReLU()
            .Conv2d(16, 1, ("Name", "left")).From("trunk").Conv2d(17, 3, ("Padding", 1), ("Name", "right"))
            .Concat("left", "right").Layer("GELU").Conv2d(8, 1).Layer("Softmax"),
        ["rows"] = static () => Declare.Network(64, 56, 56)
            .BatchNorm2d().ReLU().Conv2d(96, 1).DepthwiseConv2d(3, ("Padding", 1)).BatchNorm2d().Layer("ReLU6").Conv2d(64, 1).Add("input")
            .AdaptiveAvgPool2d(1).Flatten().Linear(10),
        ["up and down"] = static () => Declare.Network(3, 16, 16)
            .Conv2d(16, 3, ("Padding", 1)).ReLU().MaxPool2d().DepthwiseConv2d(3, ("Padding", 1)).Layer("GroupNorm", ("Groups", 4)).ReLU()
            .ConvTranspose2d(8, 3, ("Stride", 2)).Upsample(2).Conv2d(1, 3, ("Padding", 1)).Layer("Sigmoid"),
    };

    /// <summary>Between two waits, no call depends on what another core may not have done yet; loops go round and round.</summary>
    [Theory, MemberData(nameof(Names))]
    public void NoTwoCallsBetweenWaitsTouchTheSameFloats(string name)
    {
        var since = new List<KernelCall>();
        foreach (KernelCall call in Unrolled(name))
        {
            if (call.Waits)
            {
                since.Clear();
            }

            Assert.DoesNotContain(since, before => Meet(before, call));
            since.Add(call);
        }
    }

    /// <summary>No wait is there for nothing: the call behind it meets one since the wait before.</summary>
    [Theory, MemberData(nameof(Names))]
    public void NoWaitIsThereForNothing(string name)
    {
        KernelCall[] calls = [.. Unrolled(name)];
        for (int index = 0; index < calls.Length; index++)
        {
            int last = Array.FindLastIndex(calls, index == 0 ? 0 : index - 1, static call => call.Waits);
            bool isNeeded = calls[Math.Max(last, 0)..index].Any(before => Meet(before, calls[index]));
            Assert.True(!calls[index].Waits || isNeeded || calls[index].Strips is not null, $"{calls[index].Kernel.Name} waits");
        }
    }

    /// <summary>Cores that have strips of their own don't go round equally often: they wait in front of the loop only.</summary>
    [Fact]
    public void NobodyWaitsBetweenStripsOfItsOwn()
    {
        KernelCall[][] loops = [.. Unrolled("VGG, F(4×4)").Where(static call => call.Strips is { IsDivided: true }).GroupBy(static call => call.Strips).Select(static loop => loop.ToArray())];
        Assert.NotEmpty(loops);
        Assert.All(loops, static loop => Assert.DoesNotContain(loop.Skip(1), static call => call.Waits));
    }

    [Fact]
    public void AConvolutionWaitsForTheOneBefore()
    {
        InferencePlan plan = ExecutionPlan.For(Declare.Network(16, 8, 8).Conv2d(16, 1).Conv2d(16, 1).Build()).Inference;
        Assert.Equal([true, true], plan.Calls.Select(static call => call.Waits));
        Assert.True(plan.CopyOutput.Waits);
        Assert.Equal(3, plan.Waits);
    }

    [Fact]
    public void TwoThatReadTheSameDontWaitForEachOther()
    {
        InferencePlan plan = ExecutionPlan.For(Declare.Network(16, 8, 8).Conv2d(16, 1, ("Name", "a")).Conv2d(16, 1, ("Name", "b")).From("a").Conv2d(32, 1, ("Name", "c")).Concat("b").Build()).Inference;
        Assert.Equal([true, true, false], plan.Calls.Select(static call => call.Waits));
    }

    [Fact]
    public void ZerosAroundAMapAreNoReasonToWait()
    {
        InferencePlan plan = ExecutionPlan.For(Declare.Network(16, 8, 8).Conv2d(16, 1).Conv2d(16, 3, ("Padding", 1)).Winograd(2).Build()).Inference;
        Assert.Equal(["MapLayout.ClearHalo", "Pointwise", "Convolution"], plan.Calls.Select(static call => call.Kernel.Name.Split('_')[0]));
        Assert.Equal(2, plan.Calls.Count(static call => call.Waits));
        Assert.False(plan.Calls[0].Waits && plan.Calls[1].Waits);
    }

    private static IEnumerable<KernelCall> Unrolled(string name)
    {
        InferencePlan plan = ExecutionPlan.For(_networks[name]().Build()).Inference;
        KernelCall[] calls = [.. plan.CopyFloats, .. plan.Calls, plan.CopyOutput];
        for (int first = 0; first < calls.Length;)
        {
            KernelCall[] loop = [.. calls.Skip(first).TakeWhile(call => call.Strips == calls[first].Strips)];
            int length = calls[first].Strips is null ? 1 : loop.Length;
            int rounds = calls[first].Strips is { IsDivided: false } ? 3 : 1;
            for (int round = 0; round < rounds; round++)
            {
                foreach (KernelCall call in loop.Take(length))
                {
                    yield return call;
                }
            }

            first += length;
        }
    }

    private static bool Meet(KernelCall before, KernelCall call)
    {
        // Each core has strips of its own: what passes between the calls of one lies in its own arena, and results of two strips are alike.
        if (before.Strips is { IsDivided: true } strips && strips == call.Strips)
        {
            return false;
        }

        bool isHalo = before.Kernel.Name == "MapLayout.ClearHalo";
        return (before.Kernel.IsShared || call.Kernel.IsShared) && Maps(before).Any(one => Maps(call).Any(other =>
            one.Region.First < other.Region.First + other.Region.Length && other.Region.First < one.Region.First + one.Region.Length
            && (one.IsWritten || other.IsWritten)
            && !(isHalo && other.IsWritten && one.Region.Buffer == other.Region.Buffer)));
    }

    private static IEnumerable<(Region Region, bool IsWritten)> Maps(KernelCall call) => call.Operands
        .Select((operand, index) => (operand.Region, IsWritten: !call.Kernel.OnlyReads(call, index)))
        .Where(static map => map.Region is not null)
        .Select(static map => (map.Region!, map.IsWritten));
}

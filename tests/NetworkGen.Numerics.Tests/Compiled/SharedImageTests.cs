using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkCasesData;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Several cores on one image: the bits of one core, whoever lags behind. Images differ, so that what a core reads too early is not by chance
/// what the image before left there.
/// </summary>
public sealed class SharedImageTests
{
    private const int Images = 3;

    public static TheoryData<string> Cases => [.. GoldenCases.All.Select(testCase => testCase.Name)];

    public static TheoryData<string> Networks => Names;

    [Theory, MemberData(nameof(Cases))]
    public void AnyNumberOfCoresGivesTheBitsOfOne(string name)
    {
        TestCase testCase = GoldenCases.Get(name);
        INetworkUnderTest network = CompiledCases.Golden.Create(testCase);
        network.TakeStateOf(new ReferenceNetwork(testCase));
        float[] x = NetworkUnderTest.Narrow(Recipe.Input(testCase, Images));
        network.Threads = 1;
        Assert.Null(SharedImages.Differing(network, x, network.Forward(x)));
    }

    [Theory, MemberData(nameof(Networks))]
    public void BytesToo(string name)
    {
        INetworkUnderTest network = Create(name);
        byte[] x = Array.ConvertAll(Input(name, Images), static value => (byte)Math.Clamp(value, 0, 255));
        var expected = new float[Images * network.OutputLength];
        network.Threads = 1;
        network.Forward(x, expected);
        foreach (int members in new[] { 2, 3, 7 })
        {
            Assert.Equal(Bits(expected), Bits(SharedImages.Forward(network, x, members)));
        }
    }

    /// <summary>A batch of which some images are left over when each core has had as many as the others.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void WhatIsLeftOfABatchGivesTheSameBits(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 9);
        network.Threads = 1;
        float[] expected = network.Forward(x);
        foreach (int members in new[] { 2, 4, 7 })
        {
            float[] actual = [];
            SharedImages.Use(network, members, () => actual = network.Forward(x));
            Assert.Equal(Bits(expected), Bits(actual));
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 1);
        var y = new float[network.OutputLength];
        long allocated = -1;
        SharedImages.Use(network, 2, () => allocated = Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<float>)x, y)));
        Assert.Equal(0, allocated);
    }

    /// <summary>Who finds the threads taken needs an arena, and nothing for cores that it doesn't get.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void TwoCallersAllocateNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 1);
        long[] allocated = [-1, -1];
        SharedImages.Use(network, 5, () =>
        {
            Thread[] callers = [.. Enumerable.Range(0, 2).Select(caller => new Thread(() =>
            {
                var y = new float[network.OutputLength];
                allocated[caller] = Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<float>)x, y));
            }))];
            Array.ForEach(callers, static caller => caller.Start());
            Array.ForEach(callers, static caller => caller.Join());
        });
        Assert.Equal([0, 0], allocated);
    }

    /// <summary>One caller gets the threads, the others run alone; all the same bits.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void ManyCallersAtOnce(string name)
    {
        const int Callers = 4;
        INetworkUnderTest network = Create(name);
        float[][] inputs = [.. Enumerable.Range(1, Callers).Select(caller => Input(name, batchSize: 1, step: caller))];
        float[][] expected = Array.ConvertAll(inputs, network.Forward);
        var differing = new bool[Callers];
        SharedImages.Use(network, 3, () =>
        {
            Thread[] callers = [.. Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
            {
                for (int i = 0; i < 10; i++)
                {
                    differing[caller] |= !Bits(expected[caller]).SequenceEqual(Bits(network.Forward(inputs[caller])));
                }
            }))];
            Array.ForEach(callers, static caller => caller.Start());
            Array.ForEach(callers, static caller => caller.Join());
        });
        Assert.DoesNotContain(true, differing);
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Freezing changes what is computed, never a number: gradients of what is trained, and of the input, have the bits they have without it.
/// </summary>
public sealed class FreezeTests
{
    private const int Images = 3;
    private const float Untouched = 12345;

    private static readonly Lazy<CompiledCases> _compiled = new(static () => CaseCompiler.Compile(FreezeNetworks.All));

    public static TheoryData<string> Networks => [.. FreezeNetworks.All.Select(static network => network.Name)];

    [Theory, MemberData(nameof(Networks))]
    public void TheOthersAndTheInputGetTheSameBits(string name)
    {
        INetworkUnderTest free = Create(name);
        using TrainingPass reference = free.CreateTrainingPass(Images);
        Step(free, reference, 1);
        reference.ZeroGradients();
        float[] y = Step(free, reference, 2);
        float[] gradients = reference.Gradients.ToArray();
        float[] input = reference.InputGradient.ToArray();
        Assert.Contains(input, static value => value != 0);

        foreach (bool[] mask in Masks(free.Parameters.Count))
        {
            INetworkUnderTest network = Create(name);
            using TrainingPass pass = network.CreateTrainingPass(Images);

            // What a step without frozen parameters leaves behind would show where something is left out by mistake.
            Step(network, pass, 1);
            Freeze(network, mask);
            pass.ZeroGradients();
            Fill(network, pass, Untouched);
            Assert.Equal(y, Step(network, pass, 2));
            ExpectGradients(network, pass, gradients, mask);
            Assert.Equal(Bits(input), Bits(pass.InputGradient));
            ExpectGradients(network, pass, gradients, mask);
            Assert.Equal(Bits(free.Buffers.Values), Bits(network.Buffers.Values));
        }
    }

    /// <summary>Backward may run again on the same forward pass, after the input's gradient and with other parameters frozen.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void BackwardRunsAgainWithOthersFrozen(string name)
    {
        INetworkUnderTest free = Create(name);
        using TrainingPass reference = free.CreateTrainingPass(Images);
        Step(free, reference, 1);
        float[] gradients = reference.Gradients.ToArray();
        float[] input = reference.InputGradient.ToArray();

        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(Images);
        pass.Forward(Values(network, 1, Images * network.InputLength));
        foreach (bool[] mask in Masks(network.Parameters.Count))
        {
            Freeze(network, mask);
            pass.ZeroGradients();
            Fill(network, pass, Untouched);
            pass.Backward(Values(network, 101, Images * network.OutputLength));
            ExpectGradients(network, pass, gradients, mask);
            Assert.Equal(Bits(input), Bits(pass.InputGradient));
        }
    }

    /// <summary>What is frozen when the input's gradient is asked for doesn't matter: the last backward pass is gone on with.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void UnfreezingAfterBackwardChangesNothing(string name)
    {
        INetworkUnderTest free = Create(name);
        using TrainingPass reference = free.CreateTrainingPass(Images);
        Step(free, reference, 1);

        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(Images);
        network.Parameters.FreezeAll();
        Step(network, pass, 1);
        Freeze(network, new bool[network.Parameters.Count]);
        Assert.Equal(Bits(reference.InputGradient), Bits(pass.InputGradient));
        Assert.All(pass.Gradients.ToArray(), static gradient => Assert.Equal(0, gradient));
    }

    /// <summary>Batch norm's weights put in after a forward pass are for the next one, be it before backward or before the input's gradient.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void AChangedBatchNormIsForTheNextForward(string name)
    {
        INetworkUnderTest free = Create(name);
        using TrainingPass reference = free.CreateTrainingPass(Images);
        Step(free, reference, 1);
        float[] gradients = reference.Gradients.ToArray();
        float[] input = reference.InputGradient.ToArray();

        foreach (bool[] mask in Masks(free.Parameters.Count))
        {
            INetworkUnderTest network = Create(name);
            using TrainingPass pass = network.CreateTrainingPass(Images);
            Freeze(network, mask);
            Fill(network, pass, Untouched);
            pass.Forward(Values(network, 1, Images * network.InputLength));
            DoubleBatchNorm(network);
            pass.Backward(Values(network, 101, Images * network.OutputLength));
            DoubleBatchNorm(network);
            Assert.Equal(Bits(input), Bits(pass.InputGradient));
            ExpectGradients(network, pass, gradients, mask);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(Images);
        network.Parameters.FreezeAll();
        network.Parameters[^1].IsFrozen = false;
        float[] x = Values(network, 1, Images * network.InputLength);
        float[] outputGradient = Values(network, 101, Images * network.OutputLength);
        Assert.Equal(0, Allocation.OfWarmCalls(() =>
        {
            pass.Forward(x);
            pass.Backward(outputGradient);
            _ = pass.InputGradient;
        }));
    }

    /// <summary>From a file with another head: the body's values, a fresh head with the seed's bits, and only the head in training.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void ATransferTrainsTheHeadAlone(string name)
    {
        INetworkUnderTest pretrained = Create(name);
        MemoryStream stream = new();
        pretrained.Save(stream);
        stream.Position = 0;
        string[] body = [.. pretrained.Parameters.Select(static parameter => parameter.Name.Split('.')[0]).Where(static layer => layer != "fc").Distinct()];
        INetworkUnderTest network = pretrained.Load(stream, new LoadOptions { Skip = ["fc"], Freeze = body, Seed = 7 }, out LoadReport report);
        Assert.Equal(["fc.weight", "fc.bias"], report.Skipped);
        Assert.Equal(pretrained.Parameters.Count - 2, report.Frozen.Count);

        using TrainingPass pass = network.CreateTrainingPass(Images);
        AdamW optimizer = new(0.01);
        Step(network, pass, 1);
        optimizer.Step(network.Parameters, pass.Gradients);
        INetworkUnderTest fresh = pretrained.Create(7);
        foreach (Parameter parameter in network.Parameters)
        {
            bool isHead = parameter.Name.StartsWith("fc.", StringComparison.Ordinal);
            float[] before = (isHead ? fresh : pretrained).Parameters[parameter.Name].Values.ToArray();
            Assert.Equal(isHead, !before.AsSpan().SequenceEqual(parameter.Values));
            Assert.InRange(parameter.Values.ToArray().Zip(before, static (a, b) => MathF.Abs(a - b)).Max(), 0, isHead ? 0.02f : 0);
        }
    }

    private static INetworkUnderTest Create(string name) => _compiled.Value.Create(FreezeNetworks.All.Single(network => network.Name == name));

    /// <summary>One frozen, one not, all, the front, the back, every second (so that layers are frozen in part), and a few at random.</summary>
    private static IEnumerable<bool[]> Masks(int count)
    {
        bool[] Mask(Func<int, bool> isFrozen) => [.. Enumerable.Range(0, count).Select(isFrozen)];
        for (int one = 0; one < count; one++)
        {
            yield return Mask(i => i == one);
            yield return Mask(i => i != one);
            yield return Mask(i => i < one);
            yield return Mask(i => i >= one);
        }

        yield return Mask(static i => i % 2 == 0);
        yield return Mask(static i => i % 2 == 1);
        yield return Mask(static _ => false);
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomStream random = new(5, seed);
            yield return Mask(i => random.Below((ulong)i, 2) == 0);
        }
    }

    private static void Freeze(INetworkUnderTest network, bool[] mask)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            network.Parameters[i].IsFrozen = mask[i];
        }
    }

    /// <summary>Gradients of frozen parameters get a mark that nothing may touch.</summary>
    private static void Fill(INetworkUnderTest network, TrainingPass pass, float mark)
    {
        foreach (Parameter parameter in network.Parameters.Where(static parameter => parameter.IsFrozen))
        {
            pass.Gradients.Slice(parameter.Offset, parameter.Length).Fill(mark);
        }
    }

    private static void ExpectGradients(INetworkUnderTest network, TrainingPass pass, float[] gradients, bool[] mask)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            Parameter parameter = network.Parameters[i];
            ReadOnlySpan<float> actual = pass.Gradients.Slice(parameter.Offset, parameter.Length);
            float[] expected = mask[i] ? [.. Enumerable.Repeat(Untouched, parameter.Length)] : gradients[parameter.Offset..(parameter.Offset + parameter.Length)];
            Assert.True(Bits(expected).SequenceEqual(Bits(actual)), $"{parameter.Name}, frozen: {string.Join(' ', mask)}");
        }
    }

    private static void DoubleBatchNorm(INetworkUnderTest network)
    {
        foreach (Parameter parameter in network.Parameters.Where(static parameter => parameter.Shape.Count == 1 && parameter.Name.EndsWith(".weight", StringComparison.Ordinal)))
        {
            parameter.CopyFrom([.. parameter.Values.ToArray().Select(static value => 2 * value)]);
        }
    }

    private static float[] Step(INetworkUnderTest network, TrainingPass pass, int step)
    {
        float[] y = pass.Forward(Values(network, step, Images * network.InputLength)).ToArray();
        pass.Backward(Values(network, step + 100, Images * network.OutputLength));
        return y;
    }

    private static float[] Values(INetworkUnderTest network, int stream, int length)
    {
        RandomStream random = new((ulong)network.InputLength, (ulong)stream);
        return [.. Enumerable.Range(0, length).Select(i => (4 * random.Uniform((ulong)i)) - 2)];
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), BitConverter.SingleToUInt32Bits);
}

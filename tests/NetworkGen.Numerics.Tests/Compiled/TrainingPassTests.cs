using System;
using System.Linq;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkCasesData;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What a training pass promises besides its numbers.</summary>
public sealed class TrainingPassTests
{
    public static TheoryData<string> Networks => Names;

    /// <summary>The last batch of an epoch is smaller.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void FewerImagesThanTheBatchSize(string name)
    {
        const int Images = 2;
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(batchSize: 6);
        Assert.Equal(6, pass.BatchSize);

        // a full batch first, so that whatever it leaves behind would show
        pass.Forward(Input(name, 6, step: 2));
        pass.Backward(OutputGradient(name, network, 6, step: 2));
        pass.ZeroGradients();
        network.TakeStateOf(new ReferenceNetwork(GoldenCases.Get(name)));
        float[] y = pass.Forward(Input(name, Images)).ToArray();
        pass.Backward(OutputGradient(name, network, Images));

        INetworkUnderTest other = Create(name);
        using TrainingPass exact = other.CreateTrainingPass(Images);
        AssertClose(exact.Forward(Input(name, Images)), y);
        exact.Backward(OutputGradient(name, network, Images));
        AssertClose(exact.InputGradient, pass.InputGradient);
        AssertClose(exact.Gradients, pass.Gradients);
        AssertClose(other.Buffers.Values, network.Buffers.Values);
    }

    [Theory, MemberData(nameof(Networks))]
    public void GradientsAddUpUntilZeroed(string name)
    {
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(3);
        float[] Step(int step)
        {
            pass.Forward(Input(name, 3, step));
            pass.Backward(OutputGradient(name, network, 3, step));
            return pass.Gradients.ToArray();
        }

        float[] first = Step(1);
        pass.ZeroGradients();
        Assert.All(pass.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
        float[] second = Step(2);
        float[] both = Step(1);
        AssertClose(first.Zip(second, (a, b) => a + b).ToArray(), both);
    }

    [Theory, MemberData(nameof(Networks))]
    public void TheSameStepGivesTheSameBits(string name)
    {
        float[] Run()
        {
            INetworkUnderTest network = Create(name);
            using TrainingPass pass = network.CreateTrainingPass(4);
            float[] y = pass.Forward(Input(name, 4)).ToArray();
            pass.Backward(OutputGradient(name, network, 4));
            return [.. y, .. pass.Gradients, .. pass.InputGradient, .. network.Buffers.Values];
        }

        Assert.Equal(Run().Select(BitConverter.SingleToInt32Bits), Run().Select(BitConverter.SingleToInt32Bits));
    }

    [Theory, MemberData(nameof(Networks))]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(3);
        float[] x = Input(name, 3);
        float[] outputGradient = OutputGradient(name, network, 3);
        Assert.Equal(0, Allocation.OfWarmCalls(() =>
        {
            pass.Forward(x);
            pass.ZeroGradients();
            pass.Backward(outputGradient);
        }));
    }

    [Fact]
    public void WrongLengthsAreNamed()
    {
        INetworkUnderTest network = Create(NetworkCases.LeNet.Name);
        using TrainingPass pass = network.CreateTrainingPass(2);
        Assert.Equal("images", Assert.ThrowsAny<ArgumentException>(() => pass.Forward(new float[network.InputLength + 1])).ParamName);
        Assert.Equal("images", Assert.ThrowsAny<ArgumentException>(() => pass.Forward(new float[3 * network.InputLength])).ParamName);
        pass.Forward(new float[2 * network.InputLength]);
        Assert.Equal("outputGradient", Assert.ThrowsAny<ArgumentException>(() => pass.Backward(new float[network.OutputLength])).ParamName);
        Assert.ThrowsAny<ArgumentException>(() => network.CreateTrainingPass(0));
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        NumericError error = NumericError.Of(Widen(actual), Widen(expected));
        Assert.True(error.RelativeRms <= 1e-5, $"{error}");
    }
}

using System;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class CompiledTrainingPassTests
{
    [Fact]
    public void ADisposedPassThrowsAndNamesTheClassThatUsersKnow()
    {
        NoLayers pass = new(batchSize: 2, sampleLength: 16);
        pass.Forward([1]);
        pass.Backward([1]);
        pass.ZeroGradients();
        pass.Dispose();
        pass.Dispose();
        Throws(() => pass.Gradients.Clear());
        Throws(() => pass.ZeroGradients());
        Throws(() => pass.InputGradient.ToArray());
        Throws(() => pass.Forward([1]));
        Throws(() => pass.Backward([1]));

        static void Throws(Action call) => Assert.Equal("TrainingPass", Assert.Throws<ObjectDisposedException>(call).ObjectName);
    }

    [Fact]
    public void ADisposedPassLetsGoOfItsMemory()
    {
        // 256 MiB: what other tests allocate meanwhile is nothing beside it.
        const int Floats = 1 << 26;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        NoLayers pass = new(batchSize: 1, Floats);
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        pass.Dispose();
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(pass);
        Assert.InRange(held, 3L * Floats, 5L * Floats);
        Assert.InRange(kept, long.MinValue, Floats);
    }

    [Fact]
    public void TooManyImagesAreRefusedWithTheMostThatGo()
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new NoLayers(batchSize: 200_000, sampleLength: 1 << 14));
        Assert.Equal("batchSize", exception.ParamName);
        Assert.Contains($"{64:N1} KiB", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"at most {(Array.MaxLength - 64) / (1 << 14)} ", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A pass of a network of one number that does nothing.</summary>
    private sealed class NoLayers(int batchSize, long sampleLength)
        : CompiledTrainingPass(new ParameterSet(), new ParameterSet(), batchSize, inputLength: 1, outputLength: 1, sampleLength, scratchLength: 0, weightsLength: 0, weightGradientsLength: 0, switches: 0, groupSize: 1)
    {
        protected override void RunImage(int phase, int sample, int image, ref float a, ref float s, ref float w, ref float g)
        {
        }

        protected override void PackWeights()
        {
        }

        protected override void RunForward()
        {
        }

        protected override void FindWanted()
        {
        }

        protected override void RunBackward()
        {
        }

        protected override void RunBackwardInput()
        {
        }

        protected override void UnpackGradients()
        {
        }
    }
}

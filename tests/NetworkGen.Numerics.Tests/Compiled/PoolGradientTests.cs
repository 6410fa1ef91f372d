using System;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Whom a max pool hands its gradient to where several could have it: in PyTorch the first of equals, and of what is no number the last.</summary>
public sealed class PoolGradientTests
{
    private const string Source = """
        using NetworkGen;
        [Network(1, 3, 3)]
        [MaxPool2d(3)]
        public sealed partial class LastOfNaNs;
        """;

    private static readonly Lazy<Type> _network = new(static () =>
        new AssemblyLoadContext("pool").LoadFromStream(new MemoryStream(CaseCompiler.Compile([("Pool.cs", Source)]))).GetType("LastOfNaNs", throwOnError: true)!);

    [Theory]
    [InlineData(4, new[] { 1f, 2f, 3f, 4f, 9f, 5f, 9f, 7f, 8f })]
    [InlineData(2, new[] { 1f, 2f, float.NaN, 4f, 9f, 5f, 6f, 7f, 8f })]
    [InlineData(6, new[] { 1f, float.NaN, 3f, 4f, 9f, 5f, float.NaN, 7f, 8f })]
    [InlineData(8, new[] { 1f, 2f, 3f, 4f, float.NegativeInfinity, 5f, 6f, 7f, float.NaN })]
    [InlineData(0, new[] { -0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f })]
    public void OneTapHasIt(int winner, float[] window)
    {
        using TrainingPass pass = NetworkUnderTest.Create(_network.Value, seed: 1).CreateTrainingPass(1);
        pass.Forward(window);
        pass.Backward([2.5f]);

        Assert.Equal(Enumerable.Range(0, 9).Select(tap => tap == winner ? 2.5f : 0), pass.InputGradient.ToArray());
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class ParameterSetTests
{
    private static ParameterSet Set() => new(
        new ParameterInfo("1.weight", [2, 1, 3, 3], Initializer.Uniform(1f / 3)),
        new ParameterInfo("1.bias", [2], Initializer.Uniform(1f / 3)),
        new ParameterInfo("2.weight", [2], Initializer.Constant(1)));

    [Fact]
    public void TensorsLieOneAfterTheOther()
    {
        ParameterSet set = Set();
        Assert.Equal(3, set.Count);
        Assert.Equal(22, set.TotalLength);
        Assert.Equal(22, set.Values.Length);
        Assert.Equal([0, 18, 20], set.Select(static parameter => parameter.Offset));
        Assert.Equal([18, 2, 2], set.Select(static parameter => parameter.Length));
        Assert.Equal([2, 1, 3, 3], set["1.weight"].Shape);
        Assert.Same(set[1], set["1.bias"]);
        Parameter[] spread = [.. set];
        Assert.Equal(set.ToArray(), spread);
    }

    [Fact]
    public void AnEmptySetIsFine()
    {
        ParameterSet set = new();
        Assert.Empty(set);
        Assert.Equal(0, set.TotalLength);
        set.Initialize(1);
    }

    [Fact]
    public void CopyingShowsInTheBufferAndMovesTheVersion()
    {
        ParameterSet set = Set();
        long version = set.Version;
        set["1.bias"].CopyFrom([5, 6]);
        Assert.Equal([5, 6], set["1.bias"].Values.ToArray());
        Assert.Equal([0, 5, 6, 0], set.Values[17..21].ToArray());
        Assert.True(set.Version > version);

        version = set.Version;
        set.CopyFrom([.. Enumerable.Range(0, 22).Select(static i => (float)i)]);
        Assert.Equal([20f, 21f], set["2.weight"].Values.ToArray());
        Assert.True(set.Version > version);
    }

    [Fact]
    public void AWrongLengthNamesBothAndChangesNothing()
    {
        ParameterSet set = Set();
        long version = set.Version;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => set["1.weight"].CopyFrom(new float[17]));
        Assert.Contains("'1.weight' of shape [2, 1, 3, 3] needs 18 values, got 17", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => set.CopyFrom(new float[23]));
        Assert.Equal(version, set.Version);
    }

    [Theory]
    [InlineData("1.wieght", "1.weight")]
    [InlineData("1.biases", "1.bias")]
    [InlineData("module.1.bias", "1.bias")]
    [InlineData("weight", "1.weight")]
    public void AnUnknownNameOffersTheNearest(string name, string nearest)
    {
        KeyNotFoundException exception = Assert.Throws<KeyNotFoundException>(() => Set()[name]);
        Assert.Equal($"There is no '{name}'. Did you mean '{nearest}'?", exception.Message);
    }

    [Fact]
    public void ANameLikeNoneOffersNone()
    {
        KeyNotFoundException exception = Assert.Throws<KeyNotFoundException>(static () => Set()["encoder"]);
        Assert.Equal("There is no 'encoder'.", exception.Message);
    }

    [Fact]
    public void InitializeFollowsTheInitializersAndTheSeedAlone()
    {
        ParameterSet set = Set();
        long version = set.Version;
        set.Initialize(42);
        Assert.True(set.Version > version);
        Assert.Equal([1, 1], set["2.weight"].Values.ToArray());
        Assert.All(set["1.weight"].Values.ToArray(), static value => Assert.InRange(value, -1f / 3, 1f / 3));

        // Value i is ((2u - 1)·bound), u drawn from stream 0 of the seed: pinned through RandomStream's pinned bits.
        float u = (RandomStream.Hash(42, 0, 3) >> 8) / 16777216f;
        Assert.Equal(((2 * u) - 1) * (1f / 3), set["1.weight"].Values[3]);

        ParameterSet same = Set();
        same.Initialize(42);
        Assert.Equal(set.Values.ToArray(), same.Values.ToArray());
        same.Initialize(43);
        Assert.NotEqual(set.Values.ToArray(), same.Values.ToArray());
        Assert.NotEqual(set["1.weight"].Values[..2].ToArray(), set["1.bias"].Values.ToArray());
    }

    [Fact]
    public void ImpossibleTensorsAreRefused()
    {
        ParameterInfo bias = new("bias", [2], default);
        Assert.Contains("comes twice", Assert.Throws<ArgumentException>(() => new ParameterSet(bias, bias)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new ParameterSet(new ParameterInfo("weight", [2, 0], default)));
        Assert.Throws<ArgumentException>(static () => new ParameterSet(new ParameterInfo("weight", [1 << 20, 1 << 20], default)));
        Assert.Throws<ArgumentException>(static () => new ParameterSet(new ParameterInfo("weight", [1 << 30, 1 << 30, 1 << 30], default)));
    }
}

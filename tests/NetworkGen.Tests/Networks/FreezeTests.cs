using System;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class FreezeTests
{
    private readonly ParameterSet _parameters = new(
        new ParameterInfo("layer1.0.conv.weight", [1], default), new ParameterInfo("layer1.0.conv.bias", [1], default),
        new ParameterInfo("layer10.0.conv.weight", [1], default), new ParameterInfo("fc.weight", [1], default));

    [Fact]
    public void NothingIsFrozenAtFirst() => Assert.Equal("", Frozen());

    [Theory]
    [InlineData("layer1", "layer1.0.conv.weight layer1.0.conv.bias")]
    [InlineData("layer1.0.conv.bias", "layer1.0.conv.bias")]
    [InlineData("layer10", "layer10.0.conv.weight")]
    [InlineData("fc", "fc.weight")]
    public void ANameFreezesAllBelowIt(string name, string frozen)
    {
        _parameters.Freeze(name);
        Assert.Equal(frozen, Frozen());
        _parameters.Unfreeze(name);
        Assert.Equal("", Frozen());
    }

    [Fact]
    public void EverythingButTheHead()
    {
        _parameters.FreezeAll();
        _parameters.Unfreeze("fc", "layer1.0.conv.bias");
        Assert.Equal("layer1.0.conv.weight layer10.0.conv.weight", Frozen());
    }

    [Fact]
    public void NoNamesFreezeNothing()
    {
        _parameters.Freeze();
        Assert.Equal("", Frozen());
    }

    [Fact]
    public void AWrongNameFreezesNothingAndOffersTheNearest()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("names", () => _parameters.Freeze("fc", "layer2"));
        Assert.Contains("'layer2' is neither a tensor nor the beginning of one. Did you mean 'layer1'?", exception.Message, StringComparison.Ordinal);
        Assert.Equal("", Frozen());
        Assert.Throws<ArgumentException>("names", () => _parameters.Unfreeze("layer"));
    }

    private string Frozen() => string.Join(' ', _parameters.Where(static parameter => parameter.IsFrozen).Select(static parameter => parameter.Name));
}

using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using Xunit;

namespace NetworkGen.Core.Tests.Declaration;

public sealed class EquatableArrayTests
{
    [Fact]
    public void ADefaultArrayIsEmpty()
    {
        EquatableArray<string> array = default;

        Assert.Equal(EquatableArray<string>.Empty, array);
        Assert.Equal(EquatableArray<string>.Empty.GetHashCode(), array.GetHashCode());
        Assert.Empty(array);
        Assert.Equal(0, array.Count(static _ => true));
        foreach (string item in array)
        {
            Assert.Fail("A default array holds " + item);
        }
    }

    [Fact]
    public void ArraysOfEqualItemsAreEqual()
    {
        EquatableArray<string> left = EquatableArray.Of("a", "b");
        EquatableArray<string> right = new List<string> { "a", "b" }.ToEquatableArray();

        Assert.True(left == right && !(left != right) && left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a", "c")]
    [InlineData("b", "a")]
    [InlineData("a", "b", "c")]
    [InlineData]
    public void OthersAreNot(params string[] others)
    {
        EquatableArray<string> left = EquatableArray.Of("a", "b");

        Assert.False(left == others.ToEquatableArray());
        Assert.NotEqual(left.GetHashCode(), others.ToEquatableArray().GetHashCode());
    }

    [Fact]
    public void RecordsThatHoldOneCompareByIt()
    {
        Assert.Equal(Networks.Digits().Declaration(), Networks.Digits().Declaration());
        Assert.NotEqual(Networks.Digits().Declaration(), Networks.Digits().ReLU().Declaration());
    }

    [Fact]
    public void ItIsNotEqualToAnythingElse() => Assert.False(EquatableArray.Of(1).Equals((object)new[] { 1 }));

    [Fact]
    public void AnIndexOutsideThrows() => Assert.Throws<IndexOutOfRangeException>(() => EquatableArray.Of(1)[1]);
}

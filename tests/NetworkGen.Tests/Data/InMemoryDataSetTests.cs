using System;
using Xunit;

namespace NetworkGen.Tests.Data;

public class InMemoryDataSetTests
{
    [Fact]
    public void LabelledSamplesAreRead()
    {
        InMemoryDataSet data = new([1, 2, 3, 4], 2, [0, 2], 3);
        Assert.Equal((2, 2, 3, 0), (data.Count, data.InputLength, data.ClassCount, data.TargetLength));
        float[] input = new float[2];
        data.ReadInput(1, input);
        Assert.Equal([3, 4], input);
        Assert.Equal(2, data.Label(1));
        Assert.Throws<NotSupportedException>(() => data.ReadTarget(0, input));
    }

    [Fact]
    public void SamplesWithTargetValuesAreRead()
    {
        InMemoryDataSet data = new([1, 2, 3, 4], 2, [5f, 6f, 7f, 8f, 9f, 10f], 3);
        Assert.Equal((2, 2, 0, 3), (data.Count, data.InputLength, data.ClassCount, data.TargetLength));
        float[] target = new float[3];
        data.ReadTarget(1, target);
        Assert.Equal([8, 9, 10], target);
        Assert.Throws<NotSupportedException>(() => data.Label(0));
    }

    [Fact]
    public void LengthsAndLabelsAreChecked()
    {
        Assert.Contains("2 samples of 2 floats need 4, got 3", Assert.Throws<ArgumentException>("inputs", static () => new InMemoryDataSet(new float[3], 2, [0, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Label 1 is 2; 2 classes are numbered 0 to 1", Assert.Throws<ArgumentException>("labels", static () => new InMemoryDataSet(new float[4], 2, [0, 2], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("targets", static () => new InMemoryDataSet(new float[4], 2, new float[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>("inputLength", static () => new InMemoryDataSet([], 0, Array.Empty<int>(), 2));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", static () => new InMemoryDataSet([], 1, Array.Empty<int>(), 0));
    }
}

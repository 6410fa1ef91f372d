using System;
using Xunit;

namespace NetworkGen.Tests.Data;

public class DataSetTests
{
    [Theory]
    [InlineData(0, 0, "Blank has neither classes nor target values", "Blank has neither classes nor target values")]
    [InlineData(0, 2, "target values, not labels", "Blank has 2 target values per sample but doesn't override ReadTarget")]
    [InlineData(3, 0, "Blank has 3 classes but doesn't override Label", "labels, not target values")]
    public void WhatIsMissingIsSaid(int classCount, int targetLength, string ofLabel, string ofTarget)
    {
        Blank data = new(classCount, targetLength);
        Assert.Contains(ofLabel, Assert.Throws<NotSupportedException>(() => data.Label(0)).Message, StringComparison.Ordinal);
        Assert.Contains(ofTarget, Assert.Throws<NotSupportedException>(() => data.ReadTarget(0, [])).Message, StringComparison.Ordinal);
    }

    /// <summary>Images only.</summary>
    private sealed class Blank(int classCount, int targetLength) : DataSet
    {
        public override int Count => 1;

        public override int InputLength => 1;

        public override int ClassCount => classCount;

        public override int TargetLength => targetLength;

        public override void ReadInput(int index, Span<float> destination) => destination.Clear();
    }
}

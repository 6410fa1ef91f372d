using System;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Networks;

/// <summary>How the images of a call are divided between cores.</summary>
public sealed class BatchDivisionTests
{
    /// <summary>Groups as large as may be where no core has more to do for it; what is left over goes to all cores together.</summary>
    [Theory]
    [InlineData(64, 2, 1, 4, 4, 16, 0)]
    [InlineData(64, 1, 1, 4, 4, 16, 0)]
    [InlineData(20, 2, 1, 4, 2, 10, 0)]
    [InlineData(20, 4, 1, 4, 1, 20, 0)]
    [InlineData(17, 4, 4, 4, 4, 4, 1)]
    [InlineData(9, 8, 8, 4, 1, 8, 1)]
    [InlineData(1, 2, 2, 4, 1, 0, 1)]
    [InlineData(1, 2, 1, 4, 1, 1, 0)]
    [InlineData(11, 1, 1, 4, 4, 3, 0)]
    [InlineData(7, 2, 1, 1, 1, 7, 0)]
    [InlineData(64, 2, 1, 28, 16, 4, 0)]
    public void GroupsAreLargeAndCoresAreBusy(int count, int cores, int team, int imagesPerGroup, int imagesPerUnit, int units, int together) =>
        Assert.Equal(new BatchDivision(imagesPerUnit, units, together), BatchDivision.Of(count, cores, team, imagesPerGroup));

    [Fact]
    public void EachImageHasItsUnitAndNoCoreMoreThanOneByOne()
    {
        for (int count = 1; count <= 130; count++)
        {
            foreach ((int cores, int team, int group) in new[] { (1, 1, 4), (2, 1, 4), (2, 2, 4), (3, 3, 28), (4, 4, 4), (8, 3, 4), (16, 16, 4), (16, 1, 28) })
            {
                BatchDivision division = BatchDivision.Of(count, cores, team, group);
                int apart = count - division.Together;

                Assert.InRange(division.ImagesPerUnit, 1, group);
                Assert.Equal(apart, Math.Min(apart, division.Units * division.ImagesPerUnit));
                Assert.True((division.Units - 1) * division.ImagesPerUnit < apart || apart == 0);
                int[] loads = new int[cores];
                for (int unit = 0; unit < division.Units; unit++)
                {
                    loads[Array.IndexOf(loads, loads.Min())] += Math.Min(division.ImagesPerUnit, apart - (unit * division.ImagesPerUnit));
                }

                Assert.InRange(loads.Max(), 0, (apart + cores - 1) / cores);
            }
        }
    }
}

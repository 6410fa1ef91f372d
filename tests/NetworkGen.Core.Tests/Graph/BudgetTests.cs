using System.Linq;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

public sealed class BudgetTests
{
    [Theory]
    [InlineData("MaxParameters", 68_260, "68,260 | parameters | 68,259 | layer 2, Conv2d 26×26, 10 | 67,610")]
    [InlineData("MaxMacs", 478_608, "478,608 | MACs | 478,607 | layer 1, Conv2d 1×1, 10 | 216,320")]
    [InlineData("MaxActivationBytes", 113_608, "113,608 | activation bytes | 113,607 | layer 0, Conv2d 3×3, 32 | 86,528")]
    public void ALimitIsReachedButNotPassed(string limit, long exact, string messages)
    {
        Assert.Empty(Net().Budget(limit, exact).Issues());

        NetworkIssue issue = Assert.Single(Net().Budget(limit, exact - 1).Issues());
        Assert.Equal((IssueId.OverBudget, NetworkIssue.WholeNetwork, limit), (issue.Id, issue.LayerIndex, issue.Argument));
        Assert.Equal(messages, string.Join(" | ", issue.Messages));
        Assert.Null(NetworkBuilder.Build(Net().Budget(limit, exact - 1).Declaration()).Network);
    }

    [Fact]
    public void EachLimitIsNamed() => Assert.Equal(
        ["MaxParameters", "MaxMacs", "MaxActivationBytes"],
        Net().Budget("MaxActivationBytes", 0).Budget("MaxMacs", 0).Budget("MaxParameters", 0).Issues().Select(static issue => issue.Argument));

    [Fact]
    public void ActivationBytesAreAllOutputsOfOneImage() =>
        Assert.Equal(4 * ((32 * 26 * 26) + (10 * 26 * 26) + 10), Cost.ActivationBytes(Net().Build()));

    private static Declare Net() => Declare.Network(1, 28, 28).Conv2d(32).Conv2d(10, 1).Conv2d(10, 26);
}

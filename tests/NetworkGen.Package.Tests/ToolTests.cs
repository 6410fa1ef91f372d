using System.Threading.Tasks;
using Xunit;

namespace NetworkGen.Package.Tests;

/// <summary>The tool's package: installed from a feed, run on a project that references the library's package.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ToolTests(ConsumerFixture consumer)
{
    [Fact]
    public async Task IsInstalledAndFindsWhatTheBuildWarnsOf()
    {
        (await consumer.InstallToolAsync()).Succeeded();

        CommandResult summary = (await consumer.RunToolAsync("summary", "Direct", "--format", "markdown")).Succeeded();
        CommandResult check = await consumer.RunToolAsync("check", "Direct");

        Assert.StartsWith("**DigitNet: 1×28×28 → 10**", summary.Output);
        string warning = Assert.Single(check.LinesWith("NG2001:"));
        Assert.StartsWith("Direct/DigitNet.cs:", warning);
        Assert.EndsWith(Readme.Warning, warning);
        Assert.Equal(1, check.ExitCode);
    }
}

using System.Threading.Tasks;
using Xunit;

namespace NetworkGen.Package.Tests;

/// <summary>A project that references the package, published as native code.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class NativeTests(ConsumerFixture consumer)
{
    /// <summary>Outputs depend neither on who compiles nor on the vectors' width, which may be twice as much under the JIT.</summary>
    [LinkerFact]
    public async Task NativeCodeIsPublishedWithoutWarningAndComputesTheJitsBits()
    {
        CommandResult publish = (await consumer.PublishNativeAsync()).Succeeded();
        CommandResult native = (await consumer.RunNativeAsync()).Succeeded();
        CommandResult jit = (await consumer.RunAsync("Direct")).Succeeded();

        Assert.All(publish.LinesWith("warning "), static line => Assert.Contains("warning NG2001", line));
        Assert.Contains("methods compiled while it runs: 0", native.Output);
        Assert.Contains("DigitNet: 1×28×28 → 10", native.Output);
        foreach (string result in new[] { "vectors of 256 bits: ", "trained logits: " })
        {
            Assert.Equal(Assert.Single(jit.LinesWith(result)), Assert.Single(native.LinesWith(result)));
        }
    }
}

using System.Linq;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkUnderTest;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What tests of a network's behaviour start from: the networks, in the state the recipe gives them.</summary>
internal static class NetworkCasesData
{
    /// <summary>Names of the networks, stacks and graphs.</summary>
    public static TheoryData<string> Names => [.. NetworkCases.All.Concat(GraphCases.All).Select(testCase => testCase.Name)];

    /// <summary>A network in its case's state.</summary>
    public static INetworkUnderTest Create(string name)
    {
        TestCase testCase = GoldenCases.Get(name);
        INetworkUnderTest network = CompiledCases.Golden.Create(testCase);
        network.TakeStateOf(new ReferenceNetwork(testCase));
        return network;
    }

    /// <summary>The case's input of a step, for any batch.</summary>
    public static float[] Input(string name, int batchSize, int step = 1) => Narrow(Recipe.Input(GoldenCases.Get(name), batchSize, step));

    /// <summary>A gradient for the outputs of a batch.</summary>
    public static float[] OutputGradient(string name, INetworkUnderTest network, int batchSize, int step = 1) =>
        Narrow(Recipe.OutputGradient(GoldenCases.Get(name), batchSize * network.OutputLength, step));
}

using System.Linq;
using NetworkGen.TestCases;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkCasesData;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What is frozen changes nothing of the rest.</summary>
public sealed class FrozenParameterTests
{
    private const int BatchSize = 2;

    /// <summary>The networks and the joins.</summary>
    public static TheoryData<string> Cases => [.. NetworkCases.All.Concat(GraphCases.All).Concat(JoinCases.All).Select(testCase => testCase.Name)];

    /// <summary>Each layer frozen alone, each alone not frozen, and all frozen.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void TheOthersGetTheSameBits(string name)
    {
        INetworkUnderTest network = Create(name);
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        pass.Forward(Input(name, BatchSize));
        string[] layers = [.. network.Parameters.Select(FrozenParameters.Layer).Distinct()];
        FrozenParameters.Check(name, network, pass, OutputGradient(name, network, BatchSize),
        [
            .. layers.Select(layer => new FrozenParameters.Choice($"{layer} frozen", parameter => FrozenParameters.Layer(parameter) == layer)),
            .. layers.Select(layer => new FrozenParameters.Choice($"all but {layer} frozen", parameter => FrozenParameters.Layer(parameter) != layer)),
            new FrozenParameters.Choice("all frozen", _ => true),
        ]);
    }
}

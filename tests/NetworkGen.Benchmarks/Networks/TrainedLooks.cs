using System;
using System.Linq;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>Gives a fresh network's batch norms the statistics, weights and biases of a trained one, or folding them would cost nothing.</summary>
internal static class TrainedLooks
{
    private const int Seed = 3;
    private const string Mean = ".running_mean";
    private const string Variance = ".running_var";

    /// <summary>A network whose batch norms do something; the same one at every run.</summary>
    /// <param name="create">A fresh network, from a seed.</param>
    public static NetworkInstance Create(Func<int, NetworkInstance> create)
    {
        NetworkInstance network = create(Seed);
        var random = new Random(7);
        foreach (Parameter mean in network.Buffers.Where(static buffer => buffer.Name.EndsWith(Mean, StringComparison.Ordinal)))
        {
            string name = mean.Name[..^Mean.Length];
            Fill(mean, -0.1f, 0.1f, random);
            Fill(network.Buffers[name + Variance], 0.5f, 1.5f, random);
            Fill(network.Parameters[name + ".weight"], 0.5f, 1.5f, random);
            Fill(network.Parameters[name + ".bias"], -0.1f, 0.1f, random);
        }

        return network;
    }

    private static void Fill(Parameter parameter, float low, float high, Random random) =>
        parameter.CopyFrom([.. Enumerable.Range(0, parameter.Length).Select(_ => low + ((high - low) * random.NextSingle()))]);
}

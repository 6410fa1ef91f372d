using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Networks whose running statistics are unlike those of a fresh one, so that batch norms do something; and their results, compared.</summary>
internal static class TrainedLooks
{
    /// <summary>A network of a compiled assembly, by its class.</summary>
    public static INetworkUnderTest Create(Assembly assembly, string name)
    {
        INetworkUnderTest network = NetworkUnderTest.Create(assembly.GetType(name, throwOnError: true)!, seed: 1);
        var random = new Random(5);
        foreach (Parameter parameter in network.Buffers)
        {
            parameter.CopyFrom([.. Enumerable.Range(0, parameter.Values.Length).Select(_ => 0.5f + random.NextSingle())]);
        }

        return network;
    }

    /// <summary>Whether results are equal to the bit.</summary>
    public static bool SameBits(ReadOnlySpan<float> left, ReadOnlySpan<float> right) => MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));
}

using System;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests;

/// <summary>
/// All state and data of a case, drawn from names: a 32-bit hash of (name, index). Golden/golden.py says the same in Python, bit for bit.
/// Every value is exact in float32.
/// </summary>
public static class Recipe
{
    /// <summary>32 random bits per index: FNV-1a of the name as the seed, murmur3's finalizer over seed + index · golden ratio.</summary>
    public static uint[] Bits(string name, int count)
    {
        uint seed = Seed(name);
        var bits = new uint[count];
        for (int i = 0; i < count; i++)
        {
            bits[i] = Bits(seed, i);
        }

        return bits;
    }

    /// <summary>The seed of a name.</summary>
    public static uint Seed(string name)
    {
        uint seed = 2166136261;
        foreach (char letter in name)
        {
            seed = (seed ^ letter) * 16777619;
        }

        return seed;
    }

    /// <summary>The bits of one index.</summary>
    public static uint Bits(uint seed, int index)
    {
        uint h = seed + ((uint)index * 0x9E3779B9);
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        return h ^ (h >> 16);
    }

    /// <summary>Values in [-1, 1).</summary>
    public static double[] Uniform(string name, int count) => Array.ConvertAll(Bits(name, count), Unit);

    /// <summary>Bits as a value in [-1, 1).</summary>
    public static double Unit(uint bits) => ((bits >> 8) * (1.0 / (1 << 23))) - 1;

    /// <summary>The input of a step (1 or 2): batch × channels × height × width.</summary>
    public static double[] Input(TestCase testCase, int batchSize, int step = 1)
    {
        string name = $"{testCase.Name}/input.{step}";
        int count = batchSize * testCase.Input.Length;
        return testCase.Values switch
        {
            InputValues.Uniform => Array.ConvertAll(Uniform(name, count), u => 2 * u),
            InputValues.Wide => Array.ConvertAll(Uniform(name, count), u => 8 * u),
            InputValues.Bytes => Array.ConvertAll(Bits(name, count), bits => (double)(bits >> 24)),
            InputValues.Ties => Array.ConvertAll(Bits(name, count), bits => ((bits >> 8) % 3) - 1.0),
            _ => throw new ArgumentOutOfRangeException(nameof(testCase), testCase.Values, "no such input values"),
        };
    }

    /// <summary>The gradient that enters at the output in a step (1 or 2).</summary>
    public static double[] OutputGradient(TestCase testCase, int count, int step = 1) => Uniform($"{testCase.Name}/output_gradient.{step}", count);

    /// <summary>The initial values of a parameter or running statistic.</summary>
    public static double[] State(TestCase testCase, ReferenceTensor tensor)
    {
        double[] uniform = Uniform($"{testCase.Name}/{tensor.Name}", tensor.Length);
        return tensor.Role switch
        {
            TensorRole.Weight => Array.ConvertAll(uniform, u => u * WeightScale(tensor.FanIn)),
            TensorRole.Bias => Array.ConvertAll(uniform, u => u / 4),
            TensorRole.NormScale => Array.ConvertAll(uniform, u => 1 + (u / 2)),
            TensorRole.NormShift => Array.ConvertAll(uniform, u => u / 2),
            _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Role, "no such role"),
        };
    }

    /// <summary>The largest power of two up to √(3 / fan-in): keeps the variance near one, and the product exact.</summary>
    private static double WeightScale(int fanIn)
    {
        double scale = 1;
        while (scale * scale * fanIn > 3)
        {
            scale /= 2;
        }

        return scale;
    }
}

using System;

namespace NetworkGen;

/// <summary>How a fresh parameter is filled: a constant, or uniform in ±bound.</summary>
public readonly record struct Initializer
{
    private readonly bool _isUniform;
    private readonly float _value;

    private Initializer(bool isUniform, float value)
    {
        _isUniform = isUniform;
        _value = value;
    }

    /// <summary>Every value the same.</summary>
    /// <param name="value">The value.</param>
    public static Initializer Constant(float value) => new(false, value);

    /// <summary>
    /// Uniform in [-<paramref name="bound"/>, <paramref name="bound"/>). PyTorch's Conv2d and Linear use 1/√fan_in for weight
    /// and bias: <c>torch.nn.init.kaiming_uniform_</c> with a = √5 (He et al., 2015).
    /// </summary>
    /// <param name="bound">The bound.</param>
    public static Initializer Uniform(float bound) => new(true, bound);

    /// <summary>Value i depends on the stream and i alone.</summary>
    internal void Fill(Span<float> values, RandomStream random)
    {
        if (!_isUniform)
        {
            values.Fill(_value);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            // 2u - 1 is exact in float32, so one rounding is left and every machine gets the same bits.
            values[i] = ((2 * random.Uniform((ulong)i)) - 1) * _value;
        }
    }
}

using System;
using System.Numerics;

namespace NetworkGen;

/// <summary>
/// Adam with decoupled weight decay: p -= learningRate·weightDecay·p; m = beta1·m + (1 - beta1)·g; v = beta2·v + (1 - beta2)·g²;
/// p -= learningRate·(m / (1 - beta1ᵗ)) / (√(v / (1 - beta2ᵗ)) + epsilon), t counting steps from 1.
/// </summary>
/// <remarks>Source: PyTorch, <c>torch.optim.AdamW</c>; Loshchilov and Hutter, 2019.</remarks>
public sealed class AdamW : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly double _weightDecay;
    private float[] _mean = [];
    private float[] _square = [];

    /// <summary>PyTorch's arguments and defaults.</summary>
    /// <param name="learningRate">0 or more.</param>
    /// <param name="beta1">Decay of the mean gradient, from 0 to below 1.</param>
    /// <param name="beta2">Decay of the mean squared gradient, from 0 to below 1.</param>
    /// <param name="epsilon">Keeps the division finite, 0 or more.</param>
    /// <param name="weightDecay">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate)
    {
        _beta1 = Check.Fraction(beta1);
        _beta2 = Check.Fraction(beta2);
        _epsilon = Check.NotNegative(epsilon);
        _weightDecay = Check.NotNegative(weightDecay);
    }

    /// <inheritdoc/>
    protected override void Start(int length)
    {
        _mean = new float[length];
        _square = new float[length];
    }

    /// <inheritdoc/>
    protected override void Update(Span<float> values, ReadOnlySpan<float> gradients, int first, long steps)
    {
        float decay = (float)(1 - (LearningRate * _weightDecay));
        float beta1 = (float)_beta1;
        float beta2 = (float)_beta2;
        float share1 = (float)(1 - _beta1);
        float share2 = (float)(1 - _beta2);
        float epsilon = (float)_epsilon;
        float step = (float)(LearningRate / (1 - Math.Pow(_beta1, steps)));
        Vector<float> root = new((float)Math.Sqrt(1 - Math.Pow(_beta2, steps)));
        Span<float> mean = _mean.AsSpan(first, values.Length);
        Span<float> square = _square.AsSpan(first, values.Length);
        for (int i = 0; i < values.Length; i += Vector<float>.Count)
        {
            Vector<float> g = Lanes.Load(gradients, i);
            Vector<float> m = Lanes.Flush((beta1 * Lanes.Load(mean, i)) + (share1 * g));
            Vector<float> v = Lanes.Flush((beta2 * Lanes.Load(square, i)) + (share2 * g * g));
            Vector<float> denominator = (Vector.SquareRoot(v) / root) + new Vector<float>(epsilon);
            Lanes.Store(m, mean, i);
            Lanes.Store(v, square, i);
            Lanes.Store((decay * Lanes.Load(values, i)) - (step * m / denominator), values, i);
        }
    }
}

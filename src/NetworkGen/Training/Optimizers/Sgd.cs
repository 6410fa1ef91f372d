using System;
using System.Numerics;

namespace NetworkGen;

/// <summary>
/// Stochastic gradient descent: d = g + weightDecay·p; v = momentum·v + (1 - dampening)·d (at first v = d); p -= learningRate·v, or
/// learningRate·(d + momentum·v) with Nesterov's momentum.
/// </summary>
/// <remarks>Source: PyTorch, <c>torch.optim.SGD</c>.</remarks>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly double _weightDecay;
    private readonly bool _nesterov;
    private float[] _velocity = [];

    /// <summary>PyTorch's arguments.</summary>
    /// <param name="learningRate">0 or more.</param>
    /// <param name="momentum">How much of the last step goes on, 0 or more.</param>
    /// <param name="nesterov">Whether the momentum looks ahead; wants a momentum and no dampening.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="dampening">How much less than whole a gradient enters the momentum.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0, double dampening = 0)
        : base(learningRate)
    {
        _momentum = Check.NotNegative(momentum);
        _weightDecay = Check.NotNegative(weightDecay);
        _dampening = Check.NotNegative(dampening);
        _nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException($"Nesterov's momentum wants a momentum above 0 and no dampening, got {momentum} and {dampening}.", nameof(nesterov));
        }
    }

    /// <inheritdoc/>
    protected override void Start(int length) => _velocity = _momentum == 0 ? [] : new float[length];

    /// <inheritdoc/>
    protected override void Update(Span<float> values, ReadOnlySpan<float> gradients, int first, long steps)
    {
        float learningRate = (float)LearningRate;
        float weightDecay = (float)_weightDecay;
        float momentum = (float)_momentum;

        // The first gradient enters whole: PyTorch starts the momentum with it.
        float share = steps == 1 ? 1 : (float)(1 - _dampening);
        Span<float> velocity = momentum == 0 ? [] : _velocity.AsSpan(first, values.Length);
        for (int i = 0; i < values.Length; i += Vector<float>.Count)
        {
            Vector<float> p = Lanes.Load(values, i);
            Vector<float> d = Lanes.Load(gradients, i) + (weightDecay * p);
            if (momentum != 0)
            {
                Vector<float> v = Lanes.Flush((momentum * Lanes.Load(velocity, i)) + (share * d));
                Lanes.Store(v, velocity, i);
                d = _nesterov ? d + (momentum * v) : v;
            }

            Lanes.Store(p - (learningRate * d), values, i);
        }
    }
}

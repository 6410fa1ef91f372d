using System;

namespace NetworkGen;

/// <summary>Turns gradients into better parameters, step by step. Keeps its state per parameter, so one optimizer serves one network.</summary>
/// <remarks>
/// Hyper-parameters are doubles, as in PyTorch: 1 - 0.999 in float32 would already be off by a hundred-thousandth. Every step gives
/// the same bits on every machine.
/// </remarks>
public abstract class Optimizer
{
    private ParameterSet? _parameters;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">0 or more.</param>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>How far a step goes. May change between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Check.NotNegative(value, "learningRate");
    }

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>One step; the next <c>Forward</c> uses the new values.</summary>
    /// <param name="parameters">The network's parameters: the same ones at every step.</param>
    /// <param name="gradients">The loss's gradient: same order and length.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The optimizer already serves another network.</exception>
    public void Step(ParameterSet parameters, ReadOnlySpan<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (gradients.Length != parameters.TotalLength)
        {
            throw new ArgumentException($"{parameters.TotalLength} parameters need as many gradients, got {gradients.Length}.", nameof(gradients));
        }

        if (_parameters is null)
        {
            _parameters = parameters;
            Start(parameters.TotalLength);
        }
        else if (_parameters != parameters)
        {
            throw new InvalidOperationException("This optimizer keeps state for another network's parameters; make a new one for each network.");
        }

        Steps++;
        Update(parameters.Writable, gradients);
        parameters.MarkChanged();
    }

    /// <summary>Makes the state, before the first step.</summary>
    /// <param name="length">Number of parameters.</param>
    protected abstract void Start(int length);

    /// <summary>Moves the parameters. <see cref="Steps"/> counts this step already.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradients">Their gradients: same length.</param>
    protected abstract void Update(Span<float> values, ReadOnlySpan<float> gradients);
}

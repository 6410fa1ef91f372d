using System;

namespace NetworkGen;

/// <summary>Turns gradients into better parameters, step by step. Keeps its state per parameter, so one optimizer serves one network.</summary>
/// <remarks>
/// Hyper-parameters are doubles, as in PyTorch: 1 - 0.999 in float32 would already be off by a hundred-thousandth. Every step gives
/// the same bits on every machine. Frozen parameters (<see cref="Parameter.IsFrozen"/>), and the state kept for them, stay as they are, weight
/// decay and momentum included; one that is unfrozen goes on from there, or begins with its own first step.
/// </remarks>
public abstract class Optimizer
{
    private ParameterSet? _parameters;

    // Of each parameter; those that were frozen have fewer.
    private long[] _steps = [];

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
            _steps = new long[parameters.Count];
            Start(parameters.TotalLength);
        }
        else if (_parameters != parameters)
        {
            throw new InvalidOperationException("This optimizer keeps state for another network's parameters; make a new one for each network.");
        }

        Steps++;
        for (int i = 0; i < parameters.Count;)
        {
            int end = EndOfRun(parameters, i);
            if (!parameters[i].IsFrozen)
            {
                int first = parameters[i].Offset;
                int length = parameters[end - 1].Offset + parameters[end - 1].Length - first;
                Array.Fill(_steps, _steps[i] + 1, i, end - i);
                Update(parameters.Writable.Slice(first, length), gradients.Slice(first, length), first, _steps[i]);
            }

            i = end;
        }

        parameters.MarkChanged();
    }

    /// <summary>Makes the state, before the first step.</summary>
    /// <param name="length">Number of parameters.</param>
    protected abstract void Start(int length);

    /// <summary>Moves parameters that stand side by side. Called once for each such run of parameters that aren't frozen.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradients">Their gradients: same length.</param>
    /// <param name="first">Where they begin among all, and so in the state.</param>
    /// <param name="steps">Their steps, this one counted; fewer than <see cref="Steps"/> if they were frozen meanwhile.</param>
    protected abstract void Update(Span<float> values, ReadOnlySpan<float> gradients, int first, long steps);

    /// <summary>The end of the parameters from <paramref name="start"/> on that are all frozen, or all not and equally many steps old.</summary>
    private int EndOfRun(ParameterSet parameters, int start)
    {
        bool isFrozen = parameters[start].IsFrozen;
        int end = start + 1;
        while (end < parameters.Count && parameters[end].IsFrozen == isFrozen && (isFrozen || _steps[end] == _steps[start]))
        {
            end++;
        }

        return end;
    }
}

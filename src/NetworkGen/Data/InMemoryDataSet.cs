using System;

namespace NetworkGen;

/// <summary>Samples in arrays. The arrays are used as they are, not copied.</summary>
public sealed class InMemoryDataSet : DataSet
{
    private readonly float[] _inputs;
    private readonly int[] _labels;
    private readonly float[] _targets;

    /// <summary>Images with class labels.</summary>
    /// <param name="inputs">count × <paramref name="inputLength"/> floats.</param>
    /// <param name="inputLength">Floats per image.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="classCount">Number of classes; labels are below it.</param>
    /// <exception cref="ArgumentException">Lengths disagree or a label is out of range.</exception>
    public InMemoryDataSet(float[] inputs, int inputLength, int[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        _inputs = inputs;
        _labels = labels;
        _targets = [];
        InputLength = inputLength;
        ClassCount = classCount;
        Count = labels.Length;
        CheckInputs();
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classCount)
            {
                throw new ArgumentException($"Label {i} is {labels[i]}; {classCount} classes are numbered 0 to {classCount - 1}.", nameof(labels));
            }
        }
    }

    /// <summary>Images with target values.</summary>
    /// <param name="inputs">count × <paramref name="inputLength"/> floats.</param>
    /// <param name="inputLength">Floats per image.</param>
    /// <param name="targets">count × <paramref name="targetLength"/> floats.</param>
    /// <param name="targetLength">Target values per image.</param>
    /// <exception cref="ArgumentException">Lengths disagree.</exception>
    public InMemoryDataSet(float[] inputs, int inputLength, float[] targets, int targetLength)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetLength, 1);
        _inputs = inputs;
        _labels = [];
        _targets = targets;
        InputLength = inputLength;
        TargetLength = targetLength;
        Count = targets.Length / targetLength;
        if (targets.Length % targetLength != 0)
        {
            throw new ArgumentException($"{targets.Length} values are no multiple of {targetLength} per sample.", nameof(targets));
        }

        CheckInputs();
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int InputLength { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override int TargetLength { get; }

    /// <inheritdoc/>
    public override void ReadInput(int index, Span<float> destination) =>
        _inputs.AsSpan(index * InputLength, InputLength).CopyTo(destination);

    /// <inheritdoc/>
    public override int Label(int index) => ClassCount > 0 ? _labels[index] : base.Label(index);

    /// <inheritdoc/>
    public override void ReadTarget(int index, Span<float> destination)
    {
        if (TargetLength == 0)
        {
            base.ReadTarget(index, destination);
        }

        _targets.AsSpan(index * TargetLength, TargetLength).CopyTo(destination);
    }

    private void CheckInputs()
    {
        ArgumentNullException.ThrowIfNull(_inputs, "inputs");
        ArgumentOutOfRangeException.ThrowIfLessThan(InputLength, 1, "inputLength");
        if (_inputs.Length != (long)Count * InputLength)
        {
            throw new ArgumentException($"{Count} samples of {InputLength} floats need {(long)Count * InputLength}, got {_inputs.Length}.", "inputs");
        }
    }
}

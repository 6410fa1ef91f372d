using System;

namespace NetworkGen;

/// <summary>
/// Images, and what is known of each: a class label, or a vector of target values. Samples are numbered from 0; reading is free of
/// side effects, so their order is the reader's.
/// </summary>
public abstract class DataSet
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Floats per image: channels × height × width.</summary>
    public abstract int InputLength { get; }

    /// <summary>Number of classes; 0 where samples have target values instead of labels.</summary>
    public virtual int ClassCount => 0;

    /// <summary>Target values per sample; 0 where samples have labels instead.</summary>
    public virtual int TargetLength => 0;

    /// <summary>Copies an image, channels × height × width.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="destination"><see cref="InputLength"/> floats.</param>
    public abstract void ReadInput(int index, Span<float> destination);

    /// <summary>The class of a sample, 0 to <see cref="ClassCount"/> - 1.</summary>
    /// <param name="index">The sample.</param>
    /// <exception cref="NotSupportedException">Samples have target values instead, or nothing to learn.</exception>
    public virtual int Label(int index) => throw new NotSupportedException(
        TargetLength > 0 ? "This data has target values, not labels; read them with ReadTarget."
        : ClassCount > 0 ? $"{GetType().Name} has {ClassCount} classes but doesn't override Label."
        : Neither());

    /// <summary>Copies the target values of a sample.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="destination"><see cref="TargetLength"/> floats.</param>
    /// <exception cref="NotSupportedException">Samples have labels instead, or nothing to learn.</exception>
    public virtual void ReadTarget(int index, Span<float> destination) => throw new NotSupportedException(
        TargetLength > 0 ? $"{GetType().Name} has {TargetLength} target values per sample but doesn't override ReadTarget."
        : ClassCount > 0 ? "This data has labels, not target values; read them with Label."
        : Neither());

    private string Neither() =>
        $"{GetType().Name} has neither classes nor target values (ClassCount and TargetLength are 0): override ClassCount and Label, or TargetLength and ReadTarget.";
}

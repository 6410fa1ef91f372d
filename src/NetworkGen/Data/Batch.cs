using System;

namespace NetworkGen;

/// <summary>Up to <c>size</c> samples of a data set, side by side; its arrays are filled again and again.</summary>
internal sealed class Batch(DataSet data, int size)
{
    private readonly float[] _inputs = new float[checked(size * data.InputLength)];
    private readonly int[] _labels = new int[data.TargetLength == 0 ? size : 0];
    private readonly float[] _targets = new float[checked(size * data.TargetLength)];

    /// <summary>Samples in it.</summary>
    public int Count { get; private set; }

    /// <summary>Their images.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * data.InputLength);

    /// <summary>Their labels; empty where the data has target values.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, int.Min(Count, _labels.Length));

    /// <summary>Their labels or target values.</summary>
    public Targets Targets => data.TargetLength == 0 ? new(Labels) : new(_targets.AsSpan(0, Count * data.TargetLength));

    /// <summary>Reads the samples of these numbers.</summary>
    public void Fill(ReadOnlySpan<int> samples)
    {
        Count = samples.Length;
        for (int i = 0; i < samples.Length; i++)
        {
            data.ReadInput(samples[i], _inputs.AsSpan(i * data.InputLength, data.InputLength));
            if (data.TargetLength == 0)
            {
                _labels[i] = data.Label(samples[i]);
            }
            else
            {
                data.ReadTarget(samples[i], _targets.AsSpan(i * data.TargetLength, data.TargetLength));
            }
        }
    }
}

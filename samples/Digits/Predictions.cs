using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using NetworkGen;

namespace Digits;

/// <summary>What a network says of every digit of a data set.</summary>
internal sealed class Predictions
{
    private readonly IdxDataSet _data;
    private readonly float[] _logits;

    private Predictions(IdxDataSet data, float[] logits)
    {
        _data = data;
        _logits = logits;
    }

    /// <summary>All digits in one call, as the bytes they are stored as.</summary>
    public static Predictions Of(DigitNet net, IdxDataSet data)
    {
        byte[] images = new byte[data.Count * DigitNet.InputLength];
        for (int i = 0; i < data.Count; i++)
        {
            data.Image(i).CopyTo(images.AsSpan(i * DigitNet.InputLength));
        }

        float[] logits = new float[data.Count * DigitNet.OutputLength];
        net.Forward(images, logits);
        return new Predictions(data, logits);
    }

    /// <summary>The digit that number <paramref name="index"/> was taken for, and how sure the network is of it: the softmax of its logit.</summary>
    public (int Digit, float Confidence) this[int index]
    {
        get
        {
            Span<float> probabilities = stackalloc float[DigitNet.OutputLength];
            TensorPrimitives.SoftMax(_logits.AsSpan(index * DigitNet.OutputLength, DigitNet.OutputLength), probabilities);
            int digit = TensorPrimitives.IndexOfMax(probabilities);
            return (digit, probabilities[digit]);
        }
    }

    /// <summary>The first digits it has right.</summary>
    public IReadOnlyList<int> Right(int count) => [.. Enumerable.Range(0, _data.Count).Where(IsRight).Take(count)];

    /// <summary>The digits it has wrong, the surest first.</summary>
    public IReadOnlyList<int> Wrong(int count) =>
        [.. Enumerable.Range(0, _data.Count).Where(i => !IsRight(i)).OrderByDescending(i => this[i].Confidence).Take(count)];

    /// <summary>Whether all logits are the same, bit for bit.</summary>
    public bool HasBitsOf(Predictions other) =>
        MemoryMarshal.AsBytes(_logits.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other._logits.AsSpan()));

    private bool IsRight(int index) => this[index].Digit == _data.Label(index);
}

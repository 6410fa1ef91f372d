using System;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>Tensor spans as plain spans.</summary>
internal static class TensorSpans
{
    /// <summary>The values of a dense tensor.</summary>
    /// <exception cref="ArgumentException">It isn't dense.</exception>
    public static ReadOnlySpan<float> Dense(in ReadOnlyTensorSpan<float> tensor, string name) =>
        tensor.IsDense ? MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), Length(tensor.FlattenedLength, name)) : throw NotDense(name);

    /// <summary>The values of a dense tensor.</summary>
    /// <exception cref="ArgumentException">It isn't dense.</exception>
    public static Span<float> Dense(in TensorSpan<float> tensor, string name) =>
        tensor.IsDense ? MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), Length(tensor.FlattenedLength, name)) : throw NotDense(name);

    private static int Length(nint length, string name) => length <= Array.MaxLength
        ? (int)length
        : throw new ArgumentException($"The tensor has {length} values; at most {Array.MaxLength} go through one call.", name);

    private static ArgumentException NotDense(string name) =>
        new("The tensor isn't dense (its strides leave gaps or repeat values): copy it into a dense one first.", name);
}

using System;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>Tensor spans as plain spans, and whether their shapes are a network's.</summary>
internal static class TensorSpans
{
    /// <summary>A tensor of images is [n, channels, height, width].</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void CheckInput(ReadOnlySpan<nint> lengths, TensorShape shape, string name)
    {
        if (lengths.Length != 4 || !IsMap(lengths, shape))
        {
            throw new ArgumentException(
                $"The {name} is {Text(lengths)}; n images take [n, {shape.Channels}, {shape.Height}, {shape.Width}] (n × InputShape).", name);
        }
    }

    /// <summary>A tensor of results is [n, channels, height, width]; of vectors [n, features] as well.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    public static void CheckOutput(ReadOnlySpan<nint> lengths, nint images, TensorShape shape, string name)
    {
        bool isVector = shape is { Height: 1, Width: 1 };
        bool isRight = lengths.Length == 4 ? IsMap(lengths, shape) : isVector && lengths.Length == 2 && lengths[1] == shape.Channels;
        if (!isRight || lengths[0] != images)
        {
            string vector = isVector ? $"[{images}, {shape.Channels}] or " : "";
            throw new ArgumentException(
                $"The {name} is {Text(lengths)}; {images} images give {vector}[{images}, {shape.Channels}, {shape.Height}, {shape.Width}] (n × OutputShape).", name);
        }
    }

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

    private static bool IsMap(ReadOnlySpan<nint> lengths, TensorShape shape) =>
        lengths[1] == shape.Channels && lengths[2] == shape.Height && lengths[3] == shape.Width;

    private static string Text(ReadOnlySpan<nint> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";

    private static ArgumentException NotDense(string name) =>
        new("The tensor isn't dense (its strides leave gaps or repeat values): copy it into a dense one first.", name);
}

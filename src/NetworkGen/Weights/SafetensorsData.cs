using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>The back of a safetensors file: the tensors' bytes, little-endian.</summary>
internal static class SafetensorsData
{
    /// <summary>The types that <see cref="Read"/> takes, as messages list them.</summary>
    public const string ReadableTypes = "F32, F16 or BF16";

    /// <summary>Whether values of a type are float32 values, so that reading loses nothing: float64 would be rounded.</summary>
    public static bool Reads(string type) => type is "F32" or "F16" or "BF16";

    /// <summary>Reads one tensor of a type that <see cref="Reads"/> accepts.</summary>
    public static void Read(Stream stream, TensorEntry entry, Span<float> values)
    {
        string what = $"'{entry.Name}'";
        if (entry.DType == "F32")
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            StreamBytes.Fill(stream, MemoryMarshal.AsBytes(words), what);
            if (!BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(words, words);
            }

            return;
        }

        // Half as many bytes go to the back half of the values' own memory. Widened block by block from the front, nothing is overwritten unread.
        Span<ushort> halves = MemoryMarshal.Cast<float, ushort>(values)[values.Length..];
        StreamBytes.Fill(stream, MemoryMarshal.AsBytes(halves), what);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(halves, halves);
        }

        Span<ushort> block = stackalloc ushort[512];
        for (int start = 0; start < values.Length; start += block.Length)
        {
            Span<ushort> some = block[..int.Min(block.Length, values.Length - start)];
            halves.Slice(start, some.Length).CopyTo(some);
            Widen(entry.DType, some, values.Slice(start, some.Length));
        }
    }

    /// <summary>Refuses bytes after the last tensor.</summary>
    public static void ExpectEnd(Stream stream, SafetensorsHeader header)
    {
        if (stream.ReadByte() >= 0)
        {
            throw Oversized(header);
        }
    }

    /// <summary>Writes float32 values.</summary>
    public static void Write(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    public static InvalidDataException Oversized(SafetensorsHeader header)
    {
        string last = header.Tensors.Count == 0 ? "the header" : $"the last tensor, '{header.Tensors[^1].Name}'";
        return new($"The file goes on after {last}: expected {header.DataLength} bytes of data, found more. The file is damaged; save it again.");
    }

    /// <summary>Exact: every float16 and every bfloat16 is a float32.</summary>
    private static void Widen(string type, ReadOnlySpan<ushort> halves, Span<float> values)
    {
        if (type == "F16")
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<ushort, Half>(halves), values);
            return;
        }

        // A bfloat16 is the upper half of a float32.
        for (int i = 0; i < halves.Length; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        }
    }
}

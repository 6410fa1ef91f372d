using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>The back of a safetensors file: the tensors' bytes, little-endian.</summary>
internal static class SafetensorsData
{
    /// <summary>Reads one float32 tensor.</summary>
    public static void Read(Stream stream, TensorEntry entry, Span<float> values)
    {
        StreamBytes.Fill(stream, MemoryMarshal.AsBytes(values), $"'{entry.Name}'");
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
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
}

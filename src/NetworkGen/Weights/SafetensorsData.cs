using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;

namespace NetworkGen;

/// <summary>The back of a safetensors file: the tensors' bytes, little-endian.</summary>
internal static class SafetensorsData
{
    private const int BlockSize = 1 << 16;

    /// <summary>Reads one float32 tensor.</summary>
    public static void Read(Stream stream, TensorEntry entry, Span<float> values)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw Truncated($"'{entry.Name}'", bytes.Length, read);
        }

        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    /// <summary>Reads over a tensor that isn't wanted.</summary>
    public static void Skip(Stream stream, TensorEntry entry)
    {
        Span<byte> block = stackalloc byte[256];
        long length = entry.End - entry.Begin;
        for (long done = 0; done < length;)
        {
            int read = stream.Read(block[..(int)long.Min(block.Length, length - done)]);
            if (read == 0)
            {
                throw Truncated($"'{entry.Name}'", length, done);
            }

            done += read;
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

    /// <summary>Reads bytes whose number the file claims: memory grows with what is really there.</summary>
    public static byte[] ReadBytes(Stream stream, int length, string what)
    {
        ArrayBufferWriter<byte> bytes = new(int.Max(1, int.Min(length, BlockSize)));
        while (bytes.WrittenCount < length)
        {
            int read = stream.Read(bytes.GetSpan(1)[..int.Min(bytes.FreeCapacity, length - bytes.WrittenCount)]);
            if (read == 0)
            {
                throw Truncated(what, length, bytes.WrittenCount);
            }

            bytes.Advance(read);
        }

        return bytes.WrittenSpan.ToArray();
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

    public static InvalidDataException Truncated(string what, long expected, long found) =>
        new($"The file ends in {what}: expected {expected} bytes, found {found}. Copy or download the file again.");

    public static InvalidDataException Oversized(SafetensorsHeader header)
    {
        string last = header.Tensors.Count == 0 ? "the header" : $"the last tensor, '{header.Tensors[^1].Name}'";
        return new($"The file goes on after {last}: expected {header.DataLength} bytes of data, found more. The file is damaged; save it again.");
    }
}

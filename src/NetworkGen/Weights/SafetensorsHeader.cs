using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NetworkGen;

/// <summary>
/// The front of a safetensors file: eight bytes of header length (little-endian), then JSON that names every tensor's type, shape
/// and bytes. Reading accepts only what describes the data completely: each byte belongs to exactly one tensor.
/// </summary>
internal sealed class SafetensorsHeader
{
    // The reference implementation's cap.
    private const long MaxLength = 100_000_000;

    private SafetensorsHeader(TensorEntry[] tensors)
    {
        Tensors = tensors;
        DataLength = tensors.Length == 0 ? 0 : tensors[^1].End;
    }

    /// <summary>The tensors in the order of their bytes, without gap or overlap.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Bytes that follow the header.</summary>
    public long DataLength { get; }

    /// <summary>Reads and checks everything before the tensors' bytes.</summary>
    public static SafetensorsHeader Read(Stream stream)
    {
        byte[] json = StreamBytes.Read(stream, ReadLength(stream), "the header");
        TensorEntry[] tensors;
        try
        {
            tensors = [.. SafetensorsHeaderParser.Parse(json)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8.
            throw new InvalidDataException($"The header is not valid JSON ({exception.Message}). Is this a safetensors file?", exception);
        }

        Array.Sort(tensors, static (a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckLayout(tensors);
        SafetensorsHeader header = new(tensors);
        CheckEnd(stream, header);
        return header;
    }

    private static int ReadLength(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        StreamBytes.Fill(stream, bytes, "the header's length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong most = stream.CanSeek ? (ulong)long.Min(MaxLength, stream.Length - stream.Position) : MaxLength;
        if (length > most)
        {
            throw new InvalidDataException($"The header claims {length} bytes, at most {most} are possible. The file is truncated or not a safetensors file.");
        }

        return (int)length;
    }

    private static void CheckLayout(TensorEntry[] sorted)
    {
        long end = 0;
        string previous = "the header";
        foreach (TensorEntry entry in sorted)
        {
            if (entry.Begin != end)
            {
                string how = entry.Begin < end ? "overlaps" : $"leaves a hole of {entry.Begin - end} bytes after";
                throw new InvalidDataException(
                    $"'{entry.Name}' {how} {previous}: expected its data at byte {end}, found {entry.Begin}. The file is damaged; save it again.");
            }

            end = entry.End;
            previous = $"'{entry.Name}'";
        }
    }

    // Known before a single tensor is read, where the stream can tell its length; elsewhere the reads find out.
    private static void CheckEnd(Stream stream, SafetensorsHeader header)
    {
        if (!stream.CanSeek)
        {
            return;
        }

        long found = stream.Length - stream.Position;
        foreach (TensorEntry entry in header.Tensors)
        {
            if (entry.End > found)
            {
                throw StreamBytes.Truncated($"'{entry.Name}'", entry.End - entry.Begin, long.Max(0, found - entry.Begin));
            }
        }

        if (found > header.DataLength)
        {
            throw SafetensorsData.Oversized(header);
        }
    }
}

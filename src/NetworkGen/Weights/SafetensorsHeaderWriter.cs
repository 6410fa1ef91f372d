using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NetworkGen;

/// <summary>Writes the front of a safetensors file whose tensors lie one after the other as float32.</summary>
internal static class SafetensorsHeaderWriter
{
    /// <summary>The length of the header, and the header.</summary>
    public static void Write(Stream stream, IReadOnlyList<Parameter> tensors)
    {
        ArrayBufferWriter<byte> json = new();
        WriteJson(json, tensors);

        // Data begins at a multiple of 8 bytes; spaces are legal after JSON.
        int padding = -json.WrittenCount & 7;
        json.GetSpan(padding)[..padding].Fill((byte)' ');
        json.Advance(padding);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.WrittenCount);
        stream.Write(length);
        stream.Write(json.WrittenSpan);
    }

    private static void WriteJson(IBufferWriter<byte> output, IReadOnlyList<Parameter> tensors)
    {
        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteStartObject(SafetensorsHeaderParser.Metadata);

        // PyTorch's layouts and names: what readers in Python ask for.
        writer.WriteString("format", "pt");
        writer.WriteEndObject();
        long offset = 0;
        foreach (Parameter tensor in tensors)
        {
            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", "F32");
            writer.WriteStartArray("shape");
            foreach (int dimension in tensor.Shape)
            {
                writer.WriteNumberValue(dimension);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(offset);
            offset += (long)tensor.Length * sizeof(float);
            writer.WriteNumberValue(offset);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

using System;
using System.IO;
using System.Text;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>Writes one message in Protocol Buffers' wire format: as much of it as an ONNX model needs.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintWire = 0;
    private const int LengthDelimitedWire = 2;
    private const int FixedWire = 5;

    private readonly MemoryStream _bytes = new();

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Written => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>An int32, int64 or enum field.</summary>
    public void Integer(int field, long value)
    {
        Varint((ulong)((field << 3) | VarintWire));
        Varint((ulong)value);
    }

    /// <summary>A float field.</summary>
    public void Real(int field, float value)
    {
        Varint((ulong)((field << 3) | FixedWire));
        _bytes.Write(BitConverter.GetBytes(value));
    }

    /// <summary>A string field.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A bytes field.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)((field << 3) | LengthDelimitedWire));
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>A field that is a message itself.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var message = new ProtobufWriter();
        write(message);
        Bytes(field, message.Written);
    }

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}

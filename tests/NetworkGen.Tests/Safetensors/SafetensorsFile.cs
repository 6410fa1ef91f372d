using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace NetworkGen.Tests.Safetensors;

/// <summary>Files as a test writes them down: any header, any data, right or wrong.</summary>
internal static class SafetensorsFile
{
    /// <summary>The data of <see cref="Header"/>: 24 + 8 + 8 bytes.</summary>
    public static float[] Values { get; } = [1, 2, 3, 4, 5, 6, -1, -2, 0.5f, 0.25f];

    /// <summary>A right header for the network of <see cref="Parameters"/> and <see cref="Buffers"/>.</summary>
    public const string Header =
        """{"fc.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]},"bn.running_mean":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}""";

    public static ParameterSet Parameters() => new(
        new ParameterInfo("fc.weight", [2, 3], Initializer.Uniform(1)), new ParameterInfo("fc.bias", [2], Initializer.Uniform(1)));

    public static ParameterSet Buffers() => new(new ParameterInfo("bn.running_mean", [2], Initializer.Constant(7)));

    public static byte[] Bytes(string header, params ReadOnlySpan<float> data) => Bytes(header, Raw(data));

    public static byte[] Bytes(string header, byte[] data) => Bytes(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Bytes(byte[] header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Raw(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }

    /// <summary>A stream that, like a socket, can't seek and gives one byte at a time.</summary>
    public static Stream Trickle(byte[] bytes) => new TrickleStream(bytes);

    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, int.Min(count, 1));

        public override int Read(Span<byte> buffer)
        {
            int next = buffer.IsEmpty ? -1 : base.ReadByte();
            if (next < 0)
            {
                return 0;
            }

            buffer[0] = (byte)next;
            return 1;
        }
    }
}

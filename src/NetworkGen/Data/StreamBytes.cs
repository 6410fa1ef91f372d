using System;
using System.Buffers;
using System.IO;

namespace NetworkGen;

/// <summary>Reads from streams that may end too soon, and says where they did.</summary>
internal static class StreamBytes
{
    private const int BlockSize = 1 << 16;

    /// <summary>Fills all of <paramref name="bytes"/>.</summary>
    public static void Fill(Stream stream, Span<byte> bytes, string what)
    {
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw Truncated(what, bytes.Length, read);
        }
    }

    /// <summary>Reads bytes whose number the file claims: memory grows with what is really there.</summary>
    public static byte[] Read(Stream stream, int length, string what)
    {
        ArrayBufferWriter<byte> bytes = new(int.Clamp(length, 1, BlockSize));
        while (bytes.WrittenCount < length)
        {
            Span<byte> free = bytes.GetSpan(1);
            int read = stream.Read(free[..int.Min(free.Length, length - bytes.WrittenCount)]);
            if (read == 0)
            {
                throw Truncated(what, length, bytes.WrittenCount);
            }

            bytes.Advance(read);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads over bytes that aren't wanted.</summary>
    public static void Skip(Stream stream, long length, string what)
    {
        Span<byte> block = stackalloc byte[256];
        for (long done = 0; done < length;)
        {
            int read = stream.Read(block[..(int)long.Min(block.Length, length - done)]);
            if (read == 0)
            {
                throw Truncated(what, length, done);
            }

            done += read;
        }
    }

    public static InvalidDataException Truncated(string what, long expected, long found) =>
        new($"The file ends in {what}: expected {expected} bytes, found {found}. Copy or download it again.");
}

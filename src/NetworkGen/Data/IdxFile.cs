using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NetworkGen;

/// <summary>
/// One IDX file: two zero bytes, the type of the numbers, the number of dimensions, each dimension as a big-endian int, the numbers.
/// </summary>
/// <param name="Dimensions">The dimensions.</param>
/// <param name="Data">The bytes, row-major.</param>
internal sealed record IdxFile(int[] Dimensions, byte[] Data)
{
    private const int UnsignedByte = 0x08;

    /// <summary>Reads a file of bytes; gzip is recognized by its first two bytes.</summary>
    public static IdxFile Read(Stream stream, string what)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            MemoryStream copy = new();
            stream.CopyTo(copy);
            copy.Position = 0;
            stream = copy;
        }

        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position -= read;
        if (magic is not [0x1F, 0x8B])
        {
            return Parse(stream, what);
        }

        using GZipStream plain = new(stream, CompressionMode.Decompress, leaveOpen: true);
        return Parse(plain, what);
    }

    private static IdxFile Parse(Stream stream, string what)
    {
        Span<byte> head = stackalloc byte[4];
        StreamBytes.Fill(stream, head, $"the head of the {what}");
        if (head[0] != 0 || head[1] != 0 || head[2] != UnsignedByte)
        {
            throw new InvalidDataException($"The {what} begin with {Convert.ToHexString(head)}; expected 000008 and the number of dimensions: an IDX file of unsigned bytes, plain or gzip.");
        }

        int[] dimensions = new int[head[3]];
        long length = 1;
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        for (int i = 0; i < dimensions.Length; i++)
        {
            StreamBytes.Fill(stream, bytes, $"the dimensions of the {what}");
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(bytes);
            if (dimensions[i] < 0 || (length *= dimensions[i]) > Array.MaxLength)
            {
                throw new InvalidDataException($"The {what} claim [{string.Join(", ", dimensions[..(i + 1)])}, …]: more bytes than an array holds ({Array.MaxLength}). The file is damaged.");
            }
        }

        byte[] data = StreamBytes.Read(stream, (int)length, $"the {what}");
        return stream.ReadByte() < 0
            ? new IdxFile(dimensions, data)
            : throw new InvalidDataException($"The {what} go on after the {length} bytes of [{string.Join(", ", dimensions)}]. The file is damaged; download it again.");
    }
}

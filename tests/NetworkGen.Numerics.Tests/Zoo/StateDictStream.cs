using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>
/// The safetensors file of a state dict as zoo.py would write it, drawn while it is read: VGG-16's half gigabyte is never stored.
/// </summary>
internal sealed class StateDictStream : Stream
{
    private const int ChunkLength = 1 << 16;

    private readonly IEnumerator<byte[]> _chunks;
    private ReadOnlyMemory<byte> _rest;

    public StateDictStream(string network, IReadOnlyList<StateTensor> tensors) => _chunks = Chunks(network, tensors).GetEnumerator();

    /// <summary>Of the tensors' bytes; once all is read.</summary>
    public string? Sha256 { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (!_chunks.MoveNext())
            {
                return 0;
            }

            _rest = _chunks.Current;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _chunks.Dispose();
        base.Dispose(disposing);
    }

    private IEnumerable<byte[]> Chunks(string network, IReadOnlyList<StateTensor> tensors)
    {
        byte[] header = Header(tensors);
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        yield return length;
        yield return header;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (StateTensor tensor in tensors)
        {
            for (int start = 0; start < tensor.Length; start += ChunkLength)
            {
                byte[] chunk = Chunk(network, tensor, start);
                hash.AppendData(chunk);
                yield return chunk;
            }
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Header(IReadOnlyList<StateTensor> tensors)
    {
        var entries = new Dictionary<string, object>();
        long offset = 0;
        foreach (StateTensor tensor in tensors)
        {
            long end = offset + ((long)tensor.Length * (tensor.IsWhole ? sizeof(long) : sizeof(float)));
            entries.Add(tensor.Name, new Dictionary<string, object>
            {
                ["dtype"] = tensor.IsWhole ? "I64" : "F32",
                ["shape"] = tensor.Shape,
                ["data_offsets"] = new[] { offset, end },
            });
            offset = end;
        }

        return JsonSerializer.SerializeToUtf8Bytes(entries);
    }

    private static byte[] Chunk(string network, StateTensor tensor, int start)
    {
        if (tensor.IsWhole)
        {
            return BitConverter.GetBytes((long)tensor.Centre);
        }

        var values = new float[Math.Min(ChunkLength, tensor.Length - start)];
        tensor.Fill(network, start, values);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}

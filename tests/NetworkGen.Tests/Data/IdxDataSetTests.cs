using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NetworkGen.Tests.Data;

public class IdxDataSetTests
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 18).Select(static i => (byte)(i * 15))];

    private static byte[] Images => Idx([3, 2, 3], Pixels);

    private static byte[] Labels => Idx([3], [0, 4, 2]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImagesAndLabelsAreReadPlainAndZipped(bool zipped)
    {
        IdxDataSet data = Load(zipped ? Zip(Images) : Images, zipped ? Zip(Labels) : Labels);
        Assert.Equal((3, 6, 5, 0), (data.Count, data.InputLength, data.ClassCount, data.TargetLength));
        Assert.Equal(new TensorShape(1, 2, 3), data.Shape);
        Assert.Equal([0, 4, 2], Enumerable.Range(0, 3).Select(data.Label));
        float[] image = new float[6];
        data.ReadInput(2, image);
        Assert.Equal([180, 195, 210, 225, 240, 255], image);
        Assert.Equal([180, 195, 210, 225, 240, 255], data.Image(2).ToArray());
        Assert.Throws<NotSupportedException>(() => data.ReadTarget(0, image));
    }

    [Fact]
    public void AStreamThatCannotSeekIsFine()
    {
        using GZipStream images = new(new MemoryStream(Zip(Images)), CompressionMode.Decompress);
        using GZipStream labels = new(new MemoryStream(Zip(Zip(Labels))), CompressionMode.Decompress);
        Assert.Equal(3, IdxDataSet.Load(images, labels).Count);
    }

    [Fact]
    public void FilesAreRead()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("networkgen-idx-");
        try
        {
            string images = Path.Combine(folder.FullName, "images.gz");
            string labels = Path.Combine(folder.FullName, "labels");
            File.WriteAllBytes(images, Zip(Images));
            File.WriteAllBytes(labels, Labels);
            Assert.Equal(3, IdxDataSet.Load(images, labels).Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        for (int length = 0; length < Images.Length; length++)
        {
            Refused(Images[..length], Labels, "The file ends in");
        }

        for (int length = 0; length < Labels.Length; length++)
        {
            Refused(Images, Labels[..length], "The file ends in");
        }

    }

    [Fact]
    public void ATruncatedZipIsRefusedOrAllThere()
    {
        // The last bytes of a zip hold its checksum, no pixels.
        byte[] zipped = Zip(Images);
        Assert.Throws<InvalidDataException>(() => Load(zipped[..(zipped.Length / 2)], Labels));
        for (int length = 2; length < zipped.Length; length++)
        {
            try
            {
                Assert.Equal(Pixels[12..], Load(zipped[..length], Labels).Image(2).ToArray());
            }
            catch (InvalidDataException exception)
            {
                Assert.NotEqual("", exception.Message);
            }
        }
    }

    [Fact]
    public void WrongFilesAreRefused()
    {
        Refused([.. Images, 0], Labels, "go on after the 18 bytes of [3, 2, 3]");
        Refused(Labels, Images, "Are the files in the right order");
        Refused(Images, Images, "The labels have the dimensions [3, 2, 3]; expected [count]");
        Refused(Images, Idx([2], [0, 1]), "3 images, but 2 labels");
        Refused(Idx([3, 2, 3], Pixels, type: 0x0D), Labels, "The images begin with 00000D03");
        Refused(Idx([0, 0, 3], []), Idx([0], []), "[0, 0, 3]");
        Refused(Idx([1 << 20, 1 << 10, 1 << 10], []), Labels, "more bytes than an array holds");
        Refused(Idx([-1, 2, 3], []), Labels, "[-1, …]");
        Refused("not an idx file"u8.ToArray(), Labels, "an IDX file of unsigned bytes");
    }

    private static void Refused(byte[] images, byte[] labels, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Load(images, labels)).Message, StringComparison.Ordinal);

    private static IdxDataSet Load(byte[] images, byte[] labels) => IdxDataSet.Load(new MemoryStream(images), new MemoryStream(labels));

    private static byte[] Idx(int[] dimensions, byte[] data, byte type = 0x08)
    {
        byte[] head = new byte[4 + (dimensions.Length * 4)];
        head[2] = type;
        head[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (i * 4)), dimensions[i]);
        }

        return [.. head, .. data];
    }

    private static byte[] Zip(byte[] bytes)
    {
        MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return zipped.ToArray();
    }
}

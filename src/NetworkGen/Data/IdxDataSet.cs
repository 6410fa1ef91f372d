using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;

namespace NetworkGen;

/// <summary>
/// Grey images and labels in IDX files, as MNIST and its relatives come: bytes, given as floats 0 to 255 (<see cref="RescaleAttribute"/>
/// makes 0 to 1 of them).
/// </summary>
/// <remarks>Source: "THE IDX FILE FORMAT" in LeCun, Cortes and Burges, "The MNIST database of handwritten digits".</remarks>
public sealed class IdxDataSet : DataSet
{
    private readonly byte[] _images;
    private readonly byte[] _labels;

    private IdxDataSet(IdxFile images, IdxFile labels)
    {
        if (images.Dimensions is not [int count, int height, int width] || height == 0 || width == 0)
        {
            throw new InvalidDataException($"The images have the dimensions [{string.Join(", ", images.Dimensions)}]; expected [count, height, width]. Are the files in the right order, images first?");
        }

        if (labels.Dimensions is not [int labelCount])
        {
            throw new InvalidDataException($"The labels have the dimensions [{string.Join(", ", labels.Dimensions)}]; expected [count]. Are the files in the right order, images first?");
        }

        if (count != labelCount)
        {
            throw new InvalidDataException($"There are {count} images, but {labelCount} labels; take both files from the same set.");
        }

        _images = images.Data;
        _labels = labels.Data;
        Count = count;
        Shape = new TensorShape(1, height, width);
        ClassCount = count == 0 ? 0 : _labels.Max() + 1;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>The shape of one image: 1 × height × width.</summary>
    public TensorShape Shape { get; }

    /// <inheritdoc/>
    public override int InputLength => Shape.Length;

    /// <summary>One more than the largest label.</summary>
    public override int ClassCount { get; }

    /// <summary>Reads a pair of files, plain or gzip.</summary>
    /// <param name="imagesPath">Images: bytes [count, height, width].</param>
    /// <param name="labelsPath">Labels: bytes [count].</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the two don't belong together.</exception>
    public static IdxDataSet Load(string imagesPath, string labelsPath)
    {
        using FileStream images = File.OpenRead(imagesPath);
        using FileStream labels = File.OpenRead(labelsPath);
        return Load(images, labels);
    }

    /// <summary>Reads a pair of streams, plain or gzip.</summary>
    /// <param name="images">Images: bytes [count, height, width]. Stays open.</param>
    /// <param name="labels">Labels: bytes [count]. Stays open.</param>
    /// <exception cref="InvalidDataException">A stream is damaged, or the two don't belong together.</exception>
    public static IdxDataSet Load(Stream images, Stream labels) => new(IdxFile.Read(images, "images"), IdxFile.Read(labels, "labels"));

    /// <summary>The bytes of an image, row by row.</summary>
    /// <param name="index">The sample.</param>
    public ReadOnlySpan<byte> Image(int index) => _images.AsSpan(index * InputLength, InputLength);

    /// <inheritdoc/>
    public override void ReadInput(int index, Span<float> destination) =>
        TensorPrimitives.ConvertTruncating<byte, float>(Image(index), destination);

    /// <inheritdoc/>
    public override int Label(int index) => _labels[index];
}

using System;
using System.ComponentModel;

namespace NetworkGen;

/// <summary>
/// Inference of a network whose head, the layers on vectors at its end, has more weights than a cache holds: images of a batch go through the layers
/// before it one by one, then a group of them through the head at once, so that its weights are read once for all of these. Base class of generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GroupedInferenceProgram : InferenceProgram
{
    private readonly int _inputLength;
    private readonly int _outputLength;

    /// <summary>Called by generated code.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="buffers">Its running statistics.</param>
    /// <param name="inputShape">The shape of one image.</param>
    /// <param name="outputShape">The shape of one result.</param>
    /// <param name="arenaLength">Floats of one image's activations.</param>
    /// <param name="weightsLength">Floats of packed weights.</param>
    /// <param name="macs">Multiply-accumulates per image.</param>
    /// <param name="waits">How often cores that run an image together wait for each other.</param>
    /// <param name="imagesPerGroup">Images that the head takes at most.</param>
    /// <param name="groupLength">Floats of one image's activations and of a group's in the head.</param>
    protected GroupedInferenceProgram(
        ParameterSet parameters, ParameterSet buffers, TensorShape inputShape, TensorShape outputShape, long arenaLength, long weightsLength, long macs, int waits,
        int imagesPerGroup, long groupLength)
        : base(parameters, buffers, inputShape, outputShape, arenaLength, weightsLength, macs, waits, imagesPerGroup, groupLength)
    {
        _inputLength = inputShape.Length;
        _outputLength = outputShape.Length;
    }

    /// <summary>Runs one image of floats up to the head; generated.</summary>
    /// <param name="image">InputLength floats.</param>
    /// <param name="column">Its place in the group.</param>
    /// <param name="a">The arena.</param>
    /// <param name="w">The packed weights.</param>
    protected abstract void RunBody(ReadOnlySpan<float> image, int column, ref float a, ref float w);

    /// <summary>Runs one image of bytes up to the head; generated.</summary>
    /// <param name="image">InputLength bytes.</param>
    /// <param name="column">Its place in the group.</param>
    /// <param name="a">The arena.</param>
    /// <param name="w">The packed weights.</param>
    protected abstract void RunBody(ReadOnlySpan<byte> image, int column, ref float a, ref float w);

    /// <summary>Runs a group through the head; generated.</summary>
    /// <param name="results">OutputLength floats of each image; as many images as there are results.</param>
    /// <param name="a">The arena.</param>
    /// <param name="w">The packed weights.</param>
    protected abstract void RunHead(Span<float> results, ref float a, ref float w);

    /// <inheritdoc/>
    private protected override unsafe void RunImages(nint input, bool isBytes, nint output, int first, int count, AlignedMemory arena)
    {
        if (count == 1)
        {
            base.RunImages(input, isBytes, output, first, count, arena);
            return;
        }

        for (int column = 0; column < count; column++)
        {
            long start = (long)(first + column) * _inputLength;
            if (isBytes)
            {
                RunBody(new ReadOnlySpan<byte>((byte*)input + start, _inputLength), column, ref arena.Start, ref Weights);
            }
            else
            {
                RunBody(new ReadOnlySpan<float>((float*)input + start, _inputLength), column, ref arena.Start, ref Weights);
            }
        }

        RunHead(new Span<float>((float*)output + ((long)first * _outputLength), count * _outputLength), ref arena.Start, ref Weights);
    }
}

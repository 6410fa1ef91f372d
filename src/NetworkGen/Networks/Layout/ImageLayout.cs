using System;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetworkGen.Layout;

/// <summary>Between images as users hold them (channel × height × width floats, or interleaved bytes) and blocked maps. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImageLayout
{
    /// <summary>Copies floats [channels][height][width] in, as x · scale + offset.</summary>
    /// <param name="image">The image.</param>
    /// <param name="scale">One per channel, or none for 1.</param>
    /// <param name="offset">One per channel, or none for 0.</param>
    /// <param name="target">The map's first value.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="block">Channels side by side: 16 or 1.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void Copy(
        ReadOnlySpan<float> image, ReadOnlySpan<float> scale, ReadOnlySpan<float> offset, ref float target,
        int channels, int height, int width, int block, nint plane, nint pitch, Share share = default)
    {
        Rows own = share.Of(height);
        for (int channel = 0; channel < channels; channel++)
        {
            float factor = scale.IsEmpty ? 1 : scale[channel];
            float summand = offset.IsEmpty ? 0 : offset[channel];
            for (int row = (int)own.First; row < own.End; row++)
            {
                ReadOnlySpan<float> source = image.Slice(((channel * height) + row) * width, width);
                ref float to = ref Unsafe.Add(ref target, (channel / block * plane) + (row * pitch) + (channel % block));
                if (block == 1)
                {
                    Scale(source, factor, summand, MemoryMarshal.CreateSpan(ref to, width));
                    continue;
                }

                for (int column = 0; column < source.Length; column++)
                {
                    Unsafe.Add(ref to, column * block) = (source[column] * factor) + summand;
                }
            }
        }

        MapLayout.ClearSpareLanes(ref target, channels, height, width, block, plane, pitch, share);
    }

    /// <summary>Copies bytes [height][width][channels] in, as x · scale + offset.</summary>
    /// <param name="image">The image.</param>
    /// <param name="scale">One per channel.</param>
    /// <param name="offset">One per channel.</param>
    /// <param name="target">The map's first value.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="block">Channels side by side: 16 or 1.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void CopyInterleaved(
        ReadOnlySpan<byte> image, ReadOnlySpan<float> scale, ReadOnlySpan<float> offset, ref float target,
        int channels, int height, int width, int block, nint plane, nint pitch, Share share = default)
    {
        Rows own = share.Of(height);
        for (int channel = 0; channel < channels; channel++)
        {
            float factor = scale[channel];
            float summand = offset[channel];
            for (int row = (int)own.First; row < own.End; row++)
            {
                ReadOnlySpan<byte> source = image.Slice(row * width * channels, width * channels);
                ref float to = ref Unsafe.Add(ref target, (channel / block * plane) + (row * pitch) + (channel % block));
                for (int column = 0; column < width; column++)
                {
                    Unsafe.Add(ref to, column * block) = (source[(column * channels) + channel] * factor) + summand;
                }
            }
        }

        MapLayout.ClearSpareLanes(ref target, channels, height, width, block, plane, pitch, share);
    }

    /// <summary>Copies a map out to floats [channels][height][width], as x · scale.</summary>
    /// <param name="source">The map's first value.</param>
    /// <param name="image">Where to.</param>
    /// <param name="scale">One per channel, or none for 1.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="block">Channels side by side: 16 or 1.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void CopyOut(
        ref float source, Span<float> image, ReadOnlySpan<float> scale, int channels, int height, int width, int block, nint plane, nint pitch, Share share = default)
    {
        Rows own = share.Of(height);
        if (height == 1 && width == 1 && plane == block)
        {
            if (own.End > own.First)
            {
                CopyVector(MemoryMarshal.CreateReadOnlySpan(ref source, channels), image, scale);
            }

            return;
        }

        for (int channel = 0; channel < channels; channel++)
        {
            float factor = scale.IsEmpty ? 1 : scale[channel];
            for (int row = (int)own.First; row < own.End; row++)
            {
                Span<float> target = image.Slice(((channel * height) + row) * width, width);
                ref float from = ref Unsafe.Add(ref source, (channel / block * plane) + (row * pitch) + (channel % block));
                for (int column = 0; column < target.Length; column++)
                {
                    target[column] = Unsafe.Add(ref from, column * block) * factor;
                }
            }
        }
    }

    /// <summary>A row of a plane.</summary>
    private static void Scale(ReadOnlySpan<float> source, float factor, float summand, Span<float> target)
    {
        if (factor == 1 && summand == 0)
        {
            source.CopyTo(target);
            return;
        }

        // Two roundings, as at every other layout.
        TensorPrimitives.Multiply(source, factor, target);
        TensorPrimitives.Add(target, summand, target);
    }

    /// <summary>A map of one position, whose channels stand side by side.</summary>
    private static void CopyVector(ReadOnlySpan<float> source, Span<float> target, ReadOnlySpan<float> scale)
    {
        if (scale.IsEmpty)
        {
            source.CopyTo(target);
        }
        else
        {
            TensorPrimitives.Multiply(source, scale, target);
        }
    }
}

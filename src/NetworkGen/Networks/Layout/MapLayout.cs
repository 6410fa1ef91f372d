using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetworkGen.Layout;

/// <summary>Housekeeping of blocked maps: halos, spare lanes, flattening. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MapLayout
{
    private const int Lanes = 16;
    private const int Piece = 1 << 30;

    /// <summary>Sets a buffer to zero.</summary>
    /// <param name="start">Its first float.</param>
    /// <param name="length">Floats.</param>
    public static void Clear(ref float start, nint length)
    {
        // A span holds at most 2³¹ floats; a map may hold more.
        for (nint first = 0; first < length; first += Piece)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, first), (int)nint.Min(Piece, length - first)).Clear();
        }
    }

    /// <summary>Sets the zeros around a map.</summary>
    /// <param name="start">The buffer's first float, the halo's corner.</param>
    /// <param name="blocks">Blocks of channels.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Floats in a row of the map.</param>
    /// <param name="top">Rows above.</param>
    /// <param name="bottom">Rows below.</param>
    /// <param name="left">Floats before each row.</param>
    /// <param name="right">Floats after each row.</param>
    /// <param name="share">The share of this core.</param>
    public static void ClearHalo(
        ref float start, int blocks, nint plane, nint pitch, int height, nint width, int top, int bottom, nint left, nint right, Share share = default)
    {
        nint last = height - 1;
        foreach (Rows own in share.Of(blocks, height))
        {
            ref float corner = ref Unsafe.Add(ref start, own.Block * plane);
            if (own.First == 0)
            {
                Clear(ref corner, (top * pitch) + left);
            }

            ref float map = ref Unsafe.Add(ref corner, (top * pitch) + left);
            for (nint row = own.First; row < nint.Min(own.End, last); row++)
            {
                // What is right of a row and what is left of the next one lie side by side.
                ClearFew(ref Unsafe.Add(ref map, (row * pitch) + width), right + left);
            }

            if (own.End == height)
            {
                Clear(ref Unsafe.Add(ref map, (last * pitch) + width), right + (bottom * pitch));
            }
        }
    }

    /// <summary>A few floats, for which a call takes longer than the stores.</summary>
    private static void ClearFew(ref float start, nint length)
    {
        nint i = 0;
        for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float>.Zero.StoreUnsafe(ref Unsafe.Add(ref start, i));
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref start, i) = 0;
        }
    }

    /// <summary>Copies channels from one map to another of the same height and width, whatever blocks they fall into: y[firstTo + c] = x[firstFrom + c].</summary>
    /// <param name="from">The first map's first value.</param>
    /// <param name="firstFrom">The first channel that is copied.</param>
    /// <param name="fromBlock">Channels side by side in the first map: 16 or 1.</param>
    /// <param name="fromPlane">Floats from one block to the next.</param>
    /// <param name="fromPitch">Floats from one row to the next.</param>
    /// <param name="to">The second map's first value.</param>
    /// <param name="firstTo">Where the first channel goes.</param>
    /// <param name="toPlane">Floats from one block to the next.</param>
    /// <param name="toPitch">Floats from one row to the next.</param>
    /// <param name="count">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="share">The share of this core.</param>
    public static void CopyChannels(
        ref float from, int firstFrom, int fromBlock, nint fromPlane, nint fromPitch,
        ref float to, int firstTo, nint toPlane, nint toPitch, int count, int height, int width, Share share = default)
    {
        Rows own = share.Of(height);

        // Runs of channels that stay together on both sides: whole blocks where both begin with one.
        for (int channel = 0; channel < count;)
        {
            (int block, int lane) = Math.DivRem(firstFrom + channel, fromBlock);
            (int toBlock, int toLane) = Math.DivRem(firstTo + channel, Lanes);
            int run = Math.Min(count - channel, Math.Min(fromBlock - lane, Lanes - toLane));
            for (nint row = own.First; row < own.End; row++)
            {
                ref float source = ref Unsafe.Add(ref from, (block * fromPlane) + (row * fromPitch) + lane);
                ref float target = ref Unsafe.Add(ref to, (toBlock * toPlane) + (row * toPitch) + toLane);
                CopyRow(ref source, fromBlock, ref target, run, width);
            }

            channel += run;
        }
    }

    /// <summary>Copies every so many-th position of every so many-th row, in blocks of 16 channels: y[c, h, w] = x[c, h · stride, w · stride].</summary>
    /// <param name="from">The first map's first value.</param>
    /// <param name="fromPlane">Floats from one block to the next.</param>
    /// <param name="fromPitch">Floats from one row to the next.</param>
    /// <param name="to">The second map's first value.</param>
    /// <param name="toPlane">Floats from one block to the next.</param>
    /// <param name="toPitch">Floats from one row to the next.</param>
    /// <param name="stride">Positions, and rows, from one that is copied to the next.</param>
    /// <param name="blocks">Blocks of channels.</param>
    /// <param name="height">Rows of the second map.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="share">The share of this core.</param>
    public static void CopyStrided(
        ref float from, nint fromPlane, nint fromPitch, ref float to, nint toPlane, nint toPitch, int stride, int blocks, int height, int width, Share share = default)
    {
        foreach (Rows own in share.Of(blocks, height))
        {
            for (nint row = own.First; row < own.End; row++)
            {
                ref float source = ref Unsafe.Add(ref from, (own.Block * fromPlane) + (row * stride * fromPitch));
                ref float target = ref Unsafe.Add(ref to, (own.Block * toPlane) + (row * toPitch));
                for (nint column = 0; column < width; column++)
                {
                    Vector256.LoadUnsafe(ref source).StoreUnsafe(ref target);
                    Vector256.LoadUnsafe(ref source, (nuint)Vector256<float>.Count).StoreUnsafe(ref target, (nuint)Vector256<float>.Count);
                    source = ref Unsafe.Add(ref source, stride * Lanes);
                    target = ref Unsafe.Add(ref target, Lanes);
                }
            }
        }
    }

    private static void CopyRow(ref float source, int sourceStep, ref float target, int run, int width)
    {
        if (run == Lanes)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, width * Lanes).CopyTo(MemoryMarshal.CreateSpan(ref target, width * Lanes));
            return;
        }

        for (int column = 0; column < width; column++)
        {
            for (int i = 0; i < run; i++)
            {
                Unsafe.Add(ref target, (column * Lanes) + i) = Unsafe.Add(ref source, ((nint)column * sourceStep) + i);
            }
        }
    }

    /// <summary>Sets the lanes of the last block that belong to no channel to zero.</summary>
    /// <param name="start">The map's first value.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="block">Channels side by side.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="share">The share of this core.</param>
    public static void ClearSpareLanes(ref float start, int channels, int height, int width, int block, nint plane, nint pitch, Share share = default)
    {
        int used = channels % block;
        if (used == 0)
        {
            return;
        }

        ref float last = ref Unsafe.Add(ref start, channels / block * plane);
        Rows own = share.Of(height);
        for (nint row = own.First; row < own.End; row++)
        {
            for (int column = 0; column < width; column++)
            {
                Clear(ref Unsafe.Add(ref last, (row * pitch) + (column * block) + used), block - used);
            }
        }
    }

    /// <summary>From a map to a vector in PyTorch's order: y[(c·H + h)·W + w] = x[c, h, w].</summary>
    /// <param name="map">The map's first value.</param>
    /// <param name="vector">The vector; its last block is filled up with zeros.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="block">Channels side by side.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    public static void Flatten(ref float map, ref float vector, int channels, int height, int width, int block, nint plane, nint pitch)
    {
        int length = channels * height * width;
        Span<float> target = MemoryMarshal.CreateSpan(ref vector, (length + Lanes - 1) / Lanes * Lanes);
        ImageLayout.CopyOut(ref map, target, default, channels, height, width, block, plane, pitch);
        target[length..].Clear();
    }

    /// <summary>From a vector in PyTorch's order back to a map in blocks of 16.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="map">The map's first value; spare lanes are set to zero.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="plane">Floats from one block to the next.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    public static void Unflatten(ref float vector, ref float map, int channels, int height, int width, nint plane, nint pitch) =>
        ImageLayout.Copy(
            MemoryMarshal.CreateReadOnlySpan(ref vector, channels * height * width), default, default, ref map, channels, height, width, Lanes, plane, pitch);
}

using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetworkGen.Layout;

/// <summary>Vectors of several images side by side, as the columns of one map: [channels / 16][images][16]. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnLayout
{
    private const int Lanes = 16;

    /// <summary>Copies one image's vector in.</summary>
    /// <param name="vector">The vector's first value.</param>
    /// <param name="columns">The map's first value.</param>
    /// <param name="column">Which column.</param>
    /// <param name="blocks">Blocks of 16 channels.</param>
    /// <param name="vectorPlane">Floats from one block of the vector to the next.</param>
    /// <param name="columnsPlane">Floats from one block of the map to the next.</param>
    public static void CopyIn(ref float vector, ref float columns, nint column, nint blocks, nint vectorPlane, nint columnsPlane)
    {
        for (nint block = 0; block < blocks; block++)
        {
            ReadOnlySpan<float> source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref vector, block * vectorPlane), Lanes);
            source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref columns, (block * columnsPlane) + (column * Lanes)), Lanes));
        }
    }

    /// <summary>Copies the vectors of the first columns out, one after the other.</summary>
    /// <param name="columns">The map's first value.</param>
    /// <param name="vectors">Where to: as many vectors as it has room for.</param>
    /// <param name="channels">Real channels.</param>
    /// <param name="plane">Floats from one block of the map to the next.</param>
    public static void CopyOut(ref float columns, Span<float> vectors, int channels, nint plane)
    {
        for (int column = 0; column < vectors.Length / channels; column++)
        {
            Span<float> vector = vectors.Slice(column * channels, channels);
            for (int channel = 0; channel < vector.Length; channel++)
            {
                vector[channel] = Unsafe.Add(ref columns, (channel / Lanes * plane) + (column * Lanes) + (channel % Lanes));
            }
        }
    }
}

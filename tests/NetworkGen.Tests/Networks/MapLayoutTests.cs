using System;
using System.Linq;
using NetworkGen.Layout;
using Xunit;

namespace NetworkGen.Tests.Networks;

public class MapLayoutTests
{
    private readonly WorkerPool _pool = new(workers: 2);

    /// <summary>All around the map is zero then, and nothing of the map; however many cores share it, and whether they divide its height or its blocks.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(1, 7, 2)]
    [InlineData(1, 9, 2)]
    [InlineData(3, 16, 3)]
    public void TheHaloIsCleared(int blocks, int height, int members)
    {
        const int Top = 1, Bottom = 2, Left = 16, Right = 32, Width = 48, Pitch = Left + Width + Right;
        int plane = (Top + height + Bottom) * Pitch;
        float[] floats = [.. Enumerable.Repeat(1f, blocks * plane)];

        _pool.Run(new Clearing(floats, blocks, plane, Pitch, height, Width, Top, Bottom, Left, Right), members);

        Assert.All(floats.Select((value, index) => (value, index)), one =>
        {
            (int row, int column) = Math.DivRem(one.index % plane, Pitch);
            bool isMap = row >= Top && row < Top + height && column >= Left && column < Left + Width;
            Assert.Equal(isMap ? 1 : 0, one.value);
        });
    }

    private sealed class Clearing(float[] floats, int blocks, nint plane, nint pitch, int height, nint width, int top, int bottom, nint left, nint right) : ITeamWork
    {
        public void Run(Share share) => MapLayout.ClearHalo(ref floats[0], blocks, plane, pitch, height, width, top, bottom, left, right, share);
    }
}

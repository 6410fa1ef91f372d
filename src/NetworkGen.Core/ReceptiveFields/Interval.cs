using System;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>Positions along an axis from one to another, both included. Those of the padding are negative, or beyond the last of the map.</summary>
/// <param name="Low">The first.</param>
/// <param name="High">The last; below <paramref name="Low"/> where there is none.</param>
public readonly record struct Interval(long Low, long High)
{
    /// <summary>No position.</summary>
    public static Interval Empty { get; } = new(0, -1);

    /// <summary>All positions of a map.</summary>
    public static Interval Of(int size) => new(0, size - 1L);

    /// <summary>How many positions.</summary>
    public long Length => Math.Max(High - Low + 1, 0);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => High < Low;

    /// <summary>The least interval that holds both.</summary>
    public Interval Hull(Interval other) =>
        IsEmpty ? other : other.IsEmpty ? this : new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>What both hold.</summary>
    public Interval Clip(Interval other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));
}

/// <summary>Positions at one distance from each other: what an output reads along an axis, whatever the layer.</summary>
/// <param name="First">The first position.</param>
/// <param name="Step">The distance.</param>
/// <param name="Count">How many; 0 where the output reads none.</param>
internal readonly record struct Progression(long First, long Step, long Count)
{
    /// <summary>From the first to the last.</summary>
    public Interval Hull => Count == 0 ? Interval.Empty : new(First, First + ((Count - 1) * Step));
}

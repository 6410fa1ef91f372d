namespace NetworkGen.Core.Planning;

/// <summary>The floats of a tensor, or of a slice of one.</summary>
/// <param name="Buffer">The tensor's buffer.</param>
/// <param name="First">The first float: of the buffer, then of the arena.</param>
/// <param name="Length">How many.</param>
public sealed record Region(int Buffer, long First, long Length)
{
    /// <summary>Whether both have some floats.</summary>
    public bool Overlaps(Region other) => First < other.First + other.Length && other.First < First + Length;
}

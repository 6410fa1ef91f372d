using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>Some rows of one block. For generated code.</summary>
/// <param name="Group">The group that the block is in.</param>
/// <param name="Block">The block, counted within its group.</param>
/// <param name="First">The first row.</param>
/// <param name="End">Behind the last row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Rows(nint Group, nint Block, nint First, nint End);

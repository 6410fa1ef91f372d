using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>Some rows of one block. For generated code.</summary>
/// <param name="Block">The block.</param>
/// <param name="First">The first row.</param>
/// <param name="End">Behind the last row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Rows(nint Block, nint First, nint End);

using System.ComponentModel;

namespace NetworkGen.Layout;

/// <summary>A core's register tiles of one row of a block. For generated code.</summary>
/// <param name="Group">The group that the block is in.</param>
/// <param name="Block">The block, counted within its group.</param>
/// <param name="Row">The row, counted in tiles.</param>
/// <param name="First">The first tile of the row.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="Before">How many tiles of the block the core has in rows above.</param>
/// <param name="Tiles">How many it has of the block in all.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TileRow(nint Group, nint Block, nint Row, nint First, nint End, nint Before, nint Tiles);

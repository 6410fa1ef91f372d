using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>The register tiles of some blocks that are one core's share, row by row of each block: for <c>foreach</c>. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ShareOfTiles
{
    private readonly nint _columns;
    private ShareOfRows _blocks;
    private Rows _own;
    private nint _row;
    private nint _tile;
    private nint _next;

    /// <summary>A share.</summary>
    /// <param name="blocks">The same with all tiles of a block in one row.</param>
    /// <param name="columns">Tiles of a row.</param>
    internal ShareOfTiles(ShareOfRows blocks, nint columns)
    {
        _blocks = blocks;
        _columns = columns;
    }

    /// <summary>A row of a block.</summary>
    public readonly TileRow Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            nint start = _row * _columns;
            return new(_own.Group, _own.Block, _row, _tile - start, _next - start, _tile - _own.First, _own.End - _own.First);
        }
    }

    /// <summary>For <c>foreach</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ShareOfTiles GetEnumerator() => this;

    /// <summary>Goes to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        _tile = _next;
        _row++;
        if (_tile == _own.End)
        {
            if (!_blocks.MoveNext())
            {
                return false;
            }

            _own = _blocks.Current;
            _tile = _own.First;
            _row = _tile / _columns;
        }

        // A core's tiles may begin and end within a row.
        _next = nint.Min(_own.End, (_row + 1) * _columns);
        return true;
    }
}

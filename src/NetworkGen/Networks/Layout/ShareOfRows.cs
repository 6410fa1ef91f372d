using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>The rows of some blocks that are one core's share, block by block: for <c>foreach</c>. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ShareOfRows
{
    private readonly nint _blocks;
    private readonly nint _rows;
    private readonly nint _end;
    private readonly nint _top;
    private nint _next;
    private nint _group;
    private nint _block;
    private nint _first;
    private nint _last;

    /// <summary>A share.</summary>
    /// <param name="next">The first of its rows, where all blocks lie one below the other.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="blocks">Blocks of a group.</param>
    /// <param name="top">The row of a block that counts as its first.</param>
    /// <param name="rows">Rows of a block that count.</param>
    internal ShareOfRows(nint next, nint end, nint blocks, nint top, nint rows)
    {
        _blocks = blocks;
        _rows = rows;
        _top = top;
        _end = end;
        _next = next;
    }

    /// <summary>The rows of one block.</summary>
    public readonly Rows Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_group, _block, _first, _last);
    }

    /// <summary>For <c>foreach</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ShareOfRows GetEnumerator() => this;

    /// <summary>Goes to the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (_next >= _end)
        {
            return false;
        }

        // A block's worth of work is far more than two divisions.
        nint block = _next / _rows;
        _group = block / _blocks;
        _block = block - (_group * _blocks);
        _first = _top + _next - (block * _rows);
        _next = nint.Min(_end, (block + 1) * _rows);
        _last = _top + _next - (block * _rows);
        return true;
    }
}

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
    private nint _next;
    private nint _group;
    private nint _block;
    private nint _first;
    private nint _last;

    internal ShareOfRows(nint next, nint end, nint blocks, nint rows)
    {
        _blocks = blocks;
        _rows = rows;
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
        _first = _next - (block * _rows);
        _next = nint.Min(_end, (block + 1) * _rows);
        _last = _next - (block * _rows);
        return true;
    }
}

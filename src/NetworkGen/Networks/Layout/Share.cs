using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetworkGen.Layout;

/// <summary>
/// One core's share of an image that several cores run together: all make the same calls, and each call does the rows, tiles or blocks that are this core's.
/// The default is all of it. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Share
{
    /// <summary>Rows, or tiles, of a map for each core from which on cores divide these: fewer would leave some with a third more than others.</summary>
    private const int FewestOfCore = 4;

    /// <summary>Weights that cost as much to read as one value: values another core has written, and will write again.</summary>
    private const int WeightsPerValue = 2;

    private readonly TeamMember? _member;

    internal Share(TeamMember member) => _member = member;

    /// <summary>Whether this core does what isn't shared.</summary>
    public bool IsFirst => Core == 0;

    /// <summary>Whether this core has the image for itself.</summary>
    internal bool IsAll => _member is null;

    /// <summary>The number of this core among those that share the image.</summary>
    internal int Core => _member?.Index ?? 0;

    /// <summary>Waits until all cores have come here: what follows depends on what others have done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wait() => _member?.Wait();

    /// <summary>The first of this core's share of something.</summary>
    /// <param name="count">How many there are.</param>
    public nint First(nint count) => Of(count).First;

    /// <summary>Behind the last of this core's share of something.</summary>
    /// <param name="count">How many there are.</param>
    public nint End(nint count) => Of(count).End;

    /// <summary>This core's rows of so many: as many for each core as for the others, give or take one.</summary>
    /// <param name="rows">How many rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Rows Of(nint rows)
    {
        nint first = 0;
        nint end = rows;
        _member?.Narrow(ref first, ref end);
        return new Rows(0, 0, first, end);
    }

    /// <summary>This core's rows of some blocks, block by block.</summary>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rows">Rows of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShareOfRows Of(nint blocks, nint rows) => Of(1, blocks, rows);

    /// <summary>
    /// This core's rows of the blocks of some groups, block by block: the same rows of every block where there are enough, so that what a core reads is what it
    /// has written itself and lies in its cache; of low maps, so many rows of all blocks one below the other.
    /// </summary>
    /// <param name="groups">How many groups.</param>
    /// <param name="blocks">Blocks of each.</param>
    /// <param name="rows">Rows of each block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShareOfRows Of(nint groups, nint blocks, nint rows)
    {
        if (_member is null || rows < FewestOfCore * _member.Count)
        {
            return BlockByBlock(groups * blocks * rows, blocks, rows);
        }

        return SameOfAll(groups * blocks, blocks, rows);
    }

    /// <summary>
    /// This core's register tiles of the blocks of some groups, block by block: the same tiles of every block where there are enough and the weights, which all
    /// cores read then, cost no more than the values; else so many tiles of all blocks one below the other, each core with weights of its own.
    /// </summary>
    /// <param name="groups">How many groups.</param>
    /// <param name="blocks">Blocks of each.</param>
    /// <param name="rows">Rows of tiles of each block.</param>
    /// <param name="columns">Tiles of a row.</param>
    /// <param name="weights">Weights of a group.</param>
    /// <param name="values">Values that a group reads.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShareOfTiles Of(nint groups, nint blocks, nint rows, nint columns, nint weights, nint values)
    {
        nint tiles = rows * columns;
        bool isBlockByBlock = _member is null || tiles < FewestOfCore * _member.Count || weights > WeightsPerValue * values;
        return new ShareOfTiles(isBlockByBlock ? BlockByBlock(groups * blocks * tiles, blocks, tiles) : SameOfAll(groups * blocks, blocks, tiles), columns);
    }

    private ShareOfRows BlockByBlock(nint all, nint blocks, nint rows)
    {
        Rows own = Of(all);
        return new ShareOfRows(own.First, own.End, blocks, 0, rows);
    }

    private ShareOfRows SameOfAll(nint allBlocks, nint blocks, nint rows)
    {
        Rows own = Of(rows);
        nint count = own.End - own.First;
        return new ShareOfRows(0, allBlocks * count, blocks, own.First, count);
    }
}

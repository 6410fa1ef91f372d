using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Planning;

/// <summary>Which blocks of channels of each gradient have been written already: the first writer overwrites, the next ones add.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<int, HashSet<int>> _blocks = [];

    /// <summary>Whether none of a place's blocks has been written.</summary>
    public bool IsFree(Place place, int count) => !Blocks(place, count).Any(Written(place.Root).Contains);

    /// <summary>Notes that all of them have.</summary>
    public void Cover(Place place, int count) => Written(place.Root).UnionWith(Blocks(place, count));

    /// <summary>Runs of blocks that have not.</summary>
    public IReadOnlyList<(int First, int Count)> Gaps(Place place, int count)
    {
        var gaps = new List<(int First, int Count)>();
        foreach (int block in Blocks(place, count).Where(block => !Written(place.Root).Contains(block)))
        {
            if (gaps.Count > 0 && gaps[gaps.Count - 1] is var (first, length) && first + length == block)
            {
                gaps[gaps.Count - 1] = (first, length + 1);
            }
            else
            {
                gaps.Add((block, 1));
            }
        }

        return gaps;
    }

    private static IEnumerable<int> Blocks(Place place, int count) => Enumerable.Range(place.FirstBlock, count);

    private HashSet<int> Written(int root)
    {
        if (!_blocks.TryGetValue(root, out HashSet<int>? blocks))
        {
            _blocks[root] = blocks = [];
        }

        return blocks;
    }
}

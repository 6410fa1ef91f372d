using System;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Images of a batch that one core runs at the same time, each in an arena of its own, because some layers have more weights than a core's cache holds: these
/// take all images of the group, so that their weights come through the cache once for all of these. Everything else is done for one image after the other.
/// </summary>
/// <param name="Images">Images of a full group; 1 where arenas are too large for more.</param>
/// <param name="Arena">Floats from one image's arena to the next one's; 0 where there is none.</param>
public sealed record ImageGroup(int Images, long Arena)
{
    /// <summary>How emitted code calls the number of images.</summary>
    public const string Count = "images";

    /// <summary>How emitted code calls the floats from one image's arena to the next one's.</summary>
    public const string ArenaName = "ImageArena";

    /// <summary>Images at most. Two gain most of it; what four pass between the steps of a layer begins to fill the cache itself.</summary>
    private const int MostImages = 4;

    /// <summary>Bytes that the arenas of a group may take: each core has a group.</summary>
    private const long MostBytes = 32 << 20;

    private const int Page = 4096 / sizeof(float);

    /// <summary>Lines of the first-level cache by which neighbouring arenas are apart: what lies alike in two of them would else evict each other.</summary>
    private const int Lines = 5;

    /// <summary>The group for arenas of so many floats.</summary>
    public static ImageGroup Of(long arenaLength)
    {
        long arena = ((arenaLength + Page - 1) / Page * Page) + (Lines * TensorLayout.FullBlock);
        int images = (int)Math.Min(MostImages, MostBytes / sizeof(float) / arena);
        return images > 1 ? new ImageGroup(images, arena) : new ImageGroup(1, 0);
    }
}

using System;

namespace NetworkGen;

/// <summary>How the images of a call are divided between cores.</summary>
/// <param name="ImagesPerUnit">Images that a core takes at a time.</param>
/// <param name="Units">How many times a core takes some.</param>
/// <param name="Together">Images that are left over for all cores to run together, one after the other.</param>
internal readonly record struct BatchDivision(int ImagesPerUnit, int Units, int Together)
{
    /// <summary>Of all ways that keep no core longer at it than images one by one would, the one with the largest groups.</summary>
    /// <param name="count">How many images.</param>
    /// <param name="cores">How many cores.</param>
    /// <param name="team">How many of them pay for one image.</param>
    /// <param name="imagesPerGroup">Images that a core may take at a time.</param>
    public static BatchDivision Of(int count, int cores, int team, int imagesPerGroup)
    {
        // What is left over when each core has had as many images as the others: half as many as cores, and they are done sooner together.
        int left = count % cores;
        int together = team > 1 && left * 2 <= team ? left : 0;
        int apart = count - together;
        int fewest = Rounds(apart, cores);
        for (int images = Math.Min(imagesPerGroup, fewest); images > 1; images--)
        {
            int units = Rounds(apart, images);
            int before = (units - 1) / cores * images;
            int last = (units - 1) % cores == 0 ? apart - ((units - 1) * images) : images;
            if (before + last <= fewest)
            {
                return new BatchDivision(images, units, together);
            }
        }

        return new BatchDivision(1, apart, together);
    }

    private static int Rounds(int count, int atATime) => (count + atATime - 1) / atATime;
}

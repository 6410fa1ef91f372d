using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>From positions of one node's result back to the image, with the first and the last position of every tensor only: quick, and blind to holes.</summary>
internal static class IntervalSweep
{
    /// <summary>The first and the last pixel that make neighbouring positions of a node's result.</summary>
    /// <param name="maps">The shapes.</param>
    /// <param name="start">The node.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="positions">Positions of its result.</param>
    /// <param name="isClipped">Whether to clip at every map; else the padding around it counts.</param>
    public static Interval Run(MapSizes maps, int start, Axis axis, Interval positions, bool isClipped)
    {
        Interval[] read = [.. Enumerable.Repeat(Interval.Empty, start + 2)];
        read[start + 1] = positions;
        for (int index = start; index >= 0; index--)
        {
            Node node = maps.Network.Nodes[index];
            foreach (int input in node.Inputs)
            {
                AxisReads reads = maps.Reads(node, input, axis);
                Interval seen = reads.Of(read[index + 1]);
                read[input + 1] = read[input + 1].Hull(isClipped ? seen.Clip(Interval.Of(reads.Inputs)) : seen);
            }
        }

        return read[Network.Input + 1];
    }
}

using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>
/// From positions of one node's result back to the image: which positions of every tensor between they are made of. A tensor with several
/// readers is read by them together, so nodes are taken in reverse topological order: each is complete before it is followed further.
/// </summary>
internal sealed class BackwardSweep
{
    private readonly (PixelSet Vertical, PixelSet Horizontal)?[] _read;

    private BackwardSweep(int nodes) => _read = new (PixelSet, PixelSet)?[nodes + 1];

    /// <summary>What is read of a tensor along an axis; null where nothing is.</summary>
    public PixelSet? this[int node, Axis axis] => _read[node + 1] is { } sets ? axis == Axis.Vertical ? sets.Vertical : sets.Horizontal : null;

    /// <summary>
    /// Positions that are really read, clipped at every map. Both axes go together: a path that reads nothing but padding on one of them
    /// reads nothing on the other either.
    /// </summary>
    public static BackwardSweep Clipped(MapSizes maps, int start, PixelSet vertical, PixelSet horizontal) => Run(maps, start, vertical, horizontal, isClipped: true);

    /// <summary>The same as if every map went on forever.</summary>
    public static BackwardSweep Unclipped(MapSizes maps, int start, PixelSet vertical, PixelSet horizontal) => Run(maps, start, vertical, horizontal, isClipped: false);

    private static BackwardSweep Run(MapSizes maps, int start, PixelSet vertical, PixelSet horizontal, bool isClipped)
    {
        var sweep = new BackwardSweep(maps.Network.Nodes.Count);
        sweep._read[start + 1] = (vertical, horizontal);
        for (int index = start; index >= 0; index--)
        {
            if (sweep._read[index + 1] is { } outputs)
            {
                foreach (int input in maps.Network.Nodes[index].Inputs)
                {
                    Node node = maps.Network.Nodes[index];
                    PixelSet rows = Through(maps.Reads(node, input, Axis.Vertical), outputs.Vertical, isClipped);
                    PixelSet columns = Through(maps.Reads(node, input, Axis.Horizontal), outputs.Horizontal, isClipped);
                    if (!rows.IsEmpty && !columns.IsEmpty)
                    {
                        sweep.Add(input, rows, columns);
                    }
                }
            }
        }

        return sweep;
    }

    private static PixelSet Through(AxisReads reads, PixelSet outputs, bool isClipped)
    {
        if (reads.IsPointwise)
        {
            return outputs;
        }

        // Positions that lie an image's length off are read by no output that anybody asks for.
        Interval bounds = isClipped
            ? Interval.Of(reads.Inputs)
            : reads.Of(outputs.Hull).Clip(new Interval(-Limits.Image, reads.Inputs + Limits.Image));
        return reads.Of(outputs, bounds);
    }

    private void Add(int node, PixelSet rows, PixelSet columns) =>
        _read[node + 1] = _read[node + 1] is { } known ? (known.Vertical.Union(rows), known.Horizontal.Union(columns)) : (rows, columns);
}

using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetworkGen;

/// <summary>What was loaded from a file and what wasn't, by name, in the order of the network or of the file.</summary>
/// <param name="Loaded">Tensors of the network that have the file's values.</param>
/// <param name="Skipped">Tensors of the network that keep their values because of <see cref="LoadOptions.Skip"/>.</param>
/// <param name="Missing">Tensors of the network that keep their values because the file lacks them.</param>
/// <param name="Unexpected">Tensors of the file that the network lacks, under the file's names.</param>
/// <param name="Frozen">Parameters that were frozen because of <see cref="LoadOptions.Freeze"/>.</param>
public sealed record LoadReport(
    IReadOnlyList<string> Loaded, IReadOnlyList<string> Skipped, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Frozen)
{
    private const int MostNames = 8;

    /// <summary>A line per kind: how many were loaded, then the names of the others, of each kind the first eight.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"Loaded {Loaded.Count} of {Loaded.Count + Skipped.Count + Missing.Count} tensors.");
        Line("Skipped, with fresh values", Skipped);
        Line("Missing in the file, with fresh values", Missing);
        Line("Not in the network, passed over", Unexpected);
        Line("Frozen", Frozen);
        return text.ToString();

        void Line(string title, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
            {
                string rest = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
                text.Append($"\n{title}: {string.Join(", ", names.Take(MostNames))}{rest}.");
            }
        }
    }
}

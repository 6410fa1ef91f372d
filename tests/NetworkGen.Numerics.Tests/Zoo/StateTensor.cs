using System;
using System.Linq;
using System.Text.Json;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>One tensor of a state dict, drawn by zoo.py's recipe: values() there says the same.</summary>
/// <param name="Name">PyTorch's key.</param>
/// <param name="Shape">PyTorch's shape.</param>
/// <param name="Centre">The middle of its values; all of a tensor of whole numbers.</param>
/// <param name="Scale">How far values may be from it.</param>
internal sealed record StateTensor(string Name, int[] Shape, double Centre, double Scale)
{
    /// <summary>Number of values.</summary>
    public int Length => Shape.Aggregate(1, static (product, dimension) => product * dimension);

    /// <summary>Whether it is an int64, as PyTorch's counts of batches are, and not float32.</summary>
    public bool IsWhole => Name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    /// <summary>Reads zoo.py's rows: [name, shape, centre, scale].</summary>
    public static StateTensor[] Read(JsonElement rows) =>
    [
        .. rows.EnumerateArray().Select(static row => new StateTensor(
            row[0].GetString()!, [.. row[1].EnumerateArray().Select(static dimension => dimension.GetInt32())], row[2].GetDouble(), row[3].GetDouble())),
    ];

    /// <summary>The values from <paramref name="start"/> on. Of the units of a filter (its input channels, or the taps of a single one), the second of each pair is the negative of the first.</summary>
    public void Fill(string network, int start, Span<float> values)
    {
        uint seed = Recipe.Seed($"{network}/{Name}");
        bool isFilter = Shape.Length > 1;
        int taps = Shape.Skip(2).Aggregate(1, static (product, dimension) => product * dimension);
        int unit = isFilter && Shape[1] > 1 ? taps : 1;
        int filter = isFilter ? Shape[1] * taps : 1;
        for (int i = 0; i < values.Length; i++)
        {
            int index = start + i;
            bool isSecond = isFilter && (((index % filter) / unit) & 1) == 1;
            double u = Recipe.Unit(Recipe.Bits(seed, isSecond ? index - unit : index));
            values[i] = (float)(Centre + (Scale * (isSecond ? -u : u)));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NetworkGen.Numerics.Tests.Golden;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>What zoo.json says of a network of samples/Zoo.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Tensors">The state dict of PyTorch's module, in its order.</param>
/// <param name="Sha256">Of the tensors' bytes.</param>
/// <param name="Outputs">What PyTorch computes of <see cref="Image"/>, at 224×224 and one other size.</param>
internal sealed record ZooNetwork(string Name, StateTensor[] Tensors, string Sha256, ZooOutput[] Outputs)
{
    private const int Positions = 100;

    private static readonly Lazy<Dictionary<string, ZooNetwork>> _all = new(Read);

    /// <summary>All networks that zoo.py knows.</summary>
    public static IReadOnlyCollection<ZooNetwork> All => _all.Value.Values;

    /// <summary>The network of a name.</summary>
    public static ZooNetwork Get(string name) => _all.Value[name];

    /// <summary>The output for a size: <c>224x224</c>.</summary>
    public ZooOutput Output(string size) => Outputs.Single(output => output.Size == size);

    /// <summary>The state dict as a safetensors file.</summary>
    public StateDictStream StateDict() => new(Name, Tensors);

    /// <summary>The recipe's first image: a colour, patches of 112×112 pixels, and noise.</summary>
    public float[] Image(int height, int width)
    {
        const int Patch = 112;
        int across = (width + Patch - 1) / Patch;
        int down = (height + Patch - 1) / Patch;
        double[] colour = Recipe.Uniform($"{Name}/image.1/colour", 3);
        double[] patches = Recipe.Uniform($"{Name}/image.1/patches", 3 * down * across);
        double[] noise = Recipe.Uniform($"{Name}/image.1/noise", 3 * height * width);
        var image = new float[noise.Length];
        for (int i = 0; i < image.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, width);
            (int channel, int y) = Math.DivRem(row, height);
            double patch = patches[(((channel * down) + (y / Patch)) * across) + (column / Patch)];
            image[i] = (float)(colour[channel] + (2 * patch) + (noise[i] / 2));
        }

        return image;
    }

    /// <summary>Of a whole output what zoo.json keeps: all of a classifier's, some positions of a map's, classes × positions.</summary>
    public double[] AtPositions(ReadOnlySpan<float> output, TensorShape shape)
    {
        int count = shape.Height * shape.Width;
        int[] positions = count == 1 ? [0] : Array.ConvertAll(Recipe.Bits($"{Name}/positions", Positions), bits => (int)(bits % (uint)count));
        var kept = new double[shape.Channels * positions.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = output[(i / positions.Length * count) + positions[i % positions.Length]];
        }

        return kept;
    }

    private static Dictionary<string, ZooNetwork> Read()
    {
        using var json = JsonDocument.Parse(GoldenFile.ReadText("zoo.json"));
        return json.RootElement.EnumerateObject().Select(static network => new ZooNetwork(
            network.Name,
            StateTensor.Read(network.Value.GetProperty("tensors")),
            network.Value.GetProperty("sha256").GetString()!,
            [.. network.Value.GetProperty("outputs").EnumerateObject().Select(ZooOutput.Read)])).ToDictionary(static network => network.Name);
    }
}

/// <summary>PyTorch's output for one size.</summary>
/// <param name="Height">Rows of the image.</param>
/// <param name="Width">Columns of the image.</param>
/// <param name="Values">Classes × positions.</param>
internal sealed record ZooOutput(int Height, int Width, double[] Values)
{
    /// <summary>As zoo.py writes it: <c>161x192</c>.</summary>
    public string Size => $"{Height}x{Width}";

    public static ZooOutput Read(JsonProperty output)
    {
        int[] size = Array.ConvertAll(output.Name.Split('x'), int.Parse);
        return new(size[0], size[1], [.. output.Value.EnumerateArray().Select(static value => value.GetDouble())]);
    }
}

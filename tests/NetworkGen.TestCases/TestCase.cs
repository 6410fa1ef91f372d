using System.Collections.Generic;

namespace NetworkGen.TestCases;

/// <summary>A stack of layers on an input: what every suite builds, renders, compiles, runs and compares.</summary>
/// <param name="Name">A C# identifier; the generated class carries it, and all random values are drawn from it.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Layers">The layers, first to last.</param>
public sealed record TestCase(string Name, CaseShape Input, IReadOnlyList<LayerCase> Layers)
{
    /// <summary>Images in the batch that golden numbers are taken of.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>Which values the input holds.</summary>
    public InputValues Values { get; init; } = InputValues.Uniform;

    /// <summary>The name that parameters of a layer start with: the user's, or the index in the stack, as in <c>nn.Sequential</c>.</summary>
    public string LayerName(int index) => Layers[index].Name ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Which values an input holds.</summary>
public enum InputValues
{
    /// <summary>Uniform in [-2, 2): both sides of the kink at 0.</summary>
    Uniform,

    /// <summary>Uniform in [-8, 8): reaches the flat ends of the activations.</summary>
    Wide,

    /// <summary>Whole numbers from 0 to 255, as images have them.</summary>
    Bytes,

    /// <summary>Only -1, 0 and 1: nearly every pooling window has ties.</summary>
    Ties,
}

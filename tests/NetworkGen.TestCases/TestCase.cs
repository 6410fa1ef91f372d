using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.TestCases;

/// <summary>A graph of layers on an input, written as a stack: what every suite builds, renders, compiles, runs and compares.</summary>
/// <param name="Name">A C# identifier; the generated class carries it, and all random values are drawn from it.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Layers">The layers, first to last.</param>
public sealed record TestCase(string Name, CaseShape Input, IReadOnlyList<LayerCase> Layers)
{
    /// <summary>The blocks that the layers use, and those that these use.</summary>
    public IReadOnlyList<BlockCase> Blocks { get; init; } = [];

    /// <summary>Images in the batch that golden numbers are taken of.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>Which values the input holds.</summary>
    public InputValues Values { get; init; } = InputValues.Uniform;

    /// <summary>Whether a kind of layer is among its own or among those of a block.</summary>
    public bool Has(string kind) => Blocks.SelectMany(block => block.Layers).Concat(Layers).Any(layer => layer.Kind == kind);

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

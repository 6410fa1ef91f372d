namespace NetworkGen;

/// <summary>
/// A block, several times in a row. Parameters are called by the stage's name, the repetition and the layer's name:
/// <c>layer1.0.conv1.weight</c>. The whole stage's result is a tensor of the stage's name.
/// </summary>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>; it may come from another assembly.</typeparam>
public sealed class StageAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>Of a block that doesn't use <see cref="Block.Width"/>.</summary>
    public StageAttribute()
    {
    }

    /// <summary>Of a block that uses <see cref="Block.Width"/>.</summary>
    /// <param name="width">The value of <see cref="Block.Width"/>.</param>
    public StageAttribute(int width) => Width = width;

    /// <summary>The value of <see cref="Block.Width"/>.</summary>
    public int Width { get; }

    /// <summary>How many times. Default 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>The value of <see cref="Block.Stride"/> in the first repetition; it is 1 in the others. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>The number of the first repetition. Default 0. <c>Name = "features.{i}", FirstIndex = 2</c> is <c>features.2</c>, <c>features.3</c>, …</summary>
    public int FirstIndex { get; set; }
}

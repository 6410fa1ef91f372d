namespace NetworkGen;

/// <summary>One layer of a <see cref="NetworkSummary"/>.</summary>
/// <param name="Name">Its name: the first part of its parameters' names.</param>
/// <param name="Kind">Its attribute's name: <c>Conv2d</c>.</param>
/// <param name="Description">As the table shows it: <c>Conv2d 3×3, 16</c>.</param>
/// <param name="Shape">What leaves it, per image.</param>
/// <param name="LocalField">What one output value sees of the layer's input: the dilated kernel.</param>
/// <param name="ReceptiveField">What one output value sees of the image, in pixels; along the paths that see most, where several meet.</param>
/// <param name="ShortestPathField">The same along the path that sees least; equal to <paramref name="ReceptiveField"/> without branches.</param>
/// <param name="Jump">Pixels of the image between neighbouring outputs; a fraction where the map is finer than the image.</param>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="Macs">Multiply-accumulates per image.</param>
public sealed record LayerSummary(
    string Name,
    string Kind,
    string Description,
    TensorShape Shape,
    (int Height, int Width) LocalField,
    (int Height, int Width) ReceptiveField,
    (int Height, int Width) ShortestPathField,
    (double Height, double Width) Jump,
    long Parameters,
    long Macs)
{
    /// <summary>Whether the result is a flat vector rather than a map of 1×1.</summary>
    public bool IsVector { get; init; }

    /// <summary>Whether one output value sees the layer's whole input: a global pool, Flatten, Linear.</summary>
    public bool SeesWholeInput { get; init; }

    /// <summary>Whether one output value sees the whole image, as everything behind such a layer does; <see cref="ReceptiveField"/> is then that of the features.</summary>
    public bool SeesWholeImage { get; init; }
}

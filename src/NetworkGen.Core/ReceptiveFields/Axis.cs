using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>One of the two directions of a map. Fields are computed on each by itself.</summary>
public enum Axis
{
    /// <summary>Over rows.</summary>
    Vertical,

    /// <summary>Over columns.</summary>
    Horizontal,
}

/// <summary>One axis of things that have two.</summary>
public static class AxisExtensions
{
    /// <summary>Rows or columns.</summary>
    public static int Along(this TensorShape shape, Axis axis) => axis == Axis.Vertical ? shape.Height : shape.Width;

    /// <summary>The field over rows or over columns.</summary>
    public static AxisField Along(this ReceptiveField field, Axis axis) => axis == Axis.Vertical ? field.Vertical : field.Horizontal;

    /// <summary>The window over rows or over columns.</summary>
    public static Window Along(this FieldStep step, Axis axis) => axis == Axis.Vertical ? step.Vertical : step.Horizontal;

    /// <summary>The same map with another number of rows or columns.</summary>
    public static TensorShape With(this TensorShape shape, Axis axis, int size) =>
        axis == Axis.Vertical ? shape with { Height = size } : shape with { Width = size };
}

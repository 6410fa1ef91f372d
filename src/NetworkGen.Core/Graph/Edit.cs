using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>A change of a stack of layers. Indices are those of the stack before any change, so that edits don't depend on their order.</summary>
public abstract record Edit
{
    private Edit()
    {
    }

    /// <summary>Gives an argument another value, whether it is written or not.</summary>
    /// <param name="Layer">Which layer, or <see cref="NetworkIssue.WholeNetwork"/> for <c>[Network]</c>.</param>
    /// <param name="Argument">The argument, in Pascal case.</param>
    /// <param name="Value">Its new value.</param>
    public sealed record Set(int Layer, string Argument, ArgumentValue Value) : Edit;

    /// <summary>Writes layers before another one.</summary>
    /// <param name="Before">Which layer; the number of layers puts them at the end.</param>
    /// <param name="Layers">The new layers.</param>
    /// <param name="Repeat">How many times they are written, each time as a line of its own.</param>
    public sealed record Insert(int Before, EquatableArray<LayerDeclaration> Layers, int Repeat = 1) : Edit;

    /// <summary>Writes other layers in place of one.</summary>
    /// <param name="Layer">Which layer.</param>
    /// <param name="Layers">What stands there instead; the first takes its place in the line.</param>
    public sealed record Replace(int Layer, EquatableArray<LayerDeclaration> Layers) : Edit;
}

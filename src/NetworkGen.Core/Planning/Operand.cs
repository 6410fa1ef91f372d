namespace NetworkGen.Core.Planning;

/// <summary>What an argument of a kernel call refers to.</summary>
public enum OperandKind
{
    /// <summary>A number: <see cref="Operand.Offset"/>.</summary>
    Number,

    /// <summary>A reference into the arena of one image: <see cref="Operand.Buffer"/> plus <see cref="Operand.Offset"/>.</summary>
    Arena,

    /// <summary>The same into the memory of the thread that runs the call: what no later phase reads.</summary>
    Scratch,

    /// <summary>A reference into the packed weights.</summary>
    Weights,

    /// <summary>A reference into the packed weight gradients of a chunk of the batch.</summary>
    WeightGradients,

    /// <summary>A span of the packed weights.</summary>
    WeightSpan,

    /// <summary>A span of the packed weight gradients, summed over the chunks.</summary>
    WeightGradientSpan,

    /// <summary>A span of the parameters, in PyTorch's layout.</summary>
    ParameterSpan,

    /// <summary>A span of the parameters' gradients, in PyTorch's layout.</summary>
    GradientSpan,

    /// <summary>A span of the running statistics.</summary>
    BufferSpan,

    /// <summary>Emitted as it stands: a float constant, or a name that the emitted code has in scope.</summary>
    Text,
}

/// <summary>One argument of a kernel call.</summary>
/// <param name="Kind">What it refers to.</param>
/// <param name="Offset">The number, or the distance in floats.</param>
/// <param name="Length">Floats of a span.</param>
/// <param name="Buffer">The buffer in the arena.</param>
/// <param name="Literal">The text; of a reference, what its distance is called in a method of several phases.</param>
/// <param name="Parameter">The place in the network's order of the parameter whose gradient it is, counted in parameters.</param>
/// <param name="IsDistance">Whether the call takes the distance in floats instead of a reference or a span.</param>
/// <param name="Region">The tensor in the arena that it refers into; null in a plan of training, which doesn't ask.</param>
/// <param name="IsOwn">Whether it refers into the arena that a core has for itself.</param>
/// <param name="Step">Floats from one image's part to the next's, where a group of images shares the tensor; else 0.</param>
/// <param name="StripStep">Floats from one strip's part to the next's, where a call is made for one strip after the other; else 0.</param>
public sealed record Operand(
    OperandKind Kind, long Offset = 0, long Length = 0, int Buffer = -1, string? Literal = null, int Parameter = -1, bool IsDistance = false,
    Region? Region = null, bool IsOwn = false, long Step = 0, long StripStep = 0)
{
    /// <summary>A number.</summary>
    public static implicit operator Operand(long value) => new(OperandKind.Number, value);

    /// <summary>The same as a distance in floats.</summary>
    public Operand Distance => this with { IsDistance = true };

    /// <summary>Text that is emitted as it stands.</summary>
    public static Operand Text(string text) => new(OperandKind.Text, Literal: text);

    /// <summary>No span.</summary>
    public static Operand Nothing { get; } = Text("default");
}

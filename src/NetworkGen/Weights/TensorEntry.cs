namespace NetworkGen;

/// <summary>One tensor of a safetensors header.</summary>
/// <param name="Name">Its state-dict name.</param>
/// <param name="DType">The type of its numbers as the file spells it: <c>F32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorEntry(string Name, string DType, long[] Shape, long Begin, long End)
{
    /// <summary>How messages show it: <c>F32 [16, 1, 3, 3]</c>.</summary>
    public string Description => $"{DType} [{string.Join(", ", Shape)}]";
}

namespace NetworkGen.TestCases;

/// <summary>A member of one of the library's enums, by name: cases know the library by its source only.</summary>
/// <param name="Type">The enum: <c>UpsampleMode</c>.</param>
/// <param name="Member">The member: <c>Bilinear</c>.</param>
public sealed record EnumValue(string Type, string Member)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}.{Member}";
}

namespace NetworkGen.TestCases;

/// <summary>One argument of a layer.</summary>
/// <param name="Name">Pascal case: the property's name, or the constructor parameter's (<c>OutChannels</c>).</param>
/// <param name="Value">An <c>int</c>, <c>float</c>, <c>bool</c>, <c>float[]</c>, <c>string</c>, <c>string[]</c> or <see cref="EnumValue"/>; inside a block also a <see cref="CaseNumber"/> with a symbol.</param>
/// <param name="Form">How C# source writes it.</param>
public sealed record CaseArgument(string Name, object Value, ArgumentForm Form);

/// <summary>How C# source writes an argument. The JSON for PyTorch holds all of them, so that Python needs to know no default.</summary>
public enum ArgumentForm
{
    /// <summary>By its place in the constructor.</summary>
    Positional,

    /// <summary>As <c>Name = value</c>.</summary>
    Named,

    /// <summary>As a type between angle brackets: the block that a layer uses.</summary>
    Generic,

    /// <summary>Not at all: it has its default value.</summary>
    Omitted,
}

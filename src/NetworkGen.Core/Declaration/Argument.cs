using System.Globalization;

namespace NetworkGen.Core.Declaration;

/// <summary>A named argument of an attribute.</summary>
/// <param name="Name">The parameter or property name in Pascal case: <c>OutChannels</c>, <c>KernelSize</c>, <c>Stride</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record Argument(string Name, ArgumentValue Value);

/// <summary>A constant: a number, a flag, a text, an enum member (as its number) or an array of numbers or texts.</summary>
public abstract record ArgumentValue
{
    private ArgumentValue()
    {
    }

    /// <summary>An <see cref="int"/>, or an enum member's number.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="Written">What the user wrote for it, where that is <c>Block.Width</c> or the like; null for a plain number.</param>
    public sealed record Integer(long Value, string? Written = null) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A <see cref="float"/> or <see cref="double"/>.</summary>
    public sealed record Real(double Value) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("G9", CultureInfo.InvariantCulture);
    }

    /// <summary>A <see cref="bool"/>.</summary>
    public sealed record Flag(bool Value) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A <see cref="string"/>.</summary>
    public sealed record Text(string Value) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>An array of numbers.</summary>
    public sealed record Reals(EquatableArray<double> Values) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => "[" + string.Join(", ", Values) + "]";
    }

    /// <summary>An array of texts.</summary>
    public sealed record Texts(EquatableArray<string> Values) : ArgumentValue
    {
        /// <inheritdoc/>
        public override string ToString() => "[" + string.Join(", ", Values) + "]";
    }
}

using System.Globalization;

namespace NetworkGen.TestCases;

/// <summary>A whole number, or inside a block what differs from use to use: <c>4 * Block.Width / 3</c>.</summary>
/// <param name="Symbol"><c>Width</c>, <c>In</c> or <c>Stride</c>; null for a plain number.</param>
/// <param name="Factor">What the symbol is multiplied by; without a symbol, the number.</param>
/// <param name="Divisor">What the product is divided by, rounding down.</param>
public readonly record struct CaseNumber(string? Symbol, int Factor, int Divisor = 1)
{
    /// <summary>The width given to <c>Stage</c> or <c>Use</c>.</summary>
    public static CaseNumber Width { get; } = new("Width", 1);

    /// <summary>The channels that enter the block.</summary>
    public static CaseNumber In { get; } = new("In", 1);

    /// <summary>The stride given to <c>Stage</c>, in its first repetition, or to <c>Use</c>.</summary>
    public static CaseNumber Stride { get; } = new("Stride", 1);

    /// <summary>What a <see cref="CaseArgument"/> holds: an <c>int</c> where it is one.</summary>
    public object Value => Symbol is null ? (object)Factor : this;

    public static implicit operator CaseNumber(int number) => new(null, number);

    public static CaseNumber operator *(int factor, CaseNumber number) => number with { Factor = factor * number.Factor };

    public static CaseNumber operator /(CaseNumber number, int divisor) => number with { Divisor = divisor * number.Divisor };

    /// <summary>As C# source has it.</summary>
    public override string ToString()
    {
        string product = Symbol is null ? Invariant(Factor) : (Factor == 1 ? "" : Invariant(Factor) + " * ") + "Block." + Symbol;
        return Divisor == 1 ? product : product + " / " + Invariant(Divisor);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}

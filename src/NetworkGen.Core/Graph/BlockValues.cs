using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>
/// What <c>Block.Width</c>, <c>Block.In</c> and <c>Block.Stride</c> stand for in one use of a block, and the arithmetic on them. In source they are
/// constants: a prime for each times a negative number that many small numbers divide, so <c>3 * Block.Width / 2</c> is a whole number that can
/// be taken apart again.
/// </summary>
/// <param name="Width">The width given to <c>Stage</c> or <c>Use</c>; null where none was.</param>
/// <param name="In">The channels that enter.</param>
/// <param name="Stride">The stride given, 1 after the first repetition.</param>
internal sealed record BlockValues(int? Width, int In, int Stride)
{
    /// <summary>The constant that the runtime's <c>Block</c> multiplies with a prime.</summary>
    private const long Unit = -64L * 9 * 5 * 7 * 11 * 13;

    /// <summary>A larger factor means a number that nobody meant as a symbol: <c>-17</c>.</summary>
    private const int MostFactor = 64;

    /// <summary>A number below it that is no symbol was one before other arithmetic: nobody writes it, and the smallest symbol, divided by 64, lies far below it.</summary>
    private const long LeastWritten = -100_000;

    private const string Legal =
        "a number, or Block.Width, Block.In or Block.Stride, times a whole number up to 32 or divided by one up to 16, as in 4 * Block.Width and Block.In / 2";

    private static readonly (string Name, long Prime)[] _symbols = [("Width", 17), ("In", 19), ("Stride", 23)];

    /// <summary>The arguments with numbers for symbols; what can't be replaced is reported as NG1006.</summary>
    /// <param name="kind">The attribute.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="values">The values; null outside of blocks.</param>
    /// <param name="issues">Where misfits go.</param>
    public static EquatableArray<Argument> Replace(string kind, EquatableArray<Argument> arguments, BlockValues? values, IssueSink issues) =>
        arguments.Any(static argument => Symbol(argument.Value) is not null || IsSpoilt(argument.Value))
            ? arguments.Select(argument => Replace(kind, argument, values, issues)).ToEquatableArray()
            : arguments;

    /// <summary>What was written for a value that is <c>Block.Width</c> or the like: <c>4 * Block.Width</c>; null for an ordinary one.</summary>
    public static string? Written(ArgumentValue value) => Symbol(value) is { } symbol ? Text(symbol) : null;

    private static Argument Replace(string kind, Argument argument, BlockValues? values, IssueSink issues)
    {
        if (Symbol(argument.Value) is not { } symbol)
        {
            if (IsSpoilt(argument.Value))
            {
                issues.Report(IssueId.ArgumentOutOfRange, argument.Name, kind, argument.Name, "what can't be computed from Block.Width, Block.In or Block.Stride", Legal);
            }

            return argument;
        }

        string text = Text(symbol);
        long? value = values is null ? null : symbol.Name switch { "Width" => values.Width, "In" => values.In, _ => values.Stride };
        if (value is null)
        {
            issues.Report(
                IssueId.ArgumentOutOfRange, argument.Name, kind, argument.Name, text,
                values is null ? "a number: Block." + symbol.Name + " has a value only inside a class with [Block]" : "a width where the block is used, such as the 64 of [Stage<…>(64)] and [Use<…>(64)]");
            return argument with { Value = new ArgumentValue.Integer(1) };
        }

        return argument with { Value = new ArgumentValue.Integer(value.Value * symbol.Multiplier / symbol.Divisor, text) };
    }

    /// <summary>
    /// Whether a number was computed from a symbol in a way that can't be taken apart: <c>Block.Width + 1</c>, <c>Block.Width / 128</c>,
    /// <c>-Block.In</c>. Large negative numbers are only told from symbols where the argument is an integer: as a float they may be meant.
    /// </summary>
    private static bool IsSpoilt(ArgumentValue argument) =>
        Whole(argument) is { } value
        && Symbol(argument) is null
        && ((argument is ArgumentValue.Integer && value <= LeastWritten) || Symbol(new ArgumentValue.Integer(-value)) is not null);

    /// <summary>The whole number that an argument is, where C# has made a float of it too; null for others.</summary>
    private static long? Whole(ArgumentValue argument) => argument switch
    {
        ArgumentValue.Integer { Value: > int.MinValue and <= int.MaxValue } integer => integer.Value,
        ArgumentValue.Real { Value: > int.MinValue and <= int.MaxValue } real when real.Value == (int)real.Value => (int)real.Value,
        _ => null,
    };

    /// <summary>The symbol that a constant stands for, with its factor in lowest terms; null for an ordinary value.</summary>
    private static (string Name, long Multiplier, long Divisor)? Symbol(ArgumentValue argument)
    {
        if (Whole(argument) is not (< 0 and { } value))
        {
            return null;
        }

        long common = GreatestCommonDivisor(-value, -Unit);
        long numerator = -value / common;
        (string Name, long Prime)[] found = [.. _symbols.Where(symbol => numerator % symbol.Prime == 0)];
        return found is [var one] && numerator / one.Prime <= MostFactor && -Unit / common <= MostFactor ? (one.Name, numerator / one.Prime, -Unit / common) : null;
    }

    private static string Text((string Name, long Multiplier, long Divisor) symbol) =>
        (symbol.Multiplier == 1 ? "" : Numerals.Plain(symbol.Multiplier) + " * ") + "Block." + symbol.Name
        + (symbol.Divisor == 1 ? "" : " / " + Numerals.Plain(symbol.Divisor));

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

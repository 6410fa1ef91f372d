using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>The lengths of parts of buffers: <c>AsSpan</c>, <c>Slice</c>, ranges. None where the part reaches beyond the whole: that is another error.</summary>
internal static class SliceReader
{
    /// <summary>Of a call.</summary>
    public static KnownLength? Of(IInvocationOperation call, LengthReader lengths) => (call.TargetMethod.ContainingType, call.TargetMethod.Name) switch
    {
        ({ Name: "MemoryExtensions" }, "AsSpan") => Of(Argument(call, call.TargetMethod.Parameters[0].Name)?.Value, call, lengths),
        ({ Name: "Span" or "ReadOnlySpan" }, "Slice") => Of(call.Instance, call, lengths),
        ({ Name: "GC" }, "AllocateUninitializedArray" or "AllocateArray") => lengths.Number(Argument(call, "length")?.Value) is { } length
            ? new KnownLength(length, Argument(call, "length")!.Value.Syntax)
            : null,
        _ => null,
    };

    /// <summary>Of a range.</summary>
    public static KnownLength? Of(IOperation? whole, IRangeOperation range, LengthReader lengths)
    {
        long? all = lengths.Of(whole)?.Value;
        return Part(all, End(range.LeftOperand, all, lengths) ?? (range.LeftOperand is null ? 0 : null), End(range.RightOperand, all, lengths) ?? (range.RightOperand is null ? all : null));
    }

    private static KnownLength? Of(IOperation? whole, IInvocationOperation call, LengthReader lengths)
    {
        if (Argument(call, "range") is { Value: IRangeOperation range })
        {
            return Of(whole, range, lengths);
        }

        KnownLength? all = lengths.Of(whole);
        IArgumentOperation? start = Argument(call, "start");
        IArgumentOperation? length = Argument(call, "length");
        if (start is null && length is null)
        {
            return call.Arguments.Length > 1 ? null : all;
        }

        long? first = lengths.Number(start?.Value);
        return length is null ? Part(all?.Value, first, all?.Value)
            : lengths.Number(length.Value) is not { } count ? null
            : first is null ? (count >= 0 ? new KnownLength(count) : null)
            : Part(all?.Value, first, first + count);
    }

    private static KnownLength? Part(long? all, long? start, long? end) =>
        start is >= 0 && end >= start && !(end > all) ? new KnownLength(end.Value - start.Value) : null;

    /// <summary>An end of a range: a number, or one from the end.</summary>
    private static long? End(IOperation? end, long? all, LengthReader lengths) => end switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd => all - lengths.Number(fromEnd.Operand),
        IConversionOperation { Operand: { Type.SpecialType: SpecialType.System_Int32 } number } => lengths.Number(number),
        _ => null,
    };

    private static IArgumentOperation? Argument(IInvocationOperation call, string name) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name && argument.ArgumentKind == ArgumentKind.Explicit);
}

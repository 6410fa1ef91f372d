using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints calls of kernels.</summary>
/// <param name="names">The kernels' names.</param>
/// <param name="isShared">Whether cores share each call.</param>
internal sealed class CallPrinter(KernelNames names, bool isShared = false)
{
    private const int LongLine = 130;

    /// <summary>Prints calls in order, comments above; neighbours under one condition share it.</summary>
    public void Print(SourceWriter writer, IReadOnlyList<KernelCall> calls)
    {
        for (int first = 0; first < calls.Count;)
        {
            int end = first + 1;
            while (end < calls.Count && calls[end].Condition == calls[first].Condition)
            {
                end++;
            }

            if (calls[first].Condition is not { } wanted)
            {
                Print(writer, calls, first, end);
            }
            else if (end == first + 1 && calls[first].Strips is null)
            {
                PrintComment(writer, calls[first], isFirst: first == 0);
                writer.Line($"if ({Condition(wanted)}) {Text(calls[first])}");
            }
            else
            {
                using (writer.Open($"if ({Condition(wanted)})"))
                {
                    Print(writer, calls, first, end);
                }
            }

            first = end;
        }
    }

    /// <summary>Prints calls with their comments behind them: those that pack weights, a line or two for each layer.</summary>
    public void PrintList(SourceWriter writer, IEnumerable<KernelCall> calls)
    {
        foreach (KernelCall call in calls)
        {
            writer.Line(Statement(call) + (call.Comment is { } comment ? " // " + comment : ""));
        }
    }

    /// <summary>One call as a statement, with its condition.</summary>
    public string Statement(KernelCall call) =>
        (call.Condition is { } wanted ? $"if ({Condition(wanted)}) " : "") + Text(call);

    /// <summary>Calls under one condition; those of a loop stand in it together.</summary>
    private void Print(SourceWriter writer, IReadOnlyList<KernelCall> calls, int first, int end)
    {
        for (int index = first; index < end;)
        {
            PrintComment(writer, calls[index], isFirst: index == first);
            if (calls[index].Strips is not { } strips)
            {
                PrintWait(writer, calls[index]);
                writer.Line(Text(calls[index++]));
                continue;
            }

            if (strips.IsDivided)
            {
                PrintWait(writer, calls[index]);
            }

            using (Open(writer, strips))
            {
                for (int inside = index; index < end && calls[index].Strips == strips; index++)
                {
                    if (index > inside)
                    {
                        PrintComment(writer, calls[index], isFirst: false);
                    }

                    if (!strips.IsDivided)
                    {
                        PrintWait(writer, calls[index]);
                    }

                    writer.Line(Text(calls[index]));
                }
            }
        }
    }

    private static SourceWriter.Block Open(SourceWriter writer, StripLoop strips)
    {
        if (strips.Together is { } all)
        {
            return writer.Open(Of(
                $"for (nint start = share.First({strips.Count}) * {strips.Size}, tiles = Math.Min((share.End({strips.Count}) * {strips.Size}) - start, {all}); tiles > 0; tiles = 0) // a core's strips as one"));
        }

        return writer.Open(strips.IsDivided
            ? Of($"for (nint strip = share.First({strips.Count}); strip < share.End({strips.Count}); strip++)")
            : Of($"for (nint strip = 0; strip < {strips.Count}; strip++)"));
    }

    private void PrintWait(SourceWriter writer, KernelCall call)
    {
        if (isShared && call.Waits)
        {
            writer.Line("share.Wait();");
        }
    }

    private static void PrintComment(SourceWriter writer, KernelCall call, bool isFirst)
    {
        if (call.Comment is null)
        {
            return;
        }

        if (!isFirst)
        {
            writer.Line();
        }

        writer.Line("// " + call.Comment);
    }

    /// <summary>Whether a parameter is trained, or the gradient of a result wanted.</summary>
    public static string Condition(GradientCondition condition) => Of($"{(condition.IsParameter ? "Trained" : "Wanted")}[{condition.Name ?? Of($"{condition.Index}")}]");

    /// <summary>A call; where the line would be long, references and spans first, numbers below.</summary>
    private string Text(KernelCall call)
    {
        bool isAlone = !isShared || call.Strips is { IsDivided: true };
        string name = (isAlone || call.Kernel.IsShared ? "" : "if (share.IsFirst) ") + names.Called(call.Kernel);
        string[] arguments = [.. call.Operands.Select(Text), .. isAlone || !call.Kernel.IsShared ? [] : new[] { "share" }];
        string line = $"{name}({string.Join(", ", arguments)});";
        int numbers = call.Operands.Count;
        while (numbers > 0 && (call.Operands[numbers - 1].IsDistance || call.Operands[numbers - 1].Kind is OperandKind.Number or OperandKind.Text))
        {
            numbers--;
        }

        return line.Length <= LongLine || numbers == 0 || numbers == call.Operands.Count
            ? line
            : $"{name}({string.Join(", ", arguments.Take(numbers))},\n    {string.Join(", ", arguments.Skip(numbers))});";
    }

    private static string Text(Operand operand) => operand.IsDistance ? Number(operand.Offset) : operand.Kind switch
    {
        OperandKind.Number => Number(operand.Offset),
        OperandKind.Text => operand.Literal!,
        OperandKind.Arena => Reference(operand.IsOwn ? "own" : "a", operand),
        OperandKind.Scratch => Reference("s", operand),
        OperandKind.Weights => Reference("w", operand),
        OperandKind.WeightGradients => Reference("g", operand),
        OperandKind.WeightSpan => Slice("Weight", operand),
        OperandKind.WeightGradientSpan => Slice("SumOfChunks", operand),
        OperandKind.ParameterSpan => Slice("Parameter", operand),
        OperandKind.GradientSpan => Slice("Gradient", operand),
        _ => Slice("Statistic", operand),
    };

    private static string Reference(string name, Operand operand)
    {
        string place = operand.Literal ?? Number(operand.Offset);
        string step = operand.Step > 0 ? $"image * {operand.Step}" : operand.StripStep > 0 ? $"strip * {operand.StripStep}" : "";
        return (place, step) switch
        {
            ("0", "") => "ref " + name,
            ("0", _) => $"ref At(ref {name}, {step})",
            (_, "") => $"ref At(ref {name}, {place})",
            _ => $"ref At(ref {name}, {place} + ({step}))",
        };
    }

    /// <summary>A number; one that only fits 64 bits is no constant of type nint to the compiler.</summary>
    public static string Number(long value) => value is >= int.MinValue and <= int.MaxValue ? Of($"{value}") : Of($"unchecked((nint){value}L)");

    private static string Slice(string name, Operand operand) => Of($"{name}({operand.Offset}, {operand.Length})");
}

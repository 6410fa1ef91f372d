using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints calls of kernels.</summary>
/// <param name="names">The kernels' names.</param>
/// <param name="weightSpan">What the span of packed weights is called where calls are printed.</param>
internal sealed class CallPrinter(KernelNames names, string weightSpan)
{
    private const int LongLine = 130;

    /// <summary>Prints calls in order, comments above.</summary>
    public void Print(SourceWriter writer, IEnumerable<KernelCall> calls)
    {
        bool isFirst = true;
        GradientCondition? current = null;
        IDisposable? condition = null;
        foreach (KernelCall call in calls)
        {
            if (call.Condition != current)
            {
                condition?.Dispose();
                condition = null;
                current = call.Condition;
                if (current is { } wanted)
                {
                    if (!isFirst)
                    {
                        writer.Line();
                    }

                    condition = writer.Open($"if ({Condition(wanted.IsParameter, wanted.Index)})");
                    isFirst = true;
                }
            }

            if (call.Comment is { } comment)
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                writer.Line("// " + comment);
            }

            Print(writer, call);
            isFirst = false;
        }

        condition?.Dispose();
    }

    /// <summary>Whether a parameter is trained, or the gradient of a result wanted.</summary>
    public static string Condition(bool isParameter, int index) => Of($"{(isParameter ? "Trained" : "Wanted")}[{index}]");

    private void Print(SourceWriter writer, KernelCall call)
    {
        string name = names.Called(call.Kernel);
        string[] arguments = [.. call.Operands.Select(Text)];
        string line = $"{name}({string.Join(", ", arguments)});";
        if (line.Length <= LongLine)
        {
            writer.Line(line);
            return;
        }

        // References first, numbers on a line of their own.
        int numbers = call.Operands.Count;
        while (numbers > 0 && call.Operands[numbers - 1].Kind is OperandKind.Number or OperandKind.Text)
        {
            numbers--;
        }

        writer.Line($"{name}(");
        writer.Line("    " + string.Join(", ", arguments.Take(numbers)) + (numbers < arguments.Length ? "," : ");"));
        if (numbers < arguments.Length)
        {
            writer.Line("    " + string.Join(", ", arguments.Skip(numbers)) + ");");
        }
    }

    private string Text(Operand operand) => operand.Kind switch
    {
        OperandKind.Number => Number(operand.Offset),
        OperandKind.Text => operand.Literal!,
        OperandKind.Arena => Reference("activations", operand),
        OperandKind.Weights => Reference("weights", operand),
        OperandKind.WeightGradients => Reference("weightGradients", operand),
        OperandKind.WeightSpan => Slice(weightSpan, operand),
        OperandKind.WeightGradientSpan => Of($"SumOfChunks({operand.Offset}, {operand.Length})"),
        OperandKind.ParameterSpan => Slice("Parameters", operand),
        OperandKind.GradientSpan => Slice("Gradients", operand),
        OperandKind.TrainedGradientSpan => $"{Condition(isParameter: true, operand.Parameter)} ? {Slice("Gradients", operand)} : default",
        _ => Slice("Buffers", operand),
    };

    private static string Reference(string name, Operand operand)
    {
        string block = operand.PerBlock == 0 ? "" : $"((nint)block * {Number(operand.PerBlock)})";
        string offset = operand.Offset == 0 ? block : block.Length == 0 ? Number(operand.Offset) : $"{Number(operand.Offset)} + {block}";
        return offset.Length == 0 ? "ref " + name : $"ref Unsafe.Add(ref {name}, {offset})";
    }

    /// <summary>A number; one that only fits 64 bits is no constant of type nint to the compiler.</summary>
    private static string Number(long value) => value is >= int.MinValue and <= int.MaxValue ? Of($"{value}") : Of($"unchecked((nint){value}L)");

    private static string Slice(string name, Operand operand) => Of($"{name}.Slice({operand.Offset}, {operand.Length})");
}

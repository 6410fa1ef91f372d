using System.Collections.Generic;

namespace NetworkGen.Cli.Report;

/// <summary>What each output of a layer sees along one axis.</summary>
/// <param name="Count">Outputs.</param>
/// <param name="Inputs">Positions of the layer's input.</param>
/// <param name="LocalFirst">The first position that an output reads of the input; negative in the padding.</param>
/// <param name="LocalSpacing">From there to the next.</param>
/// <param name="LocalCount">How many it reads.</param>
/// <param name="Low">The first pixel of its global field, unclipped.</param>
/// <param name="High">The last one.</param>
/// <param name="Read">The runs of pixels it really reads, first and last one after the other; null where that is the whole field within the image.</param>
internal sealed record AxisModel(
    int Count,
    int Inputs,
    Sequence LocalFirst,
    Sequence LocalSpacing,
    Sequence LocalCount,
    Sequence Low,
    Sequence High,
    IReadOnlyList<IReadOnlyList<long>>? Read);

/// <summary>A number for each output: as a rule they grow by one step, and two numbers tell them all.</summary>
/// <param name="Start">The first.</param>
/// <param name="Step">From one to the next; null where they don't keep a step.</param>
/// <param name="Values">All of them, where they don't.</param>
internal sealed record Sequence(long? Start, long? Step, IReadOnlyList<long>? Values)
{
    /// <summary>The shorter form of some numbers.</summary>
    public static Sequence Of(IReadOnlyList<long> numbers)
    {
        long step = numbers.Count > 1 ? numbers[1] - numbers[0] : 0;
        for (int i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] - numbers[i - 1] != step)
            {
                return new Sequence(null, null, numbers);
            }
        }

        return new Sequence(numbers[0], step, null);
    }
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Finds phases that make the same calls at other places, as the repetitions of a block do: they share one method, which takes the places as
/// arguments. That is less to read and to compile, for the C# compiler and for the JIT.
/// </summary>
internal static class PhaseSharing
{
    /// <summary>The methods of some phases, in the order of first use; phases over the whole batch have none.</summary>
    public static EquatableArray<PhaseMethod> Share(Network network, IEnumerable<Phase> phases)
    {
        var names = new HashSet<string>(network.Nodes.Select(static node => node.Name));
        return phases
            .Select(static (phase, number) => (phase.Scope, phase.Calls, Number: number))
            .Where(static phase => phase.Scope != PhaseScope.Batch)
            .GroupBy(phase => (phase.Scope, Key(phase.Calls, names)))
            .Select(group => Method(group.Key.Scope, [.. group.Select(phase => (phase.Calls, phase.Number))], names))
            .ToEquatableArray();
    }

    /// <summary>What phases of one method have in common: all but places and the names of layers.</summary>
    private static EquatableArray<KernelCall> Key(EquatableArray<KernelCall> calls, HashSet<string> names)
    {
        // Loops are numbered over the whole pass; within a phase, from its first one on.
        int firstLoop = calls.Select(static call => call.Strips?.Number).FirstOrDefault(static number => number is not null) ?? 0;
        return calls.Select(call => call with
        {
            Operands = call.Operands.Select(static operand => IsPlace(operand) ? operand with { Offset = 0, Parameter = -1 } : operand).ToEquatableArray(),
            Comment = Unnamed(call.Comment, names),
            Condition = call.Condition is null ? null : call.Condition with { Index = 0 },
            Strips = call.Strips is null ? null : call.Strips with { Number = call.Strips.Number - firstLoop },
        }).ToEquatableArray();
    }

    private static PhaseMethod Method(PhaseScope scope, IReadOnlyList<(EquatableArray<KernelCall> Calls, int Number)> phases, HashSet<string> names)
    {
        if (phases.Count == 1)
        {
            PhaseUse only = new(phases[0].Number, Title(phases[0].Calls, names), EquatableArray<long>.Empty);
            return new(scope, EquatableArray<string>.Empty, phases[0].Calls, EquatableArray.Of(only));
        }

        // Places that always agree are one parameter; one that is the same in all phases is none.
        long[][] places = [.. phases.Select(static phase => Places(phase.Calls).Select(static place => place.Value).ToArray())];
        string[] roles = [.. Places(phases[0].Calls).Select(static place => place.Role)];
        var parameters = new List<(string Name, long[] Column)>();
        var columns = new Dictionary<EquatableArray<long>, string>();
        string?[] named = [.. Enumerable.Range(0, roles.Length).Select(index =>
        {
            EquatableArray<long> column = places.Select(row => row[index]).ToEquatableArray();
            if (column.Distinct().Count() == 1)
            {
                return null;
            }

            if (!columns.TryGetValue(column, out string? name))
            {
                int alike = parameters.Count(parameter => parameter.Name.StartsWith(roles[index], System.StringComparison.Ordinal));
                columns[column] = name = InvariantText.Of($"{roles[index]}{alike + 1}");
                parameters.Add((name, [.. column]));
            }

            return name;
        })];
        return new PhaseMethod(
            scope,
            parameters.Select(static parameter => parameter.Name).ToEquatableArray(),
            Named(phases[0].Calls, new Queue<string?>(named), names).ToEquatableArray(),
            phases.Select((phase, row) => new PhaseUse(phase.Number, Title(phase.Calls, names), parameters.Select(parameter => parameter.Column[row]).ToEquatableArray())).ToEquatableArray());
    }

    /// <summary>The calls with parameters' names for places, and without the names of layers.</summary>
    private static IEnumerable<KernelCall> Named(IEnumerable<KernelCall> calls, Queue<string?> named, HashSet<string> names)
    {
        foreach (KernelCall call in calls)
        {
            GradientCondition? condition = call.Condition is null ? null : call.Condition with { Name = named.Dequeue() };
            Operand[] operands = [.. call.Operands.Select(operand => IsPlace(operand) && named.Dequeue() is { } name ? operand with { Literal = name } : operand)];
            yield return call with { Operands = operands.ToEquatableArray(), Condition = condition, Comment = Unnamed(call.Comment, names) };
        }
    }

    /// <summary>The places that calls refer to, with the part that each plays, in a fixed order.</summary>
    private static IEnumerable<(string Role, long Value)> Places(IEnumerable<KernelCall> calls)
    {
        foreach (KernelCall call in calls)
        {
            if (call.Condition is { } condition)
            {
                yield return (condition.IsParameter ? "trained" : "wanted", condition.Index);
            }

            for (int index = 0; index < call.Operands.Count; index++)
            {
                if (IsPlace(call.Operands[index]))
                {
                    yield return (Role(call.Kernel, index), call.Operands[index].Offset);
                }
            }
        }
    }

    private static string Role(KernelSpec kernel, int index) =>
        kernel is EmittedKernel emitted ? emitted.Parameters[index].Substring(emitted.Parameters[index].LastIndexOf(' ') + 1) : "map";

    private static bool IsPlace(Operand operand) => operand.Kind is OperandKind.Arena or OperandKind.Scratch or OperandKind.Weights or OperandKind.WeightGradients;

    private static string Title(IEnumerable<KernelCall> calls, HashSet<string> names) =>
        calls.Select(call => LayerOf(call.Comment, names)).FirstOrDefault(static name => name is not null) ?? "";

    private static string? Unnamed(string? comment, HashSet<string> names) =>
        LayerOf(comment, names) is { } layer ? comment!.Substring(layer.Length + Separator.Length) : comment;

    /// <summary>The layer that a comment begins with, or null.</summary>
    private static string? LayerOf(string? comment, HashSet<string> names) =>
        comment?.IndexOf(Separator, System.StringComparison.Ordinal) is > 0 and var end && names.Contains(comment.Substring(0, end)) ? comment.Substring(0, end) : null;

    private const string Separator = ": ";
}

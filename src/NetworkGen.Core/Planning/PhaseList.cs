using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Planning;

/// <summary>Gathers calls into phases: neighbours that are divided alike are one phase.</summary>
internal sealed class PhaseList
{
    private readonly List<(PhaseKind Kind, int Blocks, List<KernelCall> Calls)> _phases = [];

    /// <summary>Appends a call.</summary>
    public void Add(PhaseKind kind, int blocks, KernelCall call)
    {
        if (_phases.Count == 0 || (_phases[_phases.Count - 1].Kind, _phases[_phases.Count - 1].Blocks) != (kind, blocks))
        {
            _phases.Add((kind, blocks, []));
        }

        _phases[_phases.Count - 1].Calls.Add(call);
    }

    /// <summary>The phases.</summary>
    public IReadOnlyList<Phase> Close() => [.. _phases.Select(static phase => new Phase(phase.Kind, phase.Blocks, phase.Calls.ToEquatableArray()))];
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Planning;

/// <summary>Gathers calls into phases: neighbours that are made as often are one phase.</summary>
internal sealed class PhaseList
{
    private readonly List<(PhaseScope Scope, List<KernelCall> Calls)> _phases = [];

    /// <summary>Appends a call.</summary>
    /// <param name="scope">How often it is made.</param>
    /// <param name="call">The call.</param>
    public void Add(PhaseScope scope, KernelCall call)
    {
        if (_phases.Count == 0 || scope == PhaseScope.Batch || _phases[_phases.Count - 1].Scope != scope)
        {
            _phases.Add((scope, []));
        }

        _phases[_phases.Count - 1].Calls.Add(call);
    }

    /// <summary>The phases.</summary>
    public IReadOnlyList<Phase> Close() => [.. _phases.Select(static phase => new Phase(phase.Scope, phase.Calls.ToEquatableArray()))];
}

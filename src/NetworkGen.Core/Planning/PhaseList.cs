using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Planning;

/// <summary>Gathers calls into phases: neighbours that are made for every image are one phase.</summary>
internal sealed class PhaseList
{
    private readonly List<(bool OverBatch, List<KernelCall> Calls)> _phases = [];

    /// <summary>Appends a call for every image.</summary>
    public void Add(KernelCall call)
    {
        if (_phases.Count == 0 || _phases[_phases.Count - 1].OverBatch)
        {
            _phases.Add((false, []));
        }

        _phases[_phases.Count - 1].Calls.Add(call);
    }

    /// <summary>Appends a call over the whole batch.</summary>
    public void AddOverBatch(KernelCall call) => _phases.Add((true, [call]));

    /// <summary>The phases.</summary>
    public IReadOnlyList<Phase> Close() => [.. _phases.Select(static phase => new Phase(phase.OverBatch, phase.Calls.ToEquatableArray()))];
}

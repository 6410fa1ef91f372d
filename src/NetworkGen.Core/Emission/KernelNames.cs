using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Emission;

/// <summary>The kernels of a plan, each once, in the order of first use, under names that don't clash.</summary>
public sealed class KernelNames
{
    private readonly List<EmittedKernel> _kernels = [];
    private readonly Dictionary<KernelSpec, string> _names = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Every emitted kernel, in the order of first use.</summary>
    public IReadOnlyList<EmittedKernel> Kernels => _kernels;

    /// <summary>The kernels of a plan.</summary>
    public static KernelNames Of(ExecutionPlan plan)
    {
        var names = new KernelNames();
        IEnumerable<Phase> phases = plan.Training.Forward.Concat(plan.Training.Backward).Concat(plan.Training.BackwardInput);
        foreach (KernelCall call in plan.Inference.Calls.Concat(plan.Inference.Group?.Calls ?? []).Concat(phases.SelectMany(static phase => phase.Calls)))
        {
            names.Add(call.Kernel);
        }

        return names;
    }

    /// <summary>The name of a kernel's method, as a call writes it.</summary>
    public string Called(KernelSpec kernel) => kernel.IsRuntime ? kernel.Name : _names[kernel] + "<" + SimdTarget.Any.TypeArgument + ">";

    /// <summary>The name of a kernel's method.</summary>
    public string this[KernelSpec kernel] => _names[kernel];

    private void Add(KernelSpec kernel)
    {
        if (kernel is not EmittedKernel emitted || _names.ContainsKey(kernel))
        {
            return;
        }

        string name = kernel.Name;
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = kernel.Name + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        _names[kernel] = name;
        _kernels.Add(emitted);
    }
}

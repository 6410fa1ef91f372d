using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.ZooFigures;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.JitFigures;

/// <summary>What the JIT makes of a kernel.</summary>
/// <param name="Method">The kernel, with the tier it was compiled at.</param>
/// <param name="Hottest">The inner loop with the most multiply-adds; null where there is none.</param>
/// <param name="Written">The multiply-adds of the hottest loop in the emitted text; 0 where there are none.</param>
internal sealed record KernelCode(JittedMethod Method, InnerLoop? Hottest, int Written)
{
    /// <summary>Whether a loop of multiply-adds keeps vectors on the stack.</summary>
    public bool Spills => Hottest is { MultiplyAdds: > 0, Spills: > 0 };

    /// <summary>Whether the machine's loop is not what is written; a short one may be unrolled.</summary>
    public bool IsOther => Written > 0 && (Hottest is null || Hottest.MultiplyAdds == 0 || Hottest.MultiplyAdds % Written != 0);

    /// <summary>What is not as it should be; empty where all is.</summary>
    public string Complaint => string.Join("; ", Complaints);

    private IEnumerable<string> Complaints
    {
        get
        {
            if (!Method.IsFullyOptimized)
            {
                yield return $"compiled as {Method.Tier}";
            }

            if (Spills)
            {
                yield return Invariant($"{Hottest!.Spills} vectors of the stack in a loop of {Hottest.MultiplyAdds} multiply-adds");
            }

            if (IsOther)
            {
                yield return Invariant($"{Hottest?.MultiplyAdds ?? 0} multiply-adds in the hottest loop, where {Written} are written");
            }
        }
    }

    /// <summary>The kernels of a network's inference and training, compiled in a process with such variables.</summary>
    public static IReadOnlyList<KernelCode> Of(string network, params (string Name, string Value)[] environment)
    {
        IReadOnlyDictionary<string, int> written = WrittenLoops.Of(network);
        string file = Path.GetTempFileName();
        try
        {
            ChildProcess.RunSelf(
                [OptimizationCheck.Command, network],
                [("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasm", $"*__{EmittedKernels.Class}:*"), .. environment]);
            return [.. JitDisassembly.Read(file)
                .Where(static code => EmittedKernels.Contains(code.Method.Type, code.Method.Name))
                .Select(code => new KernelCode(code.Method, code.InnerLoops.MaxBy(static loop => loop.MultiplyAdds), written.GetValueOrDefault(code.Method.Name)))];
        }
        finally
        {
            File.Delete(file);
        }
    }
}

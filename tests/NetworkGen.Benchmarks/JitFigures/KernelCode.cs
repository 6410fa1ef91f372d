using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.ZooFigures;
using NetworkGen.Core.Kernels;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.JitFigures;

/// <summary>What the JIT makes of a kernel.</summary>
/// <param name="Method">The kernel, with the tier it was compiled at.</param>
/// <param name="Loops">Its inner loops.</param>
/// <param name="Written">The multiply-adds of the hottest loop in the emitted text; 0 where there are none.</param>
internal sealed record KernelCode(JittedMethod Method, IReadOnlyList<InnerLoop> Loops, int Written)
{
    private static readonly string[] _widths = [.. SimdTarget.Tiled.Select(static simd => "_" + simd.Suffix)];

    /// <summary>The kernel's name, the same for all widths.</summary>
    public string Name => _widths.FirstOrDefault(width => Method.Name.EndsWith(width, StringComparison.Ordinal)) is { } suffix ? Method.Name[..^suffix.Length] : Method.Name;

    /// <summary>Multiply-adds of the inner loop with the most.</summary>
    public int MultiplyAdds => Loops.Select(static loop => loop.MultiplyAdds).DefaultIfEmpty(0).Max();

    /// <summary>Vectors that rounds of all its inner loops take from the stack or put there.</summary>
    public int Spills => Loops.Sum(static loop => loop.Spills);

    /// <summary>Whether the machine's loop is not what is written; a short one may be unrolled.</summary>
    public bool IsOther => Written > 0 && (MultiplyAdds == 0 || MultiplyAdds % Written != 0);

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

            if (Spills > 0)
            {
                yield return Invariant($"{Spills} vectors of the stack in its inner loops");
            }

            if (IsOther)
            {
                yield return Invariant($"{MultiplyAdds} multiply-adds in the hottest loop, where {Written} are written");
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
                .Select(code => new KernelCode(code.Method, code.InnerLoops, written.GetValueOrDefault(code.Method.Name)))];
        }
        finally
        {
            File.Delete(file);
        }
    }
}

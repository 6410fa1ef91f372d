using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using static System.FormattableString;

namespace NetworkGen.Benchmarks.ZooFigures;

/// <summary>
/// Whether the JIT optimizes all emitted code. It gives up on methods that are too large, and says so nowhere but in its own listing. Every network
/// runs inference and a training step in two processes: as users' programs do, where kernels must be optimized at their first call; and
/// with one tier only, which shows what would become of every other method once it was called often.
/// </summary>
internal static class OptimizationCheck
{
    /// <summary>The hidden command of the processes whose listings are read; networks are named behind it.</summary>
    public const string Command = "--run-everything";

    private const int BatchSize = 2;

    /// <summary>What the hidden command does.</summary>
    public static void Run(IEnumerable<string> networks)
    {
        foreach (string network in networks)
        {
            RunEverything(KnownNetwork.Named(network).Create(1));
        }
    }

    /// <summary>Inference on floats and bytes, and a training step down to the gradient of the images.</summary>
    private static void RunEverything(NetworkInstance network)
    {
        float[] images = new float[BatchSize * network.InputLength];
        float[] results = new float[BatchSize * network.OutputLength];
        network.Forward(images, results);
        network.Forward(new byte[images.Length], results);
        using TrainingPass pass = network.CreateTrainingPass(BatchSize);
        pass.Backward(pass.Forward(images));
        _ = pass.InputGradient[0];
    }

    /// <summary>Prints the table; fails the report where a method is not optimized.</summary>
    public static void Print(Report report)
    {
        JitListing tiered = Listing("1"), optimized = Listing("0");
        JittedMethod[] kernels = [.. tiered.Methods.Where(static method => EmittedKernels.Contains(method.Type, method.Name))];
        JittedMethod[] emitted = [.. optimized.Methods.Where(static method => method.IsEmitted)];
        JittedMethod[] slow = [.. kernels.Where(static kernel => !kernel.IsFullyOptimized)];
        JittedMethod[] tooLarge = [.. emitted.Where(static method => method.IsMinOpts)];
        report.Table(
            ["methods of all networks that the JIT compiled", "count"],
            ["kernels", Invariant($"{kernels.Length}")],
            ["— of these not fully optimized at their first call", Invariant($"{slow.Length}")],
            ["emitted methods, kernels included", Invariant($"{emitted.Length}")],
            ["— of these too large for the JIT to optimize (MinOpts)", Invariant($"{tooLarge.Length}")]);
        if (kernels.Length == 0 || emitted.Length <= kernels.Length)
        {
            report.Fail("the JIT's listing has no emitted code, so that nothing was checked.");
        }

        Fail(report, slow, "are kernels that the JIT doesn't optimize fully at their first call");
        Fail(report, tooLarge, "are too large for the JIT to optimize");
    }

    private static void Fail(Report report, IReadOnlyList<JittedMethod> methods, string why)
    {
        if (methods.Count > 0)
        {
            report.Fail($"{string.Join(", ", methods.Select(static method => method.Title))} {why}.");
        }
    }

    private static JitListing Listing(string tiered)
    {
        string file = Path.GetTempFileName();
        try
        {
            ChildProcess.RunSelf([Command, .. KnownNetwork.Zoo.Select(static network => network.Name)], ("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasmSummary", "1"), ("DOTNET_TieredCompilation", tiered));
            return JitListing.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

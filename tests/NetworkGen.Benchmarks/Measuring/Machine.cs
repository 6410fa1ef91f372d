using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>Processor, cores, runtime and system.</summary>
    public static string Description =>
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";

    private static string Processor =>
        (File.Exists(LinuxProcessors)
            ? File.ReadLines(LinuxProcessors).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"))
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}

using System;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>Whether libtorch runs here. Its native code wants a newer C++ runtime than some systems have.</summary>
internal static class Torch
{
    private const string NativeLibraryName = "LibTorchSharp";

    /// <summary>Loads it.</summary>
    /// <param name="refusal">Why it could not be loaded; empty where it was.</param>
    public static bool TryLoad(out string refusal)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                LetItBeFast();
            }

            // Before TorchSharp tries it: what that does after a failure is to copy hundreds of megabytes and try again.
            NativeLibrary.Load(NativeLibraryName, typeof(torch).Assembly, searchPath: null);
            SetThreads(1);
            ReadLogLevel();
            refusal = "";
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
        {
            string[] lines = exception.GetBaseException().Message.Split('\n');
            string cause = lines.FirstOrDefault(static line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? lines[0];
            refusal = cause.Split(" (required by")[0].Trim() + ".";
            return false;
        }
    }

    /// <summary>Sets how many threads compute.</summary>
    public static void SetThreads(int threads) => torch.set_num_threads(threads);

    /// <summary>
    /// What its users set before they measure. It allocates every result anew, and glibc gives large ones back to the system, whose page faults would then
    /// be most of the time; and where NNPACK doesn't know the processor, each convolution says so on the console.
    /// </summary>
    private static void LetItBeFast()
    {
        _ = SetAllocator(Glibc.TrimThreshold, int.MaxValue);
        _ = SetAllocator(Glibc.MostMappings, 0);
        _ = SetVariable("TORCH_CPP_LOG_LEVEL", "ERROR", overwrite: 1);
    }

    /// <summary>What Python's module does when it is imported; without it the level in the environment is not read.</summary>
    private static void ReadLogLevel()
    {
        if (NativeLibrary.TryLoad("c10", typeof(torch).Assembly, searchPath: null, out nint library) && NativeLibrary.TryGetExport(library, "_ZN3c1011initLoggingEv", out nint start))
        {
            Marshal.GetDelegateForFunctionPointer<Action>(start)();
        }
    }

    /// <summary>The environment that native code sees; <see cref="Environment"/> has a copy of its own.</summary>
    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetVariable(string name, string value, int overwrite);

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetAllocator(Glibc option, int value);

    /// <summary>Options of glibc's <c>mallopt</c>.</summary>
    private enum Glibc
    {
        MostMappings = -4,
        TrimThreshold = -1,
    }
}

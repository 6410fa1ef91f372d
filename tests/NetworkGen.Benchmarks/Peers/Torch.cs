using System;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>Whether libtorch runs here. Its native code wants a newer C++ runtime than some systems have.</summary>
internal static class Torch
{
    private const string NativeLibraryName = "LibTorchSharp";

    /// <summary>Loads it and sets its threads.</summary>
    /// <param name="threads">Threads that compute.</param>
    /// <param name="refusal">Why it could not be loaded; empty where it was.</param>
    public static bool TryStart(int threads, out string refusal)
    {
        try
        {
            // Before TorchSharp tries it: what that does after a failure is to copy hundreds of megabytes and try again.
            NativeLibrary.Load(NativeLibraryName, typeof(torch).Assembly, searchPath: null);
            torch.set_num_threads(threads);
            refusal = "";
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
        {
            string[] lines = exception.GetBaseException().Message.Split('\n');
            refusal = (lines.FirstOrDefault(static line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? lines[0]).Trim();
            return false;
        }
    }
}

using System;
using System.Linq;
using TorchSharp;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>Whether libtorch runs here. Its native code wants a newer C++ runtime than some systems have.</summary>
internal static class Torch
{
    /// <summary>Loads it and sets its threads.</summary>
    /// <param name="threads">Threads that compute.</param>
    /// <param name="refusal">Why it could not be loaded; empty where it was.</param>
    public static bool TryStart(int threads, out string refusal)
    {
        try
        {
            torch.set_num_threads(threads);
            refusal = "";
            return true;
        }
        catch (Exception exception) when (exception is NotSupportedException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            string message = exception.GetBaseException().Message;
            refusal = message.Split('\n').FirstOrDefault(static line => line.Contains("GLIBC", StringComparison.Ordinal)) ?? message.Split('\n')[0];
            return false;
        }
    }
}

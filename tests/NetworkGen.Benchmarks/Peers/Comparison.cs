using static System.FormattableString;

namespace NetworkGen.Benchmarks.Peers;

/// <summary>A network beside its peers.</summary>
/// <param name="Network">Its name.</param>
/// <param name="BatchSize">Images of a call.</param>
/// <param name="Threads">Threads that compute.</param>
/// <param name="Macs">Multiply-adds of a call.</param>
/// <param name="Ours">Seconds.</param>
/// <param name="Onnx">Seconds of ONNX Runtime.</param>
/// <param name="Torch">Seconds of libtorch; null where it is not here.</param>
/// <param name="OneThread">Seconds of ours on one thread; null where that is what was measured.</param>
/// <param name="Difference">The largest of the outputs' differences to ONNX Runtime's, relative to the largest output.</param>
internal sealed record Comparison(
    string Network, int BatchSize, int Threads, long Macs, double Ours, double Onnx, double? Torch, double? OneThread, double Difference)
{
    /// <summary>Its line of the table.</summary>
    public string[] Cells(double peak) =>
    [
        Network, Invariant($"{BatchSize}"), Invariant($"{Threads}"), Milliseconds(Ours), .. Peer(Onnx), .. Torch is { } torch ? Peer(torch) : [],
        Invariant($"{100 * 2.0 * Macs / (Threads * peak * 1e9) / Ours:F0} %"), OneThread is { } one ? Invariant($"{one / Ours:F2}") : "", Invariant($"{Difference:0.0e-0}"),
    ];

    private string[] Peer(double seconds) => [Milliseconds(seconds), Invariant($"{seconds / Ours:F2}")];

    private static string Milliseconds(double seconds) => Invariant($"{seconds * 1e3:F3}");
}

using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Tracing;
using System.Threading;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>A kernel method as the JIT compiled it.</summary>
/// <param name="Name">The method.</param>
/// <param name="Bytes">Machine code.</param>
/// <param name="IsOptimized">False where the JIT gave up optimizing, as it does with methods that are too large.</param>
internal sealed record JittedKernel(string Name, long Bytes, bool IsOptimized);

/// <summary>Listens to the runtime for emitted kernels that are compiled while it lives.</summary>
internal sealed class JittedKernels : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Jit = (EventKeywords)0x10;
    private const string MethodLoaded = "MethodLoadVerbose";

    // Bits 7 to 9 of a method's flags are its tier; MethodFlags in the runtime's event documentation.
    private const int TierShift = 7;
    private const uint TierMask = 7;
    private const uint Optimized = 2;
    private const uint OptimizedTier1 = 4;

    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<JittedKernel> _methods = new();

    /// <summary>The methods so far. Events come late, from another thread: waits until none has come for a second.</summary>
    public ImmutableArray<JittedKernel> Settle()
    {
        int count;
        do
        {
            count = _methods.Count;
            Thread.Sleep(_silence);
        }
        while (_methods.Count > count);

        return [.. _methods];
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith(MethodLoaded, StringComparison.Ordinal) == true &&
            Payload(eventData, "MethodName") is string name && EmittedKernels.Contains((string?)Payload(eventData, "MethodNamespace"), name))
        {
            uint tier = (Convert.ToUInt32(Payload(eventData, "MethodFlags")) >> TierShift) & TierMask;
            _methods.Enqueue(new JittedKernel(name, Convert.ToInt64(Payload(eventData, "MethodSize")), tier is Optimized or OptimizedTier1));
        }
    }

    private static object? Payload(EventWrittenEventArgs eventData, string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)];
}

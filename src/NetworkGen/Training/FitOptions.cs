using System;
using System.Threading;

namespace NetworkGen;

/// <summary>How <see cref="Trainer{TNetwork}.Fit"/> goes through its data.</summary>
public sealed class FitOptions
{
    /// <summary>How often each sample is seen. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Epochs
    {
        get;
        init => field = AtLeastOne(value, nameof(Epochs));
    } = 1;

    /// <summary>
    /// Samples per step; an epoch's last batch takes what is left. Default 32. Where a batch norm works on 1×1 maps, that must be more
    /// than one sample: a single one has no variance, and Fit throws an <see cref="InvalidOperationException"/>, as PyTorch does.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = AtLeastOne(value, nameof(BatchSize));
    } = 32;

    /// <summary>Evaluated after each epoch. Default: nothing is.</summary>
    public DataSet? Validation { get; init; }

    /// <summary>Whether every epoch has an order of its own. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Chooses the orders and the dropout masks: fresh trainers of equal networks with the same seed and the same calls give the same
    /// numbers. Default 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>Stops before the next batch, with an <see cref="OperationCanceledException"/>; the network keeps its last whole step.</summary>
    public CancellationToken CancellationToken { get; init; }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected at least 1.");
}

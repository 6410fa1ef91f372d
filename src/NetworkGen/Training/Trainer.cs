using System;
using System.Diagnostics;
using System.Threading;

namespace NetworkGen;

/// <summary>Trains a network on data, and measures it.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <param name="network">What is trained.</param>
/// <param name="optimizer">How a gradient becomes a step; one per network.</param>
/// <param name="loss">What is to become small.</param>
public sealed class Trainer<TNetwork>(TNetwork network, Optimizer optimizer, Loss loss)
    where TNetwork : INetwork<TNetwork>
{
    private readonly TNetwork _network = network ?? throw new ArgumentNullException(nameof(network));
    private readonly Optimizer _optimizer = optimizer ?? throw new ArgumentNullException(nameof(optimizer));
    private readonly Loss _loss = loss ?? throw new ArgumentNullException(nameof(loss));

    // Epochs begun in all calls of Fit, so that a further call doesn't repeat the orders and masks of the first.
    private int _epochs;

    /// <summary>Goes over the data <see cref="FitOptions.Epochs"/> times, one optimizer's step per batch.</summary>
    /// <param name="data">What to learn.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each batch. <see cref="ImmediateProgress{T}"/> calls back at once.</param>
    /// <returns>
    /// Loss and accuracy of each epoch. Fresh trainers with equal networks, options, data and calls: same numbers. Further calls go on:
    /// orders and dropout masks come from <see cref="FitOptions.Seed"/> and the number of epochs this trainer has begun.
    /// </returns>
    /// <exception cref="ArgumentException">The data doesn't fit the network, or is empty.</exception>
    /// <exception cref="TrainingDivergedException">A loss was NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled by <see cref="FitOptions.CancellationToken"/>; whole steps were taken.</exception>
    public TrainingHistory Fit(DataSet data, FitOptions options, IProgress<TrainingProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckFits(data, nameof(data));
        if (options.Validation is { } validation)
        {
            CheckFits(validation, nameof(options));
        }

        int batchSize = int.Min(options.BatchSize, data.Count);
        using TrainingPass pass = _network.CreateTrainingPass(batchSize);
        Run run = new(pass, new Batch(data, batchSize), new float[batchSize * TNetwork.OutputLength], data, options, progress);
        EpochResult[] epochs = new EpochResult[options.Epochs];
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            Tally tally = FitEpoch(run, epoch);
            EvaluationResult? validated = options.Validation is { } set ? Evaluate(set, options.BatchSize, options.CancellationToken) : null;
            epochs[epoch - 1] = new EpochResult(
                epoch, tally.Loss, tally.Accuracy, validated?.Loss ?? double.NaN, validated?.Accuracy ?? double.NaN, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return new TrainingHistory(epochs);
    }

    /// <summary>Runs the data through <c>Forward</c> and compares.</summary>
    /// <param name="data">What to measure on.</param>
    /// <param name="batchSize">Images per call; changes speed only.</param>
    /// <param name="cancellationToken">Stops before the next batch.</param>
    /// <exception cref="ArgumentException">The data doesn't fit the network, or is empty.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EvaluationResult Evaluate(DataSet data, int batchSize = 64, CancellationToken cancellationToken = default)
    {
        CheckFits(data, nameof(data));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        batchSize = int.Min(batchSize, data.Count);
        Batch batch = new(data, batchSize);
        float[] outputs = new float[batchSize * TNetwork.OutputLength];
        Tally tally = new(TNetwork.OutputLength, data.TargetLength == 0);
        Span<int> order = InOrder(data.Count);
        for (int first = 0; first < order.Length; first += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Fill(order.Slice(first, int.Min(batchSize, order.Length - first)));
            Span<float> given = outputs.AsSpan(0, batch.Count * TNetwork.OutputLength);
            _network.Forward(batch.Inputs, given);
            tally.Add(batch, given, _loss.Compute(given, batch.Targets));
        }

        return new EvaluationResult(tally.Loss, tally.Confusion);
    }

    private Tally FitEpoch(Run run, int epoch)
    {
        FitOptions options = run.Options;
        _epochs++;
        run.Pass.Seed = ((ulong)(uint)options.Seed << 32) | (uint)_epochs;
        Tally tally = new(TNetwork.OutputLength, run.Data.TargetLength == 0);
        Span<int> order = InOrder(run.Data.Count);
        if (options.Shuffle)
        {
            new RandomStream((uint)options.Seed, (ulong)_epochs).Shuffle(order);
        }

        int batchSize = run.Pass.BatchSize;
        int batches = (order.Length + batchSize - 1) / batchSize;
        for (int number = 1; number <= batches; number++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int first = (number - 1) * batchSize;
            run.Batch.Fill(order.Slice(first, int.Min(batchSize, order.Length - first)));
            FitBatch(run, tally, epoch, number);
            run.Progress?.Report(new TrainingProgress(epoch, options.Epochs, number, batches, tally.Loss, tally.Accuracy));
        }

        return tally;
    }

    private void FitBatch(Run run, Tally tally, int epoch, int number)
    {
        ReadOnlySpan<float> outputs = run.Pass.Forward(run.Batch.Inputs);
        Span<float> gradient = run.OutputGradient.AsSpan(0, outputs.Length);
        double loss = _loss.Compute(outputs, run.Batch.Targets, gradient);
        if (!double.IsFinite(loss))
        {
            throw new TrainingDivergedException(epoch, number, loss);
        }

        tally.Add(run.Batch, outputs, loss);
        run.Pass.ZeroGradients();
        run.Pass.Backward(gradient);
        _optimizer.Step(_network.Parameters, run.Pass.Gradients);
    }

    private static Span<int> InOrder(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        return order;
    }

    private static void CheckFits(DataSet data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        string network = typeof(TNetwork).Name;
        string? problem =
            data.Count < 1 ? "The data is empty."
            : data.InputLength != TNetwork.InputLength ? $"The data has {data.InputLength} floats per image, {network} takes {TNetwork.InputLength} ({TNetwork.InputShape})."
            : data.ClassCount > TNetwork.OutputLength ? $"The data has {data.ClassCount} classes, {network} gives {TNetwork.OutputLength} outputs."
            : data.TargetLength != 0 && data.TargetLength != TNetwork.OutputLength ? $"The data has {data.TargetLength} target values per sample, {network} gives {TNetwork.OutputLength}."
            : null;
        if (problem is not null)
        {
            throw new ArgumentException(problem, name);
        }
    }

    /// <summary>What stays the same through a training.</summary>
    private sealed record Run(
        TrainingPass Pass, Batch Batch, float[] OutputGradient, DataSet Data, FitOptions Options, IProgress<TrainingProgress>? Progress);
}

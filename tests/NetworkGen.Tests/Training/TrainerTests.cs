using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetworkGen.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void ALinearModelLearnsThreeCorners()
    {
        LinearNetwork net = LinearNetwork.Create(1);
        InMemoryDataSet train = Corners(100, seed: 1);
        InMemoryDataSet test = Corners(50, seed: 2);
        Trainer<LinearNetwork> trainer = new(net, new AdamW(learningRate: 3e-2f), new CrossEntropyLoss());
        double before = trainer.Evaluate(test).Loss;
        TrainingHistory history = trainer.Fit(train, new FitOptions { Epochs = 20, BatchSize = 16, Validation = test });

        Assert.Equal(Enumerable.Range(1, 20), history.Epochs.Select(static epoch => epoch.Epoch));
        EpochResult last = history.Epochs[^1];
        Assert.True(last.Loss < history.Epochs[0].Loss / 2, $"The loss went from {history.Epochs[0].Loss} to {last.Loss}.");
        Assert.True(last.ValidationLoss < before / 2, $"The validation loss went from {before} to {last.ValidationLoss}.");
        Assert.Equal(1, last.ValidationAccuracy);
        Assert.Equal(1, trainer.Evaluate(test).Accuracy);
        Assert.All(history.Epochs, static epoch => Assert.True(epoch.Seconds >= 0));
    }

    [Fact]
    public void TheLastSmallerBatchIsUsed()
    {
        LinearNetwork net = LinearNetwork.Create(1);
        Reports reports = new();
        new Trainer<LinearNetwork>(net, new Sgd(0.1), new CrossEntropyLoss()).Fit(Corners(23, 1), new FitOptions { Epochs = 2, BatchSize = 10 }, reports);
        Assert.Equal([10, 10, 3, 10, 10, 3], net.Batches);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], reports.Select(static report => (report.Epoch, report.Batch)));
        Assert.All(reports, static report => Assert.Equal((2, 3), (report.Epochs, report.Batches)));
    }

    [Fact]
    public void ABatchLargerThanTheDataIsTheData()
    {
        LinearNetwork net = LinearNetwork.Create(1);
        new Trainer<LinearNetwork>(net, new Sgd(0.1), new CrossEntropyLoss()).Fit(Corners(5, 1), new FitOptions { BatchSize = 64 });
        Assert.Equal([5], net.Batches);
    }

    [Fact]
    public void LossAndAccuracyWeighBatchesByTheirSamples()
    {
        // A learning rate of 0 learns nothing: the running numbers of an epoch are those of an evaluation.
        LinearNetwork net = LinearNetwork.Create(1);
        InMemoryDataSet data = Corners(23, 1);
        Trainer<LinearNetwork> trainer = new(net, new Sgd(0), new CrossEntropyLoss());
        Reports reports = new();
        EpochResult epoch = trainer.Fit(data, new FitOptions { BatchSize = 10 }, reports).Epochs[0];
        foreach (int batchSize in new[] { 1, 10, 23, 100 })
        {
            EvaluationResult result = trainer.Evaluate(data, batchSize);
            Assert.Equal(result.Loss, epoch.Loss, 1e-12);
            Assert.Equal(result.Accuracy, epoch.Accuracy);
        }

        Assert.Equal(epoch.Loss, reports[^1].Loss);
        Assert.Equal(epoch.Accuracy, reports[^1].Accuracy);
        Assert.True(double.IsNaN(epoch.ValidationLoss) && double.IsNaN(epoch.ValidationAccuracy));
    }

    [Fact]
    public void TheSameSeedGivesTheSameNumbers()
    {
        (float[] Values, double[] Losses) first = Train(seed: 5, shuffle: true);
        Assert.Equal(first.Values, Train(5, true).Values);
        Assert.Equal(first.Losses, Train(5, true).Losses);
        Assert.NotEqual(first.Values, Train(6, true).Values);
        Assert.NotEqual(first.Values, Train(5, false).Values);
        Assert.Equal(Train(5, false).Values, Train(6, false).Values);

        static (float[] Values, double[] Losses) Train(int seed, bool shuffle)
        {
            LinearNetwork net = LinearNetwork.Create(1);
            TrainingHistory history = new Trainer<LinearNetwork>(net, new Sgd(0.1, 0.9), new CrossEntropyLoss())
                .Fit(Corners(23, 1), new FitOptions { Epochs = 3, BatchSize = 5, Seed = seed, Shuffle = shuffle });
            return (net.Parameters.Values.ToArray(), [.. history.Epochs.Select(static epoch => epoch.Loss)]);
        }
    }

    [Fact]
    public void FurtherCallsDrawNewOrdersAndMasks()
    {
        (List<int> Order, List<ulong> Seeds) calls = Train(seed: 5, 1, 1, 1);
        Assert.Equal(3, calls.Order.Chunk(23).DistinctBy(static epoch => string.Join(' ', epoch)).Count());
        Assert.Equal(3, calls.Seeds.Distinct().Count());

        // Divided into calls or not, and again: the same numbers. With another seed: others.
        (List<int> Order, List<ulong> Seeds) whole = Train(5, 3);
        Assert.Equal(whole.Order, calls.Order);
        Assert.Equal(whole.Seeds, calls.Seeds);
        Assert.Equal(calls.Order, Train(5, 1, 1, 1).Order);
        Assert.NotEqual(calls.Order, Train(6, 3).Order);
        Assert.Empty(calls.Seeds.Intersect(Train(6, 3).Seeds));

        static (List<int> Order, List<ulong> Seeds) Train(int seed, params int[] epochs)
        {
            LinearNetwork net = LinearNetwork.Create(1);
            ReadingOrder data = new(Corners(23, 1));
            Trainer<LinearNetwork> trainer = new(net, new Sgd(0.1), new CrossEntropyLoss());
            foreach (int count in epochs)
            {
                trainer.Fit(data, new FitOptions { Epochs = count, BatchSize = 10, Seed = seed });
            }

            return (data.Samples, net.Seeds);
        }
    }

    [Fact]
    public void CancellationKeepsTheLastWholeStep()
    {
        InMemoryDataSet data = Corners(40, 1);
        LinearNetwork net = LinearNetwork.Create(1);
        using CancellationTokenSource source = new();
        List<float[]> steps = [];
        ImmediateProgress<TrainingProgress> progress = new(report =>
        {
            steps.Add(net.Parameters.Values.ToArray());
            if (report is { Epoch: 2, Batch: 2 })
            {
                source.Cancel();
            }
        });
        Trainer<LinearNetwork> trainer = new(net, new Sgd(0.1), new CrossEntropyLoss());
        Assert.Throws<OperationCanceledException>(() =>
            trainer.Fit(data, new FitOptions { Epochs = 5, BatchSize = 10, CancellationToken = source.Token }, progress));
        Assert.Equal(4 + 2, net.Batches.Count);
        Assert.Equal(steps[^1], net.Parameters.Values.ToArray());

        // And training goes on from there.
        trainer.Fit(data, new FitOptions { BatchSize = 10 });
        Assert.NotEqual(steps[^1], net.Parameters.Values.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ALossThatIsNoNumberStopsWithEpochAndBatch(float bad)
    {
        float[] inputs = new float[40];
        inputs[25] = bad;
        InMemoryDataSet data = new(inputs, 2, new int[20], 3);
        LinearNetwork net = LinearNetwork.Create(1);
        Trainer<LinearNetwork> trainer = new(net, new Sgd(0.1), new CrossEntropyLoss());
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            trainer.Fit(data, new FitOptions { BatchSize = 5, Shuffle = false }));
        Assert.Equal((1, 3), (exception.Epoch, exception.Batch));
        Assert.Contains("epoch 1, batch 3", exception.Message, StringComparison.Ordinal);
        Assert.All(net.Parameters.Values.ToArray(), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void TargetValuesTrainWithTheSquaredError()
    {
        float[] inputs = [0, 0, 1, 0, 0, 1, 1, 1];
        float[] targets = [1, 2, 3, 2, 2, 1, 1, 4, 3, 2, 4, 1];
        LinearNetwork net = LinearNetwork.Create(1);
        InMemoryDataSet data = new(inputs, 2, targets, 3);
        Trainer<LinearNetwork> trainer = new(net, new Sgd(0.3, 0.9), new MeanSquaredErrorLoss());
        EpochResult last = trainer.Fit(data, new FitOptions { Epochs = 300, BatchSize = 4 }).Epochs[^1];
        Assert.InRange(last.Loss, 0, 1e-6);
        Assert.Equal(double.NaN, last.Accuracy);
        EvaluationResult result = trainer.Evaluate(data);
        Assert.Null(result.ConfusionMatrix);
        Assert.Empty(result.PerClassAccuracy);

        // The targets are bias (1, 2, 3) plus weight columns (1, 0, -2) and (0, 2, 0).
        float[] expected = [1, 0, 0, 2, -2, 0, 1, 2, 3];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], net.Parameters.Values[i], 1e-2f);
        }
    }

    [Fact]
    public void EvaluationCountsConfusions()
    {
        // Outputs are the bias alone: everything is taken for class 1.
        LinearNetwork net = new();
        net.Parameters["bias"].CopyFrom([0, 1, 1]);
        EvaluationResult result = new Trainer<LinearNetwork>(net, new Sgd(0), new CrossEntropyLoss())
            .Evaluate(new InMemoryDataSet(new float[12], 2, [0, 1, 1, 0, 0, 1], 3), batchSize: 4);
        ConfusionMatrix confusion = result.ConfusionMatrix!;
        Assert.Equal(3, confusion[0, 1]);
        Assert.Equal(3, confusion[1, 1]);
        Assert.Equal(0, confusion[1, 2]);
        Assert.Equal((6, 3, 3), (confusion.Total, confusion.Correct, confusion.ClassCount));
        Assert.Equal(0.5, result.Accuracy);
        Assert.Equal([0, 1, double.NaN], result.PerClassAccuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion[0, 3]);
    }

    [Fact]
    public void DataThatDoesntFitIsRefusedBeforeAnyStep()
    {
        LinearNetwork net = LinearNetwork.Create(1);
        Trainer<LinearNetwork> trainer = new(net, new Sgd(0.1), new CrossEntropyLoss());
        Refused(new InMemoryDataSet(new float[3], 3, [0], 3), "3 floats per image, LinearNetwork takes 2 (2×1×1)");
        Refused(new InMemoryDataSet(new float[2], 2, [0], 4), "4 classes, LinearNetwork gives 3 outputs");
        Refused(new InMemoryDataSet(new float[2], 2, [1f, 2f], 2), "2 target values per sample, LinearNetwork gives 3");
        Refused(new InMemoryDataSet([], 2, Array.Empty<int>(), 3), "empty");
        Assert.Empty(net.Batches);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FitOptions { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FitOptions { BatchSize = 0 });

        void Refused(DataSet data, string said)
        {
            Assert.Contains(said, Assert.Throws<ArgumentException>(() => trainer.Fit(data, new FitOptions())).Message, StringComparison.Ordinal);
            Assert.Contains(said, Assert.Throws<ArgumentException>(() => trainer.Evaluate(data)).Message, StringComparison.Ordinal);
            Assert.Contains(said, Assert.Throws<ArgumentException>(() => trainer.Fit(Corners(3, 1), new FitOptions { Validation = data })).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Points scattered around three corners, the corner's number as the label.</summary>
    private static InMemoryDataSet Corners(int count, ulong seed)
    {
        RandomStream random = new(seed, 0);
        (float X, float Y)[] corners = [(-2, -2), (2, -2), (0, 2)];
        float[] inputs = new float[count * 2];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 3;
            inputs[2 * i] = corners[labels[i]].X + random.Uniform((ulong)(2 * i)) - 0.5f;
            inputs[(2 * i) + 1] = corners[labels[i]].Y + random.Uniform((ulong)((2 * i) + 1)) - 0.5f;
        }

        return new InMemoryDataSet(inputs, 2, labels, 3);
    }

    /// <summary>Notes which samples are read.</summary>
    private sealed class ReadingOrder(DataSet data) : DataSet
    {
        public List<int> Samples { get; } = [];

        public override int Count => data.Count;

        public override int InputLength => data.InputLength;

        public override int ClassCount => data.ClassCount;

        public override void ReadInput(int index, Span<float> destination)
        {
            Samples.Add(index);
            data.ReadInput(index, destination);
        }

        public override int Label(int index) => data.Label(index);
    }

    private sealed class Reports : List<TrainingProgress>, IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Add(value);
    }
}

using System;
using System.Globalization;
using NetworkGen;
using Spectre.Console;

namespace Digits;

/// <summary>A live bar in a terminal; a line per epoch where the output goes to a file or a pipe.</summary>
internal static class ProgressBar
{
    /// <summary>Runs a training that reports to the bar.</summary>
    public static TrainingHistory Show(FitOptions options, Func<IProgress<TrainingProgress>, TrainingHistory> train)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return train(new ImmediateProgress<TrainingProgress>(WriteLastOfEpoch));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(live =>
            {
                ProgressTask bar = live.AddTask("training", maxValue: options.Epochs);
                return train(new ImmediateProgress<TrainingProgress>(now =>
                {
                    bar.Description = Describe(now);
                    bar.Value = now.Epoch - 1 + ((double)now.Batch / now.Batches);
                }));
            });
    }

    private static void WriteLastOfEpoch(TrainingProgress now)
    {
        if (now.Batch == now.Batches)
        {
            Console.WriteLine(Describe(now));
        }
    }

    private static string Describe(TrainingProgress now) => string.Create(
        CultureInfo.InvariantCulture, $"epoch {now.Epoch,2}/{now.Epochs}  loss {now.Loss:F4}  accuracy {now.Accuracy:P1}");
}

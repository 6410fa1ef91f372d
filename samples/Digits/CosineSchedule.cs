using System;
using NetworkGen;

namespace Digits;

/// <summary>A learning rate that climbs over the first tenth of the training and falls along half a cosine over the rest.</summary>
internal static class CosineSchedule
{
    private const double WarmUp = 0.1;

    /// <summary>The rate of the batch that follows <paramref name="now"/>.</summary>
    public static double At(TrainingProgress now, double highest)
    {
        double done = (now.Epoch - 1 + ((double)now.Batch / now.Batches)) / now.Epochs;
        return highest * (done < WarmUp ? done / WarmUp : (1 + Math.Cos(Math.PI * (done - WarmUp) / (1 - WarmUp))) / 2);
    }
}

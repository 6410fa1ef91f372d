using System;

namespace NetworkGen;

/// <content>How phases run: over the chunks of a batch by several threads, in each chunk group by group, in each group image by image or for all of them.</content>
public abstract partial class CompiledTrainingPass
{
    private int _lastPhase;
    private bool _isReversed;

    /// <summary>Runs phases on every image, chunk by chunk of the batch, and there group by group; all are done when it returns.</summary>
    /// <param name="first">The first phase, for each image; the next is for each group, and so on.</param>
    /// <param name="last">The last phase.</param>
    protected void RunImages(int first, int last)
    {
        // Back and forth through the batch: what the last chunks have left in the caches is what comes first now.
        _isReversed = !_isReversed;
        _lastPhase = last;
        WorkerPool.Shared.Run(this, first, _chunks, Threads);
    }

    /// <summary>Runs phases on a chunk, group by group; called by worker threads.</summary>
    /// <param name="step">The first phase.</param>
    /// <param name="unit">A chunk of the batch, counted from its first or from its last.</param>
    void IParallelWork.Run(int step, int unit)
    {
        int chunk = _isReversed ? _chunks - 1 - unit : unit;
        int scratch = _scratch.Rent();
        try
        {
            int end = FirstSample(chunk + 1);
            for (int first = FirstSample(chunk); first < end; first += _groupSize)
            {
                RunPhases(step, first, Math.Min(_groupSize, end - first), ref _scratch.Start(scratch), ref ChunkWeightGradients(chunk));
            }
        }
        finally
        {
            _scratch.Return(scratch);
        }
    }

    /// <summary>Runs phases on a group: by turns one for each of its images, and one for all of them.</summary>
    private void RunPhases(int firstPhase, int first, int images, ref float scratch, ref float weightGradients)
    {
        for (int phase = firstPhase; phase <= _lastPhase; phase++)
        {
            if ((phase - firstPhase) % 2 != 0)
            {
                RunGroup(phase, images, ref scratch, ref _weights.Start, ref weightGradients);
                continue;
            }

            for (int image = 0; image < images; image++)
            {
                RunImage(phase, first + image, image, ref Sample(first + image), ref scratch, ref _weights.Start, ref weightGradients);
            }
        }
    }

    /// <summary>Runs a phase on one image; generated.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="sample">The image.</param>
    /// <param name="image">Its place in its group.</param>
    /// <param name="a">Its activations and gradients.</param>
    /// <param name="s">Memory of the thread, for what is read before its next group of images only.</param>
    /// <param name="w">The packed weights and the vectors of batch norms.</param>
    /// <param name="g">The packed weight gradients of its chunk.</param>
    protected abstract void RunImage(int phase, int sample, int image, ref float a, ref float s, ref float w, ref float g);

    /// <summary>Runs a phase on a group of images; generated where there is such a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="images">How many images.</param>
    /// <param name="s">Memory of the thread.</param>
    /// <param name="w">The packed weights and the vectors of batch norms.</param>
    /// <param name="g">The packed weight gradients of their chunk.</param>
    protected virtual void RunGroup(int phase, int images, ref float s, ref float w, ref float g)
    {
    }
}

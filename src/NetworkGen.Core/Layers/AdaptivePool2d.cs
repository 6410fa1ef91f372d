using System;
using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Layers;

/// <summary>A pool over a fixed number of bins per axis, whatever the map's size: bin i spans ⌊i·n/s⌋ to ⌈(i+1)·n/s⌉.</summary>
public abstract record AdaptivePool2d : Layer
{
    /// <summary>Rows and columns that leave; 1 is the global pool.</summary>
    public required int OutputSize { get; init; }

    /// <inheritdoc/>
    public sealed override string Description
    {
        get
        {
            string size = Numerals.Plain(OutputSize);
            return Kind + " " + size + "×" + size;
        }
    }

    /// <inheritdoc/>
    public sealed override TensorShape? Infer(IReadOnlyList<TensorShape> inputs, IssueSink issues) =>
        MapShapes.RequireMap(this, inputs[0], issues)
            ? MapShapes.Checked(this, inputs[0].Channels, null, OutputSize, OutputSize, "OutputSize", issues)
            : null;

    /// <inheritdoc/>
    public sealed override FieldStep FieldStep(TensorShape input) =>
        OutputSize == 1 ? ReceptiveFields.FieldStep.Global : new FieldStep(Bins(input.Height), Bins(input.Width), Sampling: Sampling.Bins);

    /// <summary>The bins as a window: exact where they divide the size, else the widest bin at the whole part of the distance between them.</summary>
    private Window Bins(int size)
    {
        long widest = 0;
        for (long bin = 0; bin < OutputSize; bin++)
        {
            long first = bin * size / OutputSize;
            long end = (((bin + 1) * size) + OutputSize - 1) / OutputSize;
            widest = Math.Max(widest, end - first);
        }

        return new Window((int)widest, Math.Max(1, size / OutputSize), 0, 0, 1);
    }
}

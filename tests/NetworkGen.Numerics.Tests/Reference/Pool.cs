using System;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>What the pools share: a square window over each channel on its own.</summary>
public abstract class Pool : ReferenceLayer
{
    private protected Pool(Feature input, ReferenceWindow rows, ReferenceWindow columns)
        : base(input, Feature.Map(input.Channels, rows.Outputs, columns.Outputs))
    {
        Rows = rows;
        Columns = columns;
    }

    protected ReferenceWindow Rows { get; }

    protected ReferenceWindow Columns { get; }

    /// <summary>The pool of a MaxPool2d or AvgPool2d case.</summary>
    public static Pool Create(LayerCase layer, Feature input)
    {
        if (input.IsVector)
        {
            throw new IllegalLayerException("a pool on a vector");
        }

        ReferenceWindow Along(int size) => ReferenceWindow.OfPool(
            size, layer.Get<int>("KernelSize"), layer.Get<int>("Stride"), layer.Get<int>("Padding"), layer.Get<bool>("CeilMode"));
        return layer.Kind == "MaxPool2d"
            ? new MaxPool(input, Along(input.Height), Along(input.Width))
            : new AvgPool(input, Along(input.Height), Along(input.Width), layer.Get<bool>("CountIncludePad"));
    }

    private protected void ForEachOutput(int batchSize, Action<int, int, int, int> action)
    {
        for (int n = 0; n < batchSize; n++)
        {
            for (int c = 0; c < Output.Channels; c++)
            {
                for (int oh = 0; oh < Output.Height; oh++)
                {
                    for (int ow = 0; ow < Output.Width; ow++)
                    {
                        action(n, c, oh, ow);
                    }
                }
            }
        }
    }

    private protected void ForEachInput(int n, int c, int oh, int ow, Action<int> action)
    {
        for (int r = 0; r < Rows.Kernel; r++)
        {
            for (int s = 0; s < Columns.Kernel; s++)
            {
                (int h, int w) = (Rows.Read(oh, r), Columns.Read(ow, s));
                if (h >= 0 && h < Input.Height && w >= 0 && w < Input.Width)
                {
                    action(Input.At(n, c, h, w));
                }
            }
        }
    }
}

/// <summary>y = max of the window; padding never wins. Of equal inputs the first, by rows, is the one that gets the gradient. https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html</summary>
public sealed class MaxPool(Feature input, ReferenceWindow rows, ReferenceWindow columns) : Pool(input, rows, columns)
{
    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachOutput(batchSize, (n, c, oh, ow) => y[Output.At(n, c, oh, ow)] = x[Winner(x, n, c, oh, ow)]);
        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y = x[winner]
        ForEachOutput(batchSize, (n, c, oh, ow) => dx[Winner(x, n, c, oh, ow)] += dy[Output.At(n, c, oh, ow)]);
        return dx;
    }

    public override double DistanceToKink(double[] x, int batchSize)
    {
        double distance = double.PositiveInfinity;
        ForEachOutput(batchSize, (n, c, oh, ow) =>
        {
            double max = x[Winner(x, n, c, oh, ow)];
            ForEachInput(n, c, oh, ow, at => distance = x[at] < max ? Math.Min(distance, max - x[at]) : distance);
        });
        return distance;
    }

    private int Winner(double[] x, int n, int c, int oh, int ow)
    {
        int winner = -1;
        ForEachInput(n, c, oh, ow, at => winner = winner < 0 || x[at] > x[winner] ? at : winner);
        return winner;
    }
}

/// <summary>
/// y = sum of the window / divisor: its positions inside the padded map (what ceil mode adds beyond it does not count), or inside the map
/// without <c>count_include_pad</c>. https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
/// </summary>
public sealed class AvgPool(Feature input, ReferenceWindow rows, ReferenceWindow columns, bool countIncludePad) : Pool(input, rows, columns)
{
    public override double[] Forward(double[] x, int batchSize, bool training)
    {
        var y = new double[batchSize * Output.Length];
        ForEachOutput(batchSize, (n, c, oh, ow) =>
            ForEachInput(n, c, oh, ow, at => y[Output.At(n, c, oh, ow)] += x[at] / Divisor(oh, ow)));
        return y;
    }

    public override double[] Backward(double[] x, double[] dy, int batchSize)
    {
        var dx = new double[x.Length];

        // forward: y += x / divisor
        ForEachOutput(batchSize, (n, c, oh, ow) =>
            ForEachInput(n, c, oh, ow, at => dx[at] += dy[Output.At(n, c, oh, ow)] / Divisor(oh, ow)));
        return dx;
    }

    private int Divisor(int oh, int ow) => Count(Rows, oh, Input.Height) * Count(Columns, ow, Input.Width);

    private int Count(ReferenceWindow window, int output, int size)
    {
        int border = countIncludePad ? window.Padding : 0;
        int count = 0;
        for (int k = 0; k < window.Kernel; k++)
        {
            int position = window.Read(output, k);
            count += position >= -border && position < size + border ? 1 : 0;
        }

        return count;
    }
}

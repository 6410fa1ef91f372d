using System.Collections.Generic;
using System.Linq;
using NetworkGen.Cli.Networks;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Cli.Model;

/// <summary>One network as plain numbers.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="FullName">The same with namespace and outer types.</param>
/// <param name="File">The file that declares it, from the project's folder.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Output">The shape of its result.</param>
/// <param name="ObjectSize">What the receptive field must cover.</param>
/// <param name="Verdict">What the features see of it, in a sentence.</param>
/// <param name="FeatureLayer">The index of the layer that must see it; null where no layer looks at neighbouring pixels.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Macs">Multiply-accumulates per image.</param>
/// <param name="ActivationBytes">Bytes of all layers' results for one image.</param>
/// <param name="Unread">What no output reads.</param>
/// <param name="LosingNothing">Sizes of the image, near its own, at which everything is read.</param>
/// <param name="Layers">The layers, unfolded, in topological order.</param>
internal sealed record NetworkModel(
    string Name,
    string FullName,
    string File,
    int Line,
    ShapeModel Input,
    ShapeModel Output,
    SizeModel ObjectSize,
    string Verdict,
    int? FeatureLayer,
    long Parameters,
    long Macs,
    long ActivationBytes,
    UnreadModel Unread,
    ImageSizesModel LosingNothing,
    IReadOnlyList<LayerModel> Layers)
{
    /// <summary>Sizes that are offered below and above the image's own.</summary>
    private const int SizesPerSide = 2;

    /// <summary>The model of a network that can be built.</summary>
    public static NetworkModel Of(DeclaredNetwork declared)
    {
        Network network = declared.Network!;
        return new NetworkModel(
            declared.Name,
            declared.FullName,
            declared.File,
            declared.Line,
            ShapeModel.Of(network.InputShape),
            ShapeModel.Of(network.Output.Shape),
            new SizeModel(network.ObjectSize.Height, network.ObjectSize.Width),
            Core.Reporting.Verdict.Of(network),
            Core.ReceptiveFields.FeatureLayer.Of(network)?.Index,
            network.ParameterCount,
            network.Macs,
            Cost.ActivationBytes(network),
            new UnreadModel(Missing(network, Axis.Vertical), Missing(network, Axis.Horizontal)),
            new ImageSizesModel([.. ImageSizes.LosingNothing(network, Axis.Vertical, SizesPerSide)], [.. ImageSizes.LosingNothing(network, Axis.Horizontal, SizesPerSide)]),
            [.. network.Nodes.Select(node => LayerModel.Of(network, node))]);
    }

    /// <summary>The runs of pixels that no output of the network reads.</summary>
    private static IReadOnlyList<IReadOnlyList<long>> Missing(Network network, Axis axis)
    {
        List<IReadOnlyList<long>> missing = [];
        long next = 0;
        foreach (Interval run in ExactField.ReadByAll(network, axis).Runs().Append(new Interval(network.InputShape.Along(axis), long.MaxValue)))
        {
            if (run.Low > next)
            {
                missing.Add([next, run.Low - 1]);
            }

            next = run.High + 1;
        }

        return missing;
    }
}

/// <summary>A tensor's shape: a map, or a vector of so many channels.</summary>
internal sealed record ShapeModel(int Channels, int Height, int Width, bool IsVector)
{
    /// <summary>The model of a shape.</summary>
    public static ShapeModel Of(TensorShape shape) => new(shape.Channels, shape.Height, shape.Width, shape.IsVector);
}

/// <summary>Rows and columns.</summary>
internal sealed record SizeModel(int Height, int Width);

/// <summary>Runs of rows and of columns, each from the first to the last.</summary>
internal sealed record UnreadModel(IReadOnlyList<IReadOnlyList<long>> Rows, IReadOnlyList<IReadOnlyList<long>> Columns);

/// <summary>Sizes per axis; the other side stays as it is.</summary>
internal sealed record ImageSizesModel(IReadOnlyList<int> Heights, IReadOnlyList<int> Widths);

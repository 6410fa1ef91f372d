using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>Which sizes of the image suit a network. Proposed sizes are not estimated: the network is built again on them.</summary>
public static class ImageSizes
{
    /// <summary>Where strides come together to more, a size that loses nothing is too far to be of use.</summary>
    private const int MostTried = 1_024;

    /// <summary>Sizes near the image's on which every row, or column, is read, in order: up to <paramref name="count"/> below it, itself, and as many above.</summary>
    public static EquatableArray<int> LosingNothing(Network network, Axis axis, int count)
    {
        int size = network.InputShape.Along(axis);
        return Beside(-1).Reverse().Concat(new[] { size }.Where(IsRead)).Concat(Beside(1)).ToEquatableArray();

        IEnumerable<int> Beside(int direction) => Near(network, axis, direction, count + 1).Where(IsRead).Take(count);

        bool IsRead(int candidate) =>
            (candidate == size ? network : OnImage(network, axis, candidate)) is { } built && ExactField.ReadByAll(built, axis).Count == candidate;
    }

    /// <summary>Sizes on one side of the image's on which the first and the last position are read, nearest first; found on the maps alone, not built.</summary>
    /// <param name="network">The network.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="direction">-1 for smaller ones, 1 for larger ones.</param>
    /// <param name="periods">How far to look: what is lost repeats with the strides.</param>
    internal static IEnumerable<int> Near(Network network, Axis axis, int direction, int periods = 2)
    {
        int size = network.InputShape.Along(axis);
        int room = direction < 0 ? size - 1 : Limits.Image - size;
        return Enumerable.Range(1, Math.Min(room, Math.Min(MostTried, (periods * Period(network, axis)) + 1)))
            .Select(distance => size + (direction * distance))
            .Where(candidate => ReadsItsEnds(network, axis, candidate));
    }

    /// <summary>The smallest and the largest image on which the network can be built, the other side staying as it is. Sizes between them may not fit: where maps of two paths must agree, or a linear layer demands its features.</summary>
    public static (int Smallest, int Largest) Legal(Network network, Axis axis)
    {
        int size = network.InputShape.Along(axis);
        int smallest = Enumerable.Range(1, size).First(candidate =>
            candidate == size || (MapSizes.OnImage(network, network.InputShape.With(axis, candidate)) is not null && OnImage(network, axis, candidate) is not null));
        return (smallest, Largest(network, axis, size));
    }

    /// <summary>The network on an image with other rows or columns; null where it can't be built.</summary>
    internal static Network? OnImage(Network network, Axis axis, int size)
    {
        string name = axis == Axis.Vertical ? "Height" : "Width";
        var value = new Argument(name, new ArgumentValue.Integer(size));
        NetworkDeclaration declaration = network.Declaration;
        return NetworkBuilder.Build(declaration with
        {
            Arguments = declaration.Arguments.Select(argument => argument.Name == name ? value : argument).ToEquatableArray(),
        }).Network;
    }

    private static bool ReadsItsEnds(Network network, Axis axis, int size)
    {
        if (MapSizes.OnImage(network, network.InputShape.With(axis, size)) is not { } maps)
        {
            return false;
        }

        Interval outputs = Interval.Of(maps[network.OutputIndex].Along(axis));
        return IntervalSweep.Run(maps, network.OutputIndex, axis, outputs, isClipped: true) == Interval.Of(size);
    }

    /// <summary>
    /// What fits at one size fits again a whole number of strides further, until a limit is reached: the last such size is found by halving,
    /// and then the sizes up to the next are tried.
    /// </summary>
    private static int Largest(Network network, Axis axis, int size)
    {
        int period = Period(network, axis);
        int fitting = 0;
        int failing = ((Limits.Image - size) / period) + 1;
        while (failing - fitting > 1)
        {
            int middle = fitting + ((failing - fitting) / 2);
            (fitting, failing) = OnImage(network, axis, size + (middle * period)) is null ? (fitting, middle) : (middle, failing);
        }

        int last = size + (fitting * period);
        return Enumerable.Range(last, Math.Min(period, Limits.Image - last + 1)).Last(candidate => candidate == last || OnImage(network, axis, candidate) is not null);
    }

    /// <summary>Pixels between neighbours of the coarsest map.</summary>
    private static int Period(Network network, Axis axis) =>
        (int)Math.Min(Math.Ceiling(network.Nodes.Max(node => node.Field.Along(axis).Jump)), MostTried);
}

using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields;

/// <summary>Which sizes of the image suit a network. Proposed sizes are not estimated: the network is built again on them.</summary>
public static class ImageSizes
{
    /// <summary>Sizes on either side that are tried; where strides come together to more, a size that loses nothing is too far to be of use.</summary>
    private const int MostTried = 1_024;

    /// <summary>Sizes near the image's on which every row, or column, is read, in order: up to <paramref name="count"/> below it, itself, and as many above.</summary>
    public static EquatableArray<int> LosingNothing(Network network, Axis axis, int count)
    {
        int size = network.InputShape.Along(axis);
        IEnumerable<int> smaller = Enumerable.Range(1, Math.Min(size - 1, MostTried)).Select(distance => size - distance);
        IEnumerable<int> larger = Enumerable.Range(size + 1, Math.Min(Limits.Image - size, MostTried));
        return smaller.Where(Suits).Take(count).Reverse()
            .Concat(new[] { size }.Where(Suits))
            .Concat(larger.Where(Suits).Take(count))
            .ToEquatableArray();

        bool Suits(int candidate) => LosesNothing(network, axis, candidate);
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

    /// <summary>Reads are cheap to follow on maps alone; what passes is built to be sure of it.</summary>
    private static bool LosesNothing(Network network, Axis axis, int size) =>
        MapSizes.OnImage(network, network.InputShape.With(axis, size)) is { } maps
        && ReadsAll(maps, axis)
        && (size == network.InputShape.Along(axis) || (OnImage(network, axis, size) is { } built && ReadsAll(MapSizes.Of(built), axis)));

    private static bool ReadsAll(MapSizes maps, Axis axis) =>
        ExactField.ReadByAll(maps)[Network.Input, axis] is { } read && read.Count == maps[Network.Input].Along(axis);

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

using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

/// <summary>
/// Random graphs of joins and blocks: a network that can be printed, or an error; never an exception. The same ones at every run, so that
/// a failure is there again; it shows the declaration.
/// </summary>
public sealed class GraphFuzzTests
{
    private static readonly string[] _blocks = ["A", "B", "Lib::C", "D"];

    private static readonly string[] _tensors = ["input", "input", "a", "b", "s", "s.0", "0", "1", "2", "a.b", "nowhere"];

    private static readonly string[] _given = ["a", "b", "c", "s", "s{i}", "{n}", "a.b", "1", "input"];

    [Fact]
    public void RandomGraphsAreNetworksOrErrors()
    {
        const int count = 6_000;
        var random = new Random(1);
        int built = 0;
        var ids = new HashSet<string>();
        for (int i = 0; i < count; i++)
        {
            NetworkDeclaration declaration = Declaration(random);
            try
            {
                BuildResult result = NetworkBuilder.Build(declaration);
                ids.UnionWith(result.Issues.Select(static issue => issue.Id));
                Assert.Equal(result.Network is null, result.Issues.Any(static issue => issue.IsError));
                Assert.All(result.Issues, static issue => Assert.All(issue.Messages, static message => Assert.NotEmpty(message)));
                if (result.Network is { } network)
                {
                    built++;
                    Assert.All(RuleSet.Check(network, RuleOptions.Default), static issue => Assert.False(issue.IsError));
                    Assert.NotEmpty(NetworkEmitter.Emit(network));
                }
            }
            catch (Exception exception)
            {
                Assert.Fail($"{exception.Message}\nCase {i}:\n{Text(declaration)}\n{exception.StackTrace}");
            }
        }

        // The cases reach what they are for: a good share are networks, and the others fail in many ways.
        Assert.InRange(built, count / 10, count * 9 / 10);
        Assert.Superset(new HashSet<string> { "NG0003", "NG0004", "NG0005", "NG0006", "NG0008", "NG1002", "NG1003", "NG1006" }, ids);
    }

    private static NetworkDeclaration Declaration(Random random) => new(
        new TypeDeclaration("Tests", EquatableArray.Of(new TypePart("class", "Net", ""))),
        EquatableArray.Of(Whole("Channels", random.Next(1, 5)), Whole("Height", random.Next(1, 9)), Whole("Width", random.Next(1, 9))),
        default,
        Layers(random, random.Next(1, 9), depth: 0),
        Enumerable.Range(0, random.Next(5)).Select(index => new BlockDeclaration(_blocks[random.Next(8) == 0 ? 0 : Math.Min(index, 3)], Layers(random, random.Next(6), index + 1))).ToEquatableArray());

    private static EquatableArray<LayerDeclaration> Layers(Random random, int count, int depth) =>
        Enumerable.Range(0, count).Select(_ => Layer(random, depth)).ToEquatableArray();

    /// <summary>A layer; one of a block mostly uses later blocks, so that not every graph is a circle.</summary>
    private static LayerDeclaration Layer(Random random, int depth)
    {
        Argument[] name = random.Next(3) == 0 ? [new Argument("Name", new ArgumentValue.Text(One(random, _given)))] : [];
        return random.Next(14) switch
        {
            0 => Of("From", [Tensor(random), .. name]),
            1 or 2 => Of("Add", [Tensor(random), .. name]),
            3 => Of("Mul", [Tensor(random), .. name]),
            4 => Of("Concat", [new Argument("Tensors", new ArgumentValue.Texts(Enumerable.Range(0, random.Next(10) == 0 ? 0 : random.Next(1, 3)).Select(_ => One(random, _tensors)).ToEquatableArray())), .. name]),
            5 => Of("Shortcut", [new Argument("Projection", new ArgumentValue.Flag(random.Next(4) > 0)), .. name]),
            6 or 7 => Of(random.Next(2) == 0 ? "Stage" : "Use", [Block(random, depth), .. Given(random), .. name]),
            8 => Of("BatchNorm2d", name),
            9 => Of(One(random, ["AdaptiveAvgPool2d", "MaxPool2d"]), [Whole("OutputSize", 1), Whole("KernelSize", 2), .. name]),
            10 => Of(One(random, ["ReLU", "ReLU", "Sigmoid", "Dropout", "Softmax", "Flatten"]), name),
            _ => Of("Conv2d", [Whole("OutChannels", Number(random, depth)), Whole("KernelSize", One(random, [1, 1, 3])), Whole("Padding", random.Next(2)), Whole("Stride", depth > 0 && random.Next(2) == 0 ? Symbol(23) : 1), .. name]),
        };
    }

    private static LayerDeclaration Of(string kind, params Argument[] arguments) => new(kind, arguments.ToEquatableArray());

    private static Argument Whole(string name, long value) => new(name, new ArgumentValue.Integer(value));

    private static Argument Tensor(Random random) => new("Tensor", new ArgumentValue.Text(One(random, _tensors)));

    private static Argument Block(Random random, int depth) =>
        new(IssueArgument.Block, new ArgumentValue.Text(_blocks[random.Next(6) == 0 ? random.Next(4) : random.Next(Math.Min(depth, 3), 4)]));

    private static IEnumerable<Argument> Given(Random random)
    {
        if (random.Next(2) == 0)
        {
            yield return Whole("Width", random.Next(1, 5));
        }

        if (random.Next(3) == 0)
        {
            yield return Whole("Repeat", random.Next(4) == 0 ? random.Next(-1, 10_002) : random.Next(1, 4));
        }

        if (random.Next(3) == 0)
        {
            yield return Whole("Stride", random.Next(1, 3));
        }

        if (random.Next(6) == 0)
        {
            yield return Whole("FirstIndex", random.Next(-1, 3));
        }
    }

    /// <summary>Channels: mostly the same few, so that paths often match; in blocks often what <c>Block.Width</c> and <c>Block.In</c> make.</summary>
    private static long Number(Random random, int depth) => (depth > 0 ? random.Next(6) : 5) switch
    {
        0 => Symbol(17),
        1 => Symbol(19),
        2 => 2 * Symbol(17),
        3 => Symbol(19) / random.Next(1, 130),
        4 => Symbol(17) + random.Next(-1, 2),
        _ => random.Next(20) == 0 ? random.Next(-1, 2_000_000) : random.Next(3, 5),
    };

    private static long Symbol(int prime) => prime * (-64L * 9 * 5 * 7 * 11 * 13);

    private static T One<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static string Text(NetworkDeclaration declaration) => string.Join(
        '\n',
        declaration.Blocks.Select(static block => "[Block] " + Text(block.Layers) + " class " + block.Name)
            .Append("[Network(" + Text(declaration.Arguments) + ")] " + Text(declaration.Layers)));

    private static string Text(EquatableArray<LayerDeclaration> layers) =>
        "[" + string.Join(", ", layers.Select(static layer => layer.Kind + "(" + Text(layer.Arguments) + ")")) + "]";

    private static string Text(EquatableArray<Argument> arguments) =>
        string.Join(", ", arguments.Select(static argument => argument.Name + ": " + argument.Value));
}

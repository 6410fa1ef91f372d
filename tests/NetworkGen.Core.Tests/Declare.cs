using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Tests;

/// <summary>Writes declarations as a user would write attributes: <c>Declare.Network(1, 28, 28).Conv2d(16, 3).ReLU()</c>.</summary>
internal sealed class Declare
{
    private readonly List<Argument> _network;
    private readonly List<Argument> _budget = [];
    private readonly List<LayerDeclaration> _layers = [];
    private readonly List<BlockDeclaration> _blocks = [];

    private Declare(params (string Name, object Value)[] network) => _network = [.. network.Select(ToArgument)];

    /// <summary><c>Pad.Same</c>.</summary>
    public const int Same = Padding.SameMarker;

    public static Declare Network(int channels, int height, int width) => new(("Channels", channels), ("Height", height), ("Width", width));

    public Declare ObjectSize(int size) => With(_network, ("ObjectSize", size));

    /// <summary>The runtime's <c>Winograd</c>, by its number.</summary>
    public Declare Winograd(int value) => With(_network, ("Winograd", value));

    public Declare Budget(string name, long value) => With(_budget, (name, value));

    public Declare Layer(string kind, params (string Name, object Value)[] arguments)
    {
        _layers.Add(new LayerDeclaration(kind, arguments.Select(ToArgument).ToEquatableArray()));
        return this;
    }

    /// <summary>A block that layers may use by its name.</summary>
    public Declare Block(string name, Action<Declare> layers)
    {
        var block = new Declare();
        layers(block);
        _blocks.Add(new BlockDeclaration(name, block._layers.ToEquatableArray()));
        return this;
    }

    /// <summary>A 1×1 convolution of 4 channels with a name.</summary>
    public Declare Named(string name) => Conv2d(4, 1, ("Name", name));

    public Declare Stage(string block, params (string Name, object Value)[] arguments) => Layer("Stage", [("Block", block), .. arguments]);

    public Declare Use(string block, params (string Name, object Value)[] arguments) => Layer("Use", [("Block", block), .. arguments]);

    public Declare From(string tensor) => Layer("From", ("Tensor", tensor));

    public Declare Add(string tensor) => Layer("Add", ("Tensor", tensor));

    public Declare Mul(string tensor) => Layer("Mul", ("Tensor", tensor));

    public Declare Concat(params string[] tensors) => Layer("Concat", ("Tensors", tensors));

    public Declare Conv2d(int outChannels, int kernelSize = 3, params (string Name, object Value)[] properties) =>
        Layer("Conv2d", [("OutChannels", outChannels), ("KernelSize", kernelSize), .. properties]);

    public Declare Conv2d(int outChannels, (int Height, int Width) kernel, params (string Name, object Value)[] properties) =>
        Layer("Conv2d", [("OutChannels", outChannels), ("KernelHeight", kernel.Height), ("KernelWidth", kernel.Width), .. properties]);

    public Declare DepthwiseConv2d(int kernelSize = 3, params (string Name, object Value)[] properties) =>
        Layer("DepthwiseConv2d", [("KernelSize", kernelSize), .. properties]);

    public Declare ConvTranspose2d(int outChannels, int kernelSize, params (string Name, object Value)[] properties) =>
        Layer("ConvTranspose2d", [("OutChannels", outChannels), ("KernelSize", kernelSize), .. properties]);

    public Declare Upsample(int scale, params (string Name, object Value)[] properties) => Layer("Upsample", [("Scale", scale), .. properties]);

    public Declare MaxPool2d(int kernelSize = 2, params (string Name, object Value)[] properties) =>
        Layer("MaxPool2d", [("KernelSize", kernelSize), .. properties]);

    public Declare AvgPool2d(int kernelSize = 2, params (string Name, object Value)[] properties) =>
        Layer("AvgPool2d", [("KernelSize", kernelSize), .. properties]);

    public Declare AdaptiveAvgPool2d(int outputSize) => Layer("AdaptiveAvgPool2d", ("OutputSize", outputSize));

    public Declare Linear(int outFeatures, params (string Name, object Value)[] properties) =>
        Layer("Linear", [("OutFeatures", outFeatures), .. properties]);

    public Declare Rescale(float scale) => Layer("Rescale", ("Scale", scale));

    public Declare ReLU() => Layer("ReLU");

    public Declare BatchNorm2d() => Layer("BatchNorm2d");

    public Declare Flatten() => Layer("Flatten");

    /// <summary>The same layers, <paramref name="count"/> times.</summary>
    public Declare Repeat(int count, Action<Declare> layers)
    {
        for (int i = 0; i < count; i++)
        {
            layers(this);
        }

        return this;
    }

    public NetworkDeclaration Declaration() => new(
        new TypeDeclaration("Tests", EquatableArray.Of(new TypePart("class", "Net", ""))),
        _network.ToEquatableArray(),
        _budget.ToEquatableArray(),
        _layers.ToEquatableArray(),
        _blocks.ToEquatableArray());

    /// <summary>The network; fails the test with the issues where there is none.</summary>
    public Network Build()
    {
        BuildResult result = NetworkBuilder.Build(Declaration());
        return result.Network ?? throw new InvalidOperationException(string.Join("\n", result.Issues.Select(Text)));
    }

    /// <summary>The issues of a declaration that can't be built.</summary>
    public EquatableArray<NetworkIssue> Issues() => NetworkBuilder.Build(Declaration()).Issues;

    /// <summary><c>NG1006 layer 0 Stride: Conv2d | Stride | 0 | 1 to 32,767</c>; <c>layer 0/2</c> is layer 2 of the block that layer 0 uses.</summary>
    public static string Text(NetworkIssue issue) =>
        issue.Id + " layer " + string.Join('/', issue.Within.Select(static step => step.LayerIndex).Prepend(issue.LayerIndex))
        + (issue.Argument is null ? "" : " " + issue.Argument) + ": " + string.Join(" | ", issue.Messages);

    public static Argument ToArgument((string Name, object Value) argument) => new(argument.Name, argument.Value switch
    {
        int value => new ArgumentValue.Integer(value),
        long value => new ArgumentValue.Integer(value),
        float value => new ArgumentValue.Real(value),
        double value => new ArgumentValue.Real(value),
        bool value => new ArgumentValue.Flag(value),
        string value => new ArgumentValue.Text(value),
        double[] values => new ArgumentValue.Reals(EquatableArray.Of(values)),
        string[] values => new ArgumentValue.Texts(EquatableArray.Of(values)),
        ArgumentValue value => value,
        _ => throw new ArgumentException("No argument holds a " + argument.Value.GetType() + ".", nameof(argument)),
    });

    private Declare With(List<Argument> arguments, (string Name, object Value) argument)
    {
        arguments.Add(ToArgument(argument));
        return this;
    }
}

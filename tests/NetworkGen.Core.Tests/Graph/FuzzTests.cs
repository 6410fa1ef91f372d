using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.ReceptiveFields.Rules;
using NetworkGen.Core.Reporting;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

/// <summary>Whatever a declaration holds: a network or an error, never an exception, in the builder and in all that reads its network.</summary>
public sealed class FuzzTests
{
    private static readonly string[] _names =
    [
        "OutChannels", "KernelSize", "KernelHeight", "KernelWidth", "Stride", "Padding", "Dilation", "Groups", "Bias", "InChannels",
        "Multiplier", "CeilMode", "CountIncludePad", "OutputSize", "Eps", "Momentum", "Affine", "P", "OutFeatures", "InFeatures",
        "Scale", "Mode", "OutputPadding", "Offset", "Mean", "Std", "Slope", "Name",
    ];

    private static readonly Gen<ArgumentValue> _anyValue = Gen.OneOf<ArgumentValue>(
        Gen.OneOf(Gen.Int[-2, 12], OneOf(int.MinValue, int.MaxValue, 32_767, 65_536, 1 << 20), Gen.Int).Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)),
        Gen.Long.Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)),
        Gen.Double.Select(static value => (ArgumentValue)new ArgumentValue.Real(value)),
        Gen.Bool.Select(static value => (ArgumentValue)new ArgumentValue.Flag(value)),
        Gen.String.Select(static value => (ArgumentValue)new ArgumentValue.Text(value)),
        Gen.Double.Array[0, 4].Select(static values => (ArgumentValue)new ArgumentValue.Reals(EquatableArray.Of(values))),
        Gen.Const((ArgumentValue)new ArgumentValue.Texts(EquatableArray<string>.Empty)),
        Gen.Const((ArgumentValue)new ArgumentValue.Reals(default)));

    private static readonly Gen<ArgumentValue> _likelyValue = Gen.OneOf<ArgumentValue>(
        Gen.Int[1, 5].Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)),
        OneOf(32_767, 1 << 15, 1 << 20, Padding.SameMarker).Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)));

    private static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static Gen<EquatableArray<Argument>> Arguments(Gen<ArgumentValue> values) =>
        Gen.Select(OneOf(_names), values).Select(static (name, value) => new Argument(name, value))
            .Array[0, 8].Select(static arguments => arguments.ToEquatableArray());

    private static Gen<NetworkDeclaration> Declarations(Gen<ArgumentValue> values, Gen<ArgumentValue> image) =>
        Gen.Select(
            Gen.Select(image, image, image),
            Gen.Select(OneOf<string>([.. LayerCatalog.Kinds, "Conv5d", ""]), Arguments(values))
                .Select(static (kind, arguments) => new LayerDeclaration(kind, arguments)).Array[0, 12],
            Arguments(values))
        .Select(static (size, layers, budget) => new NetworkDeclaration(
            new TypeDeclaration("", default),
            EquatableArray.Of(new Argument("Channels", size.Item1), new Argument("Height", size.Item2), new Argument("Width", size.Item3)),
            budget,
            layers.ToEquatableArray()));

    [Fact]
    public void AnythingAtAll() => Declarations(_anyValue, _anyValue).Sample(static declaration => IsTotal(declaration), iter: 2_000);

    [Fact]
    public void SoundImagesWithAnyArguments() =>
        Declarations(_anyValue, Gen.Int[1, 64].Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)))
            .Sample(static declaration => IsTotal(declaration), iter: 2_000);

    [Fact]
    public void LegalArgumentsUpToTheirLimits() =>
        Declarations(_likelyValue, OneOf(1, 28, 400, 65_536).Select(static value => (ArgumentValue)new ArgumentValue.Integer(value)))
            .Sample(static declaration => IsTotal(declaration), iter: 3_000);

    /// <summary>The fuzz reaches what it is for: a good share of the declarations with legal arguments gets past several layers.</summary>
    [Fact]
    public void ManyOfThemBuild()
    {
        var layers = new List<int>();
        Declarations(_likelyValue, Gen.Int[1, 64].Select(static value => (ArgumentValue)new ArgumentValue.Integer(value))).Sample(
            declaration => layers.Add(NetworkBuilder.Build(declaration).Network?.Nodes.Count ?? 0), iter: 2_000, threads: 1);

        Assert.InRange(layers.Count(static count => count > 1), 40, 2_000);
    }

    private static bool IsTotal(NetworkDeclaration declaration)
    {
        BuildResult result = NetworkBuilder.Build(declaration);
        if (result.Network is not { } network)
        {
            return result.Issues.Any(static issue => issue.IsError);
        }

        bool isWithinLimits = network.ParameterCount is >= 0 and <= Limits.Values
            && network.Macs is >= 0 and <= Limits.Macs
            && network.Nodes.All(static node => node.Shape is { Channels: > 0, Height: > 0, Width: > 0 } && node.Shape.Length <= Limits.Values)
            && network.Nodes.All(static node => node.Field.Vertical is { Size: > 0, Jump: > 0 } && node.Field.Horizontal is { Size: > 0, Jump: > 0 });
        string table = SummaryTable.Of(network).ToString();
        return isWithinLimits && result.Issues.All(static issue => issue.Id == IssueId.UnreadTensor) && table.Length > 0
            && RuleSet.Check(network, RuleOptions.Default).All(static issue => !issue.IsError && issue.Messages.All(static message => message.Length > 0));
    }
}

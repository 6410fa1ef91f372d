using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Fields;

/// <summary>A case as the declaration that the reader makes of its source, without compiling it.</summary>
internal static class CaseDeclaration
{
    /// <summary>The declaration.</summary>
    public static NetworkDeclaration Of(TestCase testCase) => new(
        new TypeDeclaration("Rendered", EquatableArray.Of(new TypePart("class", testCase.Name, ""))),
        EquatableArray.Of(Number("Channels", testCase.Input.Channels), Number("Height", testCase.Input.Height), Number("Width", testCase.Input.Width)),
        EquatableArray<Argument>.Empty,
        Layers(testCase.Layers),
        testCase.Blocks.Select(block => new BlockDeclaration(block.Name, Layers(block.Layers))).ToEquatableArray());

    private static EquatableArray<LayerDeclaration> Layers(IReadOnlyList<LayerCase> layers) =>
        layers.Select(layer => new LayerDeclaration(layer.Kind, Arguments(layer).ToEquatableArray())).ToEquatableArray();

    private static IEnumerable<Argument> Arguments(LayerCase layer)
    {
        foreach (CaseArgument argument in layer.Arguments)
        {
            yield return new Argument(argument.Name, Value(argument.Value));
        }

        if (layer.Name is { } name)
        {
            yield return new Argument("Name", new ArgumentValue.Text(name));
        }
    }

    private static ArgumentValue Value(object value) => value switch
    {
        int number => new ArgumentValue.Integer(number),
        CaseNumber symbol => new ArgumentValue.Integer((long)Constant(symbol) * symbol.Factor / symbol.Divisor),
        float number => new ArgumentValue.Real(number),
        bool flag => new ArgumentValue.Flag(flag),
        string text => new ArgumentValue.Text(text),
        string[] texts => new ArgumentValue.Texts(EquatableArray.Of(texts)),
        EnumValue { Member: var member } => new ArgumentValue.Integer((int)Enum.Parse<UpsampleMode>(member)),
        _ => throw new ArgumentException($"no argument holds a {value.GetType()}", nameof(value)),
    };

    private static int Constant(CaseNumber symbol) => symbol.Symbol switch
    {
        "Width" => Block.Width,
        "In" => Block.In,
        _ => Block.Stride,
    };

    private static Argument Number(string name, int value) => new(name, new ArgumentValue.Integer(value));
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace NetworkGen.TestCases;

/// <summary>Cases as JSON, for the script that asks PyTorch. One case per line, so that a change of the list is a readable diff.</summary>
public static class CaseJson
{
    /// <summary>A JSON array of <paramref name="cases"/>.</summary>
    public static string Render(IEnumerable<TestCase> cases) =>
        "[\n" + string.Join(",\n", cases.Select(testCase => Case(testCase).ToJsonString())) + "\n]\n";

    private static JsonObject Case(TestCase testCase)
    {
        var json = new JsonObject
        {
            ["name"] = testCase.Name,
            ["batch"] = testCase.BatchSize,
            ["values"] = testCase.Values.ToString(),
            ["input"] = new JsonArray(testCase.Input.Channels, testCase.Input.Height, testCase.Input.Width),
            ["layers"] = Stack(testCase.Layers),
        };
        if (testCase.Blocks.Count > 0)
        {
            json["blocks"] = new JsonObject(testCase.Blocks.Select(block => KeyValuePair.Create<string, JsonNode?>(block.Name, Stack(block.Layers))));
        }

        return json;
    }

    private static JsonArray Stack(IReadOnlyList<LayerCase> layers) => new([.. layers.Select((layer, index) => Layer(layer, layer.NameAt(index)))]);

    private static JsonObject Layer(LayerCase layer, string name)
    {
        var json = new JsonObject { ["kind"] = layer.Kind, ["name"] = name };
        foreach (CaseArgument argument in layer.Arguments)
        {
            json[argument.Name] = Value(argument);
        }

        return json;
    }

    /// <remarks>A symbol is [name, factor, divisor]. Floats go out as the doubles they are exactly: both sides then compute with the same number.</remarks>
    private static JsonNode Value(CaseArgument argument) => argument.Value switch
    {
        int same when same == Layers.Same && argument.Name == "Padding" => "Same",
        int number => number,
        float number => (double)number,
        bool flag => flag,
        float[] numbers => new JsonArray([.. numbers.Select(number => JsonValue.Create((double)number))]),
        EnumValue value => value.Member,
        string text => text,
        string[] texts => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]),
        CaseNumber symbol => new JsonArray(symbol.Symbol, symbol.Factor, symbol.Divisor),
        _ => throw new NotSupportedException($"argument {argument.Name} holds a {argument.Value.GetType().Name}; CaseArgument says what it may hold"),
    };
}

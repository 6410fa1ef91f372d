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

    private static JsonObject Case(TestCase testCase) => new()
    {
        ["name"] = testCase.Name,
        ["batch"] = testCase.BatchSize,
        ["values"] = testCase.Values.ToString(),
        ["input"] = new JsonArray(testCase.Input.Channels, testCase.Input.Height, testCase.Input.Width),
        ["layers"] = new JsonArray([.. testCase.Layers.Select((layer, index) => Layer(layer, testCase.LayerName(index)))]),
    };

    private static JsonObject Layer(LayerCase layer, string name)
    {
        var json = new JsonObject { ["kind"] = layer.Kind, ["name"] = name };
        foreach (CaseArgument argument in layer.Arguments)
        {
            json[argument.Name] = Value(argument);
        }

        return json;
    }

    /// <remarks>Floats go out as the doubles they are exactly: both sides then compute with the same number.</remarks>
    private static JsonNode Value(CaseArgument argument) => argument.Value switch
    {
        int same when same == Layers.Same && argument.Name == "Padding" => "Same",
        int number => number,
        float number => (double)number,
        bool flag => flag,
        float[] numbers => new JsonArray([.. numbers.Select(number => JsonValue.Create((double)number))]),
        EnumValue value => value.Member,
        _ => throw new NotSupportedException($"argument {argument.Name} holds a {argument.Value.GetType().Name}; expected int, float, bool, float[] or an enum"),
    };
}

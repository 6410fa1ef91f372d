using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetworkGen.TestCases;

/// <summary>A case as the C# source a user would write.</summary>
public static class CaseSource
{
    /// <summary>The namespace of all rendered cases.</summary>
    public const string Namespace = "NetworkGen.RenderedCases";

    /// <summary>One file with one declaration.</summary>
    public static string File(TestCase testCase)
    {
        var text = new StringBuilder();
        text.Append("using NetworkGen;\n\nnamespace ").Append(Namespace).Append(";\n\n");
        text.Append(CultureInfo.InvariantCulture, $"[Network({testCase.Input.Channels}, {testCase.Input.Height}, {testCase.Input.Width})]\n");
        foreach (LayerCase layer in testCase.Layers)
        {
            text.Append('[').Append(Attribute(layer)).Append("]\n");
        }

        return text.Append("public sealed partial class ").Append(testCase.Name).Append(";\n").ToString();
    }

    /// <summary>One attribute without its brackets: <c>Conv2d(16, 3, Stride = 2)</c>.</summary>
    public static string Attribute(LayerCase layer)
    {
        string arguments = string.Join(", ", layer.Arguments
            .Where(argument => argument.Form != ArgumentForm.Omitted)
            .Select(argument => argument.Form == ArgumentForm.Named ? $"{argument.Name} = {Value(argument)}" : Value(argument))
            .Concat(layer.Name is null ? [] : [$"Name = \"{layer.Name}\""]));
        return arguments.Length == 0 ? layer.Kind : $"{layer.Kind}({arguments})";
    }

    private static string Value(CaseArgument argument) => argument.Value switch
    {
        int same when same == Layers.Same && argument.Name == "Padding" => "Pad.Same",
        int number => number.ToString(CultureInfo.InvariantCulture),
        float number => number.ToString("G9", CultureInfo.InvariantCulture) + "f",
        bool flag => flag ? "true" : "false",
        float[] numbers => $"new[] {{ {string.Join(", ", numbers.Select(number => number.ToString("G9", CultureInfo.InvariantCulture) + "f"))} }}",
        EnumValue value => value.ToString(),
        _ => throw new NotSupportedException($"argument {argument.Name} holds a {argument.Value.GetType().Name}; expected int, float, bool, float[] or an enum"),
    };
}

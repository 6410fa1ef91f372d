using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetworkGen.TestCases;

/// <summary>A case as the C# source a user would write.</summary>
public static class CaseSource
{
    /// <summary>The namespace of all rendered cases.</summary>
    public const string Namespace = "NetworkGen.RenderedCases";

    /// <summary>One file with one network, behind its blocks.</summary>
    public static string File(TestCase testCase)
    {
        var text = new StringBuilder();
        text.Append("using NetworkGen;\n\nnamespace ").Append(Namespace).Append(";\n\n");
        foreach (BlockCase block in testCase.Blocks)
        {
            Attributes(text.Append("[Block]\n"), block.Layers, testCase);
            text.Append("public sealed class ").Append(testCase.Name).Append(block.Name).Append(";\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"[Network({testCase.Input.Channels}, {testCase.Input.Height}, {testCase.Input.Width})]\n");
        Attributes(text, testCase.Layers, testCase);
        return text.Append("public sealed partial class ").Append(testCase.Name).Append(";\n").ToString();
    }

    /// <summary>One attribute without its brackets: <c>Conv2d(16, 3, Stride = 2)</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="testCase">The case, whose name stands before those of its blocks.</param>
    public static string Attribute(LayerCase layer, TestCase? testCase = null)
    {
        string kind = layer.Kind + string.Concat(layer.Arguments
            .Where(argument => argument.Form == ArgumentForm.Generic)
            .Select(argument => $"<{testCase?.Name}{argument.Value}>"));
        string arguments = string.Join(", ", layer.Arguments
            .Where(argument => argument.Form is ArgumentForm.Positional or ArgumentForm.Named)
            .Select(argument => argument.Form == ArgumentForm.Named ? $"{argument.Name} = {Value(argument)}" : Value(argument))
            .Concat(layer.Name is null ? [] : [$"Name = \"{layer.Name}\""]));
        return arguments.Length == 0 ? kind : $"{kind}({arguments})";
    }

    private static void Attributes(StringBuilder text, IReadOnlyList<LayerCase> layers, TestCase testCase)
    {
        foreach (LayerCase layer in layers)
        {
            text.Append('[').Append(Attribute(layer, testCase)).Append("]\n");
        }
    }

    private static string Value(CaseArgument argument) => argument.Value switch
    {
        int same when same == Layers.Same && argument.Name == "Padding" => "Pad.Same",
        int number => number.ToString(CultureInfo.InvariantCulture),
        float number => number.ToString("G9", CultureInfo.InvariantCulture) + "f",
        bool flag => flag ? "true" : "false",
        float[] numbers => $"new[] {{ {string.Join(", ", numbers.Select(number => number.ToString("G9", CultureInfo.InvariantCulture) + "f"))} }}",
        EnumValue value => value.ToString(),
        string text => $"\"{text}\"",
        string[] texts => string.Join(", ", texts.Select(text => $"\"{text}\"")),
        CaseNumber symbol => symbol.ToString(),
        _ => throw new NotSupportedException($"argument {argument.Name} holds a {argument.Value.GetType().Name}; CaseArgument says what it may hold"),
    };
}

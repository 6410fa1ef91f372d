using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>Layers as one writes them: <c>Conv2d(16, 3, Padding = 1), ReLU</c>.</summary>
internal static class LayerText
{
    /// <summary>Arguments that are written without their names, in the order of the attribute's constructor. The others are properties.</summary>
    private static readonly Dictionary<string, string[]> _positional = new(StringComparer.Ordinal)
    {
        ["Conv2d"] = ["OutChannels", "KernelSize", "KernelHeight", "KernelWidth"],
        ["DepthwiseConv2d"] = ["KernelSize"],
        ["MaxPool2d"] = ["KernelSize"],
        ["AdaptiveAvgPool2d"] = ["OutputSize"],
        ["Linear"] = ["OutFeatures"],
        ["LeakyReLU"] = ["Slope"],
        ["PReLU"] = ["NumParameters"],
        ["ELU"] = ["Alpha"],
    };

    /// <summary>The arguments of a kind of layer that are written without their names, in order.</summary>
    public static IReadOnlyList<string> Positional(string kind) => _positional.TryGetValue(kind, out string[]? names) ? names : [];

    /// <summary>Layers of one line.</summary>
    public static string Of(EquatableArray<LayerDeclaration> layers) => string.Join(", ", layers.Select(Of));

    /// <summary>A value as C#. <c>Block.Width</c> and the like stay what was written.</summary>
    public static string Of(ArgumentValue value) => value switch
    {
        ArgumentValue.Integer { Value: Padding.SameMarker } => "Pad.Same",
        ArgumentValue.Integer integer => integer.Written ?? BlockValues.Written(integer) ?? value.ToString(),
        ArgumentValue.Flag => value.ToString(),
        ArgumentValue.Real real => Numerals.Real((float)real.Value) + "f",
        ArgumentValue.Text text => "\"" + text.Value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"",
        ArgumentValue.Reals reals => Array("float", reals.Values.Select(static real => Of(new ArgumentValue.Real(real)))),
        ArgumentValue.Texts texts => Array("string", texts.Values.Select(static text => Of(new ArgumentValue.Text(text)))),
        _ => throw new InvalidOperationException(value.ToString()),
    };

    private static string Array(string type, IEnumerable<string> elements) => "new " + type + "[] { " + string.Join(", ", elements) + " }";

    private static string Of(LayerDeclaration layer)
    {
        IReadOnlyList<string> positional = Positional(layer.Kind);
        IEnumerable<string> first = positional.SelectMany(name => layer.Arguments.Where(argument => argument.Name == name)).Select(static argument => Of(argument.Value));
        IEnumerable<string> then = layer.Arguments.Where(argument => !positional.Contains(argument.Name)).Select(static argument => argument.Name + " = " + Of(argument.Value));
        string arguments = string.Join(", ", first.Concat(then));
        return arguments.Length == 0 ? layer.Kind : layer.Kind + "(" + arguments + ")";
    }
}

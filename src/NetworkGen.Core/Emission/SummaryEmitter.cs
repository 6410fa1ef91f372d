using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using NetworkGen.Core.Reporting;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints what the network says of itself: its summary, and the names and shapes of its parameters.</summary>
internal static class SummaryEmitter
{
    /// <summary>Prints the description.</summary>
    public static void Emit(SourceWriter writer, Network network, SummaryTable table)
    {
        writer.Line("/// <summary>What the network says of itself.</summary>");
        using (writer.Open("file static class Description"))
        {
            writer.Line("public static readonly global::NetworkGen.NetworkSummary Summary = new(");
            writer.Line("    [");
            foreach (Node node in network.Nodes)
            {
                writer.Line("        " + Layer(node) + ",");
            }

            writer.Line("    ],");
            writer.Line($"    {Text(table.Verdict)},");
            writer.Line($"    {Text(table.ToString())},");
            writer.Line($"    {Text(table.ToMarkdown())});");
            writer.Line();
            Set(writer, "Parameters", "Everything that is trained, by PyTorch's names and shapes.", network, static node => node.Parameters);
            writer.Line();
            Set(writer, "Buffers", "Running statistics, by PyTorch's names and shapes.", network, static node => node.Buffers);
        }
    }

    /// <summary>A string literal.</summary>
    public static string Text(string value) =>
        "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";

    private static string Layer(Node node)
    {
        ReceptiveField field = node.Field;
        return Of($"new({Text(node.Name)}, {Text(node.Layer.Kind)}, {Text(node.Layer.Description)}, new({node.Shape.Channels}, {node.Shape.Height}, {node.Shape.Width}), ({field.Vertical.Local}, {field.Horizontal.Local}), ({field.Vertical.Size}, {field.Horizontal.Size}), ({field.Vertical.Smallest}, {field.Horizontal.Smallest}), ({Jump(field.Vertical)}, {Jump(field.Horizontal)}), {node.Parameters.Sum(static parameter => parameter.Length)}, {node.Macs})");
    }

    private static string Jump(AxisField field) => field.Jump.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static void Set(SourceWriter writer, string name, string summary, Network network, Func<Node, Declaration.EquatableArray<ParameterSpec>> specs)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        ParameterSpec[] all = [.. network.Nodes.SelectMany(node => specs(node))];
        if (all.Length == 0)
        {
            writer.Line($"public static global::NetworkGen.ParameterSet Create{name}() => new();");
            return;
        }

        writer.Line($"public static global::NetworkGen.ParameterSet Create{name}() => new(");
        for (int i = 0; i < all.Length; i++)
        {
            string initializer = Of($"{(all[i].Initializer.IsUniform ? "Uniform" : "Constant")}({Kernels.SimdTarget.Literal((float)all[i].Initializer.Value)})");
            string shape = string.Join(", ", all[i].Shape.Select(static dimension => Of($"{dimension}")));
            writer.Line($"    new global::NetworkGen.ParameterInfo({Text(all[i].Name)}, [{shape}], global::NetworkGen.Initializer.{initializer}){(i < all.Length - 1 ? "," : ");")}");
        }
    }
}

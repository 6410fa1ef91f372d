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
            writer.Line($"    {Text(table.Title)},");
            writer.Line($"    {Text(table.Verdict)});");
            writer.Line();
            Set(writer, "Parameters", "Everything that is trained, by PyTorch's names and shapes.", network, static node => node.Parameters);
            writer.Line();
            Set(writer, "Buffers", "Running statistics, by PyTorch's names and shapes.", network, static node => node.Buffers);
        }
    }

    /// <summary>A string literal.</summary>
    public static string Text(string value) =>
        "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";

    /// <summary>A layer; in few words where it is alike in rows and columns, as nearly all are.</summary>
    private static string Layer(Node node)
    {
        (AxisField vertical, AxisField horizontal) = (node.Field.Vertical, node.Field.Horizontal);
        string names = Of($"{Text(node.Name)}, {Text(node.Layer.Description)}");
        string costs = Of($"{Cost.Parameters(node)}, {node.Macs}");
        if (vertical == horizontal with { Center = vertical.Center } && !vertical.IsGlobal && !node.Shape.IsVector)
        {
            return Of($"Square({names}, {node.Shape.Channels}, {node.Shape.Height}, {node.Shape.Width}, {vertical.Local}, {vertical.Size}, {vertical.Smallest}, {Jump(vertical)}, {costs})");
        }

        bool seesAll = FeatureLayer.SeesAll(node.Field);
        return Of($"Any({names}, new({node.Shape.Channels}, {node.Shape.Height}, {node.Shape.Width}), {Flag(node.Shape.IsVector)}, ({vertical.Local}, {horizontal.Local}), ({vertical.Size}, {horizontal.Size}), ({vertical.Smallest}, {horizontal.Smallest}), ({Jump(vertical)}, {Jump(horizontal)}), {Flag(seesAll && node.Layer.FieldStep(node.InputShapes[0]).IsGlobal)}, {Flag(seesAll)}, {costs})");
    }

    private static string Flag(bool value) => value ? "true" : "false";

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

        writer.Line($"public static global::NetworkGen.ParameterSet Create{name}() => new([");
        for (int i = 0; i < all.Length; i++)
        {
            string initializer = Of($"{(all[i].Initializer.IsUniform ? "Uniform" : "Constant")}({Kernels.SimdTarget.Literal((float)all[i].Initializer.Value)})");
            string shape = string.Join(", ", all[i].Shape.Select(static dimension => Of($"{dimension}")));
            writer.Line($"    new({Text(all[i].Name)}, [{shape}], {initializer}){(i < all.Length - 1 ? "," : "]);")}");
        }
    }
}

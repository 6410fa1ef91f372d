using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>Builds the checked graph from a declaration.</summary>
public static class NetworkBuilder
{
    /// <summary>A network, or the errors that prevent it. Never throws, whatever the declaration holds.</summary>
    public static BuildResult Build(NetworkDeclaration declaration)
    {
        var issues = new List<NetworkIssue>();
        var whole = new IssueSink(issues, NetworkIssue.WholeNetwork);
        var image = ImageArguments.Read(new ArgumentReader("Network", declaration.Arguments, whole), whole);
        if (declaration.Layers.Count == 0)
        {
            whole.Report(IssueId.NoLayers, null, declaration.Type.Parts.LastOrDefault()?.Name ?? "");
        }

        var budget = Budget.Read(new ArgumentReader("Budget", declaration.Budget, whole));
        if (issues.Count > 0 || Grow(declaration, image.Shape, issues) is not { } nodes)
        {
            return new BuildResult(null, issues.ToEquatableArray());
        }

        var network = new Network(declaration, image.Shape, image.ObjectSize, nodes, nodes.Count - 1);
        budget.Check(network, whole);
        return new BuildResult(issues.Count > 0 ? null : network, issues.ToEquatableArray());
    }

    /// <summary>The nodes, or null after the first layer with an issue: what follows it would be a guess.</summary>
    private static EquatableArray<Node>? Grow(NetworkDeclaration declaration, TensorShape input, List<NetworkIssue> issues)
    {
        var graph = new GraphCursor(input);
        for (int index = 0; index < declaration.Layers.Count; index++)
        {
            LayerDeclaration declared = declaration.Layers[index];
            var sink = new IssueSink(issues, index, graph.Source);
            if (!LayerCatalog.Contains(declared.Kind))
            {
                sink.Report(IssueId.ArgumentOutOfRange, null, declared.Kind, "the layer", declared.Kind, string.Join(", ", LayerCatalog.Kinds));
                return null;
            }

            var arguments = new ArgumentReader(declared.Kind, declared.Arguments, sink);
            Layer layer = LayerCatalog.Read(declared.Kind, arguments);
            string name = arguments.OptionalText("Name") ?? Numerals.Plain(index);
            if (issues.Count > 0 || !graph.Append(layer, name, index, sink))
            {
                return null;
            }
        }

        return graph.Nodes.ToEquatableArray();
    }
}

/// <summary>What came of a declaration.</summary>
/// <param name="Network">The checked graph; null when there are errors.</param>
/// <param name="Issues">Everything found, in layer order.</param>
public sealed record BuildResult(Network? Network, EquatableArray<NetworkIssue> Issues);

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Graph;

/// <summary>Builds the checked graph from a declaration.</summary>
public static class NetworkBuilder
{
    /// <summary>A network, or the errors that prevent it. Never throws, whatever the declaration holds.</summary>
    public static BuildResult Build(NetworkDeclaration declaration)
    {
        var issues = new List<NetworkIssue>();
        var whole = new IssueSink(issues, LayerPosition.Whole);
        var image = ImageArguments.Read(new ArgumentReader("Network", BlockValues.Replace("Network", declaration.Arguments, null, whole), whole), whole);
        if (declaration.Layers.Count == 0)
        {
            whole.Report(IssueId.NoLayers, null, NameOf(declaration));
        }

        var budget = Budget.Read(new ArgumentReader("Budget", declaration.Budget, whole));
        if (issues.Count > 0 || !BlockCycle.Check(declaration, issues) || Grow(declaration, image, issues) is not { } network)
        {
            return new BuildResult(null, issues.ToEquatableArray());
        }

        budget.Check(network, whole);
        if (issues.Count == 0)
        {
            PackedWeights.Check(network, whole);
        }

        if (issues.Count > 0)
        {
            return new BuildResult(null, issues.ToEquatableArray());
        }

        UnreadTensors.Check(network, issues);
        return new BuildResult(network, issues.ToEquatableArray());
    }

    private static string NameOf(NetworkDeclaration declaration) => declaration.Type.Parts.LastOrDefault()?.Name ?? "";

    private static Network? Grow(NetworkDeclaration declaration, ImageArguments image, List<NetworkIssue> issues)
    {
        var nodes = new NodeList(image.Shape);
        var scope = new Scope("", Network.Input, LayerPosition.Whole, null, null, null);
        if (!new StackBuilder(declaration, nodes, issues).Build(declaration.Layers, scope))
        {
            return null;
        }

        if (scope.Current == Network.Input)
        {
            int last = declaration.Layers.Count - 1;
            new IssueSink(issues, new LayerPosition(last)).Report(IssueId.NoLayers, IssueArgument.Output, declaration.Layers[last].Kind, NameOf(declaration));
            return null;
        }

        return new Network(declaration, image.Shape, image.ObjectSize, nodes.Nodes.ToEquatableArray(), scope.Current, image.Winograd);
    }
}

/// <summary>What came of a declaration.</summary>
/// <param name="Network">The checked graph; null when there are errors.</param>
/// <param name="Issues">Everything found, in layer order; warnings only, where there is a network.</param>
public sealed record BuildResult(Network? Network, EquatableArray<NetworkIssue> Issues);

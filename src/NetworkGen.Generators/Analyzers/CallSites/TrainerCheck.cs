using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Rules;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>
/// A trainer of a network that ends in softmax, with the loss that computes it itself (NG3003). A log-softmax is the same a second time: it costs time
/// and spoils nothing.
/// </summary>
internal static class TrainerCheck
{
    /// <summary>Looks at <c>new Trainer&lt;TNetwork&gt;(…)</c>.</summary>
    public static void Check(IObjectCreationOperation creation, CallSite site)
    {
        if (creation.Type is INamedTypeSymbol { TypeArguments: [var type] }
            && site.Network(type) is { Graph: { } graph } network
            && Logits.SoftmaxOf(graph) is { Layer: Softmax } softmax
            && CallSite.Argument(creation.Arguments, "loss") is { } loss
            && site.Origin(loss.Value).Type is INamedTypeSymbol given
            && given.Is(WellKnownNames.CrossEntropyLoss))
        {
            site.Report(DiagnosticDescriptors.SoftmaxBeforeLoss, loss, network.Name, NodeList.Title(softmax));
        }
    }
}

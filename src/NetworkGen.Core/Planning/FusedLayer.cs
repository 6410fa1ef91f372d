using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Planning;

/// <summary>
/// Nodes that run as one step: a convolution with the batch norm behind it, the addition that ends its path, the other path's last convolution and a pool of
/// 2×2 (all in inference only), and a cheap activation.
/// </summary>
/// <param name="Node">The node that does the work.</param>
/// <param name="BatchNorm">The batch norm folded into its weights, or null.</param>
/// <param name="Addition">The addition of another path's result before the store, or null.</param>
/// <param name="Activation">The activation applied before the store, or null.</param>
/// <param name="Pool">The pool that takes the largest of 2×2 activated values before the store, or null. Where the activation stands behind it, the two may be exchanged.</param>
/// <param name="Beside">The other path's convolution with its batch norm, whose result is never stored: both are summed as one (<see cref="PathSum"/>). Null where that path's result is read.</param>
public sealed record FusedLayer(Node Node, Node? BatchNorm = null, Node? Addition = null, Node? Activation = null, Node? Pool = null, FusedLayer? Beside = null)
{
    /// <summary>The node whose result is stored.</summary>
    public Node Last => Nodes.Last();

    /// <summary>The node whose result is added before the store; null without an <see cref="Addition"/>, and where that is computed here, too.</summary>
    public int? Residual => Beside is null ? Added : null;

    /// <summary>Every tensor it reads.</summary>
    public IEnumerable<int> Inputs => Beside is not null ? Node.Inputs.Concat(Beside.Node.Inputs) : Residual is { } residual ? Node.Inputs.Append(residual) : Node.Inputs;

    /// <summary>What happens before a store.</summary>
    public Epilogue Epilogue => Activation is null ? Epilogue.None : Epilogue.For((Activation)Activation.Layer)!.Value;

    /// <summary>Every node of its path, each reading the one before.</summary>
    public IEnumerable<Node> Nodes => new[] { Node, BatchNorm, Addition, Activation, Pool }.OfType<Node>().OrderBy(static node => node.Index);

    /// <summary>Every node of it, those of the other path, too.</summary>
    public IEnumerable<Node> AllNodes => Beside is null ? Nodes : Nodes.Concat(Beside.Nodes);

    /// <summary>How comments call it: <c>1: Conv2d 3×3, 16 + ReLU</c>.</summary>
    public string Title => Node.Name + ": " + string.Join(" + ", Nodes.Select(Described)) + (Beside is null ? "" : ", as one with " + Beside.Title);

    /// <summary>The same in short, for backward: <c>1: Conv2d</c>.</summary>
    public string ShortTitle => Node.Name + ": " + Node.Layer.Kind;

    /// <summary>Groups the nodes that a network's output depends on, in topological order.</summary>
    public static IReadOnlyList<FusedLayer> Group(Network network, Dataflow flow, bool training)
    {
        var taken = new HashSet<int>();
        var groups = new List<FusedLayer>();
        foreach (Node node in flow.Live.Where(node => !taken.Contains(node.Index)))
        {
            FusedLayer group = new(node);
            LayerKernel kernel = KernelCatalog.For(node);
            bool takesEpilogue = kernel.TakesEpilogue(node);
            if (!training && takesEpilogue)
            {
                group = group with { BatchNorm = Next(group, static reader => reader.Layer is BatchNorm2d) };
                group = group with { Addition = EndedPath(group) };
            }

            if (takesEpilogue || node.Layer is BatchNorm2d or Add)
            {
                group = group with { Activation = Next(group, reader => reader.Layer is Activation candidate && Fuses(candidate, training)) };
            }

            if (!training && kernel.TakesPool(node))
            {
                group = group with { Pool = Next(group, Pooling.FitsEpilogue) };
                group = group is { Pool: not null, Activation: null } ? group with { Activation = Next(group, Commutes) } : group;
            }

            if (!training && groups.Find(other => other.Last.Index == group.Added) is { } path && PathSum.Suits(path, group, groups, flow))
            {
                group = group with { Beside = path };
                groups.Remove(path);
            }

            taken.UnionWith(group.Nodes.Select(static member => member.Index));
            groups.Add(group);
        }

        return groups;

        Node? Next(FusedLayer group, System.Func<Node, bool> suits) =>
            group.Last != network.Output && flow.OnlyReaderOf(group.Last.Index) is { } reader && suits(reader) ? reader : null;

        // The other path's result must be there already: of the two paths, the one that runs last takes the addition.
        Node? EndedPath(FusedLayer group) =>
            Next(group, static reader => reader.Layer is Add) is { } add && add.Inputs.Distinct().Count() == 2 && add.Inputs.Min() < group.Node.Index ? add : null;
    }

    private int? Added => Addition?.Inputs.First(input => input != (BatchNorm ?? Node).Index);

    /// <summary>An addition says what it adds only where that is what comes in here, and not the path that this convolution ends.</summary>
    private string Described(Node node) => node == Addition && node.Inputs[node.Inputs.Count - 1] != Added ? node.Layer.Kind : node.Layer.Description;

    /// <summary>Whether an activation may stand on either side of a maximum.</summary>
    private static bool Commutes(Node node) => node.Layer is Activation activation && Epilogue.For(activation) is { IsMonotone: true };

    private static bool Fuses(Activation activation, bool training) =>
        Epilogue.For(activation) is not null && (!training || ActivationFormula.For(activation).FromOutput);
}

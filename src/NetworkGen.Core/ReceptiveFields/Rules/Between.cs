using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What belongs between two convolutions that take the place of one: the norm and the activation that follow it, or <c>ReLU</c>.</summary>
internal static class Between
{
    /// <summary>Those layers, without their names.</summary>
    public static IReadOnlyList<LayerDeclaration> Of(Network network, Node convolution)
    {
        EquatableArray<LayerDeclaration> stack = AsWritten.Stack(network, convolution);
        int next = AsWritten.Place(convolution).Index + 1;
        var between = new List<LayerDeclaration>();
        if (next < stack.Count && IsNorm(stack[next]))
        {
            between.Add(Unnamed(stack[next++]));
        }

        between.Add(next < stack.Count && IsActivation(network, convolution, next) ? Unnamed(stack[next]) : Written("ReLU"));
        return between;
    }

    /// <summary>A new convolution before those layers: before a batch norm it needs no bias.</summary>
    public static LayerDeclaration Before(IReadOnlyList<LayerDeclaration> between, LayerDeclaration convolution)
    {
        var none = new Argument("Bias", new ArgumentValue.Flag(false));
        return !IsNorm(between[0]) ? convolution
            : convolution.Arguments.Any(static argument => argument.Name == "Bias")
                ? convolution with { Arguments = convolution.Arguments.Select(argument => argument.Name == "Bias" ? none : argument).ToEquatableArray() }
                : convolution with { Arguments = convolution.Arguments.Append(none).ToEquatableArray() };
    }

    /// <summary>Whether it is a batch norm, which takes a bias before it away again.</summary>
    public static bool IsNorm(LayerDeclaration layer) => layer.Kind == "BatchNorm2d";

    /// <summary>A layer with these arguments.</summary>
    public static LayerDeclaration Written(string kind, params IEnumerable<Argument> arguments) => new(kind, arguments.ToEquatableArray());

    /// <summary>The layer without its name, which stays with another one.</summary>
    public static LayerDeclaration Unnamed(LayerDeclaration layer) => Without(layer, "Name");

    /// <summary>The layer without some of its arguments.</summary>
    public static LayerDeclaration Without(LayerDeclaration layer, params string[] names) =>
        layer with { Arguments = layer.Arguments.Where(argument => !names.Contains(argument.Name)).ToEquatableArray() };

    private static bool IsActivation(Network network, Node convolution, int index) =>
        network.Nodes.FirstOrDefault(node => AsWritten.Place(node) == (AsWritten.Place(convolution).Block, index))?.Layer is Activation or PReLU;
}

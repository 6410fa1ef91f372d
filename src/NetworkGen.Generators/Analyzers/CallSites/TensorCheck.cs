using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary><c>Forward</c> with tensor spans (NG4001): [n, channels, height, width] in and out, with one n; [n, features] as well for what leaves as a vector.</summary>
internal static class TensorCheck
{
    /// <summary>Looks at a call of a method of that name.</summary>
    public static void Check(IInvocationOperation call, CallSite site)
    {
        if (call.TargetMethod.Parameters is not [{ Type.Name: "ReadOnlyTensorSpan" } from, { Type.Name: "TensorSpan" } to]
            || CallSite.Argument(call.Arguments, from.Name) is not { } input
            || CallSite.Argument(call.Arguments, to.Name) is not { } output
            || site.NetworkOf(call.TargetMethod) is not { Graph: { } graph } network)
        {
            return;
        }

        long?[]? given = ShapeOf(input.Value, site);
        bool isRight = Demand(input, "input", given, network.Name + " reads ", [[null, .. Map(graph.InputShape)]], site);
        long? images = isRight ? given?[0] : null;
        TensorShape result = graph.Output.Shape;
        long?[][] shapes = result is { Height: 1, Width: 1 } ? [[images, result.Channels], [images, .. Map(result)]] : [[images, .. Map(result)]];
        Demand(output, "output", ShapeOf(output.Value, site), network.Name + " writes ", shapes, site);
    }

    private static long?[] Map(TensorShape shape) => [shape.Channels, shape.Height, shape.Width];

    private static bool Demand(IArgumentOperation argument, string role, long?[]? given, string verb, long?[][] shapes, CallSite site)
    {
        if (given is null || shapes.Any(shape => Fits(given, shape)))
        {
            return true;
        }

        string right = string.Join(" or ", shapes.Select(Text));
        site.ReportLength(argument, CallSite.Title(argument, role) + " is " + Text(given), verb + right, "make that its lengths");
        return false;
    }

    private static bool Fits(long?[] given, long?[] shape) =>
        given.Length == shape.Length && given.Zip(shape, static (one, other) => one is null || other is null || one == other).All(static fits => fits);

    private static string Text(long?[] shape) => "[" + string.Join(", ", shape.Select(static length => length is { } known ? Numerals.Plain(known) : "n")) + "]";

    /// <summary>The lengths that a tensor span is created with, of which some may be unknown; null where they aren't written.</summary>
    private static long?[]? ShapeOf(IOperation tensor, CallSite site) => site.Origin(tensor) switch
    {
        IConversionOperation { OperatorMethod.ContainingType.Name: "TensorSpan" or "ReadOnlyTensorSpan" } conversion => ShapeOf(conversion.Operand, site),
        IObjectCreationOperation { Type.Name: "TensorSpan" or "ReadOnlyTensorSpan" } creation
            when CallSite.Argument(creation.Arguments, "lengths") is { } lengths
                && site.Origin(lengths.Value) is ICollectionExpressionOperation list
                && !list.Elements.Any(static element => element is ISpreadOperation) => Numbers(list.Elements, site),
        _ => null,
    };

    private static long?[] Numbers(IEnumerable<IOperation> elements, CallSite site) => [.. elements.Select(site.Number)];
}

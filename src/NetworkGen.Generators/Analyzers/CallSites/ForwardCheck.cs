using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Reporting;
using NetworkGen.Core.Rules;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>
/// <c>Forward</c> of a network: n × InputLength in, n × OutputLength out, with one n (NG4001); and bytes that reach the weights as they are (NG3004).
/// </summary>
internal static class ForwardCheck
{
    private const string InputLength = "InputLength";
    private const string OutputLength = "OutputLength";

    /// <summary>Looks at a call of a method of that name.</summary>
    public static void Check(IInvocationOperation call, CallSite site)
    {
        if (call.TargetMethod.Parameters is not [{ Type: INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [var element] } }, { Type.Name: "Span" }]
            || CallSite.Argument(call.Arguments, call.TargetMethod.Parameters[0].Name) is not { } input
            || CallSite.Argument(call.Arguments, call.TargetMethod.Parameters[1].Name) is not { } output
            || site.NetworkOf(call.TargetMethod) is not { } network)
        {
            return;
        }

        bool isBytes = element.SpecialType == SpecialType.System_Byte;
        long? images = CheckInput(input, isBytes ? "bytes" : "floats", mayBeEmpty: site.Length(output) is { Value: 0 }, network, site);
        CheckOutput(output, input, images, network, site);
        if (isBytes && network.Graph is not null && InputScale.IsMissing(network.Graph))
        {
            site.Report(DiagnosticDescriptors.BytesAsTheyAre, input, network.Name);
        }
    }

    /// <summary>How many images there are; null where that isn't known, or is no whole number. None at all have none for a result: else the buffer is too short for one.</summary>
    private static long? CheckInput(IArgumentOperation input, string unit, bool mayBeEmpty, KnownNetwork network, CallSite site)
    {
        if (site.Length(input) is not { } length)
        {
            return null;
        }

        if (length.Value % network.InputLength == 0 && (length.Value > 0 || mayBeEmpty))
        {
            return length.Value / network.InputLength;
        }

        (long count, string such) = Nearest(length.Value, network.InputLength);
        site.ReportLength(
            input, ("input", unit), length,
            network.Name + " reads " + Numerals.Grouped(network.InputLength) + " per image",
            "n images take n × " + network.Name + ".InputLength, such as " + such,
            (count * network.InputLength, site.Multiple(count, network, InputLength)));
        return null;
    }

    private static void CheckOutput(IArgumentOperation output, IArgumentOperation input, long? images, KnownNetwork network, CallSite site)
    {
        if (site.Length(output) is not { } length)
        {
            return;
        }

        if (images is { } n && length.Value != n * network.OutputLength)
        {
            string of = (n == 1 ? "the one image of " : "the " + Numerals.Grouped(n) + " images of ") + CallSite.Title(input, "input");
            string right = site.Multiple(n, network, OutputLength);
            site.ReportLength(
                output, ("output", "floats"), length,
                network.Name + " writes " + Numerals.Grouped(n * network.OutputLength) + " for " + of,
                "make it " + right + " long",
                (n * network.OutputLength, right));
        }
        else if (images is null && length.Value % network.OutputLength != 0)
        {
            (long count, string such) = Nearest(length.Value, network.OutputLength);
            site.ReportLength(
                output, ("output", "floats"), length,
                network.Name + " writes " + Numerals.Grouped(network.OutputLength) + " per image",
                "n images take n × " + network.Name + ".OutputLength, such as " + such,
                (count * network.OutputLength, site.Multiple(count, network, OutputLength)));
        }
    }

    /// <summary>The number of images that comes nearest to a length, and their length in words: <c>1,568 for 2</c>.</summary>
    internal static (long Count, string Such) Nearest(long length, long each)
    {
        long count = Math.Max(1, (length + (each / 2)) / each);
        return (count, Numerals.Grouped(count * each) + (count == 1 ? " for one" : " for " + Numerals.Grouped(count)));
    }
}

using System;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary><c>Forward</c> and <c>Backward</c> of a training pass (NG4001): 1 to batchSize images, where it is known which network made the pass.</summary>
internal static class TrainingPassCheck
{
    private const string Creation = "CreateTrainingPass";

    /// <summary>Looks at a call of one of these methods of <c>TrainingPass</c>.</summary>
    public static void Check(IInvocationOperation call, CallSite site)
    {
        if (call is not { Instance: { } instance, Arguments: [var buffer] }
            || site.Origin(instance) is not IInvocationOperation { TargetMethod.Name: Creation, Arguments: [var batchSize] } creation
            || site.NetworkOf(creation.TargetMethod) is not { } network
            || site.Length(buffer) is not { } length)
        {
            return;
        }

        bool isForward = call.TargetMethod.Name == "Forward";
        long each = isForward ? network.InputLength : network.OutputLength;
        long? most = site.Number(batchSize.Value) is > 0 and var given ? given : null;
        long images = length.Value / each;
        bool isTooMany = images > most;
        if (length.Value % each == 0 && images >= 1 && !isTooMany)
        {
            return;
        }

        (long count, string such) = ForwardCheck.Nearest(length.Value, each);
        count = Math.Min(count, most ?? count);
        string constant = isForward ? "InputLength" : "OutputLength";
        site.ReportLength(
            buffer, (isForward ? "images" : "output gradient", "floats"), length,
            isTooMany
                ? "the pass was created for " + Numerals.Grouped(most!.Value) + (most == 1 ? " image of " : " images of ") + Numerals.Grouped(each)
                : network.Name + (isForward ? " reads " : " writes ") + Numerals.Grouped(each) + " per image",
            isTooMany
                ? "make it " + Numerals.Grouped(most!.Value * each) + " or shorter, or create the pass with a larger batchSize"
                : "n images take n × " + network.Name + "." + constant + ", such as " + such,
            (count * each, site.Multiple(count, network, constant)));
    }
}

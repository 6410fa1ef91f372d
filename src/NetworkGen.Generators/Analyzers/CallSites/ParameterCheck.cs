using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>Values for parameters and running statistics, and gradients for an optimizer (NG4001), where it is known which network and which tensor they are for.</summary>
internal static class ParameterCheck
{
    /// <summary><c>CopyFrom</c> of one tensor: <c>net.Parameters["1.weight"].CopyFrom(values)</c>.</summary>
    public static void CheckTensor(IInvocationOperation call, CallSite site)
    {
        if (call is { Instance: { } instance, Arguments: [var values] }
            && site.Origin(instance) is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } set, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }] }
            && SetOf(set, site) is var (network, isBuffer)
            && network.Tensor(name, isBuffer) is { } tensor)
        {
            Demand(values, "values", tensor.Length, name + " of " + network.Name + ", [" + string.Join(", ", tensor.Shape) + "], takes " + Numerals.Grouped(tensor.Length), site);
        }
    }

    /// <summary><c>CopyFrom</c> of all at once.</summary>
    public static void CheckAll(IInvocationOperation call, CallSite site)
    {
        if (call is { Instance: { } set, Arguments: [var values] })
        {
            DemandAll(set, values, "values", site);
        }
    }

    /// <summary><c>Step</c> of an optimizer: as many gradients as parameters.</summary>
    public static void CheckStep(IInvocationOperation call, CallSite site)
    {
        if (CallSite.Argument(call.Arguments, "parameters") is { } set && CallSite.Argument(call.Arguments, "gradients") is { } gradients)
        {
            DemandAll(set.Value, gradients, "gradients", site);
        }
    }

    private static void DemandAll(IOperation set, IArgumentOperation values, string role, CallSite site)
    {
        if (SetOf(set, site) is var (network, isBuffer) && network.Tensors(isBuffer) is var (count, floats))
        {
            string tensors = (isBuffer ? "running statistic" : "parameter") + (count == 1 ? "" : "s");
            Demand(values, role, floats, "the " + Numerals.Grouped(count) + " " + tensors + " of " + network.Name + " take " + Numerals.Grouped(floats), site);
        }
    }

    private static (KnownNetwork Network, bool IsBuffer)? SetOf(IOperation set, CallSite site) =>
        site.Origin(set) is IPropertyReferenceOperation { Property: { Name: "Parameters" or "Buffers" } property } && site.NetworkOf(property) is { } network
            ? (network, property.Name == "Buffers")
            : null;

    private static void Demand(IArgumentOperation values, string role, long needed, string need, CallSite site)
    {
        if (site.Length(values) is { } length && length.Value != needed)
        {
            site.ReportLength(
                values, (role, "floats"), length, need, "make it " + Numerals.Grouped(needed) + " long", (needed, Numerals.Plain(needed)));
        }
    }
}

using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators;

/// <summary>The types of the runtime that are known here, by metadata name only.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "NetworkGen";
    public const string NetworkAttribute = "NetworkAttribute";
    public const string BudgetAttribute = "BudgetAttribute";
    public const string BlockAttribute = "BlockAttribute";
    public const string LayerAttribute = "LayerAttribute";
    public const string NetworkInterface = "INetwork";
    public const string TrainingPass = "TrainingPass";
    public const string Parameter = "Parameter";
    public const string ParameterSet = "ParameterSet";
    public const string Optimizer = "Optimizer";
    public const string Trainer = "Trainer";
    public const string CrossEntropyLoss = "CrossEntropyLoss";

    /// <summary>Whether <paramref name="type"/> is <c>NetworkGen.<paramref name="name"/></c>.</summary>
    public static bool Is(this INamedTypeSymbol type, string name) =>
        type.Name == name
        && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };
}

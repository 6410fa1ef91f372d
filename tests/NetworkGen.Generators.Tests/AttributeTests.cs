using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Layers;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Walks the attributes, so that a new layer is covered as it is added.</summary>
public sealed class AttributeTests
{
    private const string Suffix = "Attribute";

    /// <summary>Attribute, what stands in its parentheses, and the same with one argument changed.</summary>
    public static TheoryData<string, string, string> EveryArgument { get; } = Arguments();

    private static IEnumerable<Type> Layers => typeof(LayerAttribute).Assembly.GetExportedTypes()
        .Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract);

    [Theory]
    [MemberData(nameof(EveryArgument))]
    public void Every_argument_of_every_attribute_changes_the_declaration(string attribute, string before, string after)
    {
        string network = attribute == "Network" ? "" : "Network(1, 28, 28), ";
        string File(string arguments) => $"[{network}{attribute}({arguments})] partial class Net;";
        GeneratorRun run = GeneratorRun.Of(File(before));
        Assert.Empty(run.Input.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        Assert.Equal([IncrementalStepRunReason.Modified], run.AfterEdit(0, File(after)).Declarations);
    }

    [Fact]
    public void Every_attribute_is_a_layer_of_the_catalog_and_every_layer_has_its_attribute() =>
        Assert.Equal(LayerCatalog.Kinds.Order(StringComparer.Ordinal), Layers.Select(Kind).Order(StringComparer.Ordinal));

    [Fact]
    public void Layers_stand_on_classes_any_number_of_times_and_are_not_inherited() => Assert.All(Layers, static layer =>
    {
        AttributeUsageAttribute usage = layer.GetCustomAttribute<AttributeUsageAttribute>()!;
        Assert.Equal((AttributeTargets.Class, true, false), (usage.ValidOn, usage.AllowMultiple, usage.Inherited));
    });

    private static string Kind(Type attribute) => attribute.Name[..^Suffix.Length];

    private static TheoryData<string, string, string> Arguments()
    {
        var data = new TheoryData<string, string, string>();
        foreach (Type attribute in Layers.Append(typeof(NetworkAttribute)).Append(typeof(BudgetAttribute)))
        {
            foreach (ConstructorInfo constructor in attribute.GetConstructors())
            {
                string[] plain = [.. constructor.GetParameters().Select(static parameter => parameter.Name + ": " + Sample(parameter.ParameterType, 0))];
                for (int changed = 0; changed < plain.Length; changed++)
                {
                    ParameterInfo parameter = constructor.GetParameters()[changed];
                    string[] edited = [.. plain];
                    edited[changed] = parameter.Name + ": " + Sample(parameter.ParameterType, 1);
                    data.Add(Kind(attribute), string.Join(", ", plain), string.Join(", ", edited));
                }
            }

            string needed = string.Join(", ", attribute.GetConstructors()[0].GetParameters().Select(static parameter => Sample(parameter.ParameterType, 0)));
            foreach (PropertyInfo property in attribute.GetProperties().Where(static property => property.SetMethod is { IsPublic: true }))
            {
                string Set(int variant) => (needed == "" ? "" : needed + ", ") + property.Name + " = " + Sample(property.PropertyType, variant);
                data.Add(Kind(attribute), Set(0), Set(1));
                data.Add(Kind(attribute), needed, Set(0));
            }
        }

        return data;
    }

    private static string Sample(Type type, int variant) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => variant == 0 ? "3" : "5",
        _ when type == typeof(float) || type == typeof(double) => variant == 0 ? "0.25f" : "0.5f",
        _ when type == typeof(bool) => variant == 0 ? "true" : "false",
        _ when type == typeof(string) => variant == 0 ? "\"a\"" : "\"b\"",
        { IsEnum: true } => $"{type.FullName}.{Enum.GetNames(type)[variant]}",
        { IsArray: true } => $"new[] {{ {Sample(type.GetElementType()!, variant)} }}",
        _ => throw new NotSupportedException($"Give a sample of {type}, the type of a new argument."),
    };
}

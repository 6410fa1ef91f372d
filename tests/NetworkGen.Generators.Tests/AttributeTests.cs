using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Layers;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Walks the attributes, so that a new layer is covered as it is added.</summary>
public sealed class AttributeTests
{
    private const string Suffix = "Attribute";

    /// <summary>A block for those that take one.</summary>
    private const string SomeBlock = " [Block, Conv2d(Block.Width, Stride = Block.Stride)] class SomeBlock;";

    /// <summary>What stands for other layers, or for another tensor, and so has no place in the catalog.</summary>
    private static readonly string[] _words = ["From", "Shortcut", "Stage", "Use"];

    /// <summary>Attribute, what stands in its parentheses, and the same with one argument changed.</summary>
    public static TheoryData<string, string, string> EveryArgument { get; } = Arguments();

    /// <summary>Each attribute, with each argument in turn at the ends of its type.</summary>
    public static TheoryData<string, string> EveryExtreme { get; } = Extremes();

    private static IEnumerable<Type> Layers => typeof(LayerAttribute).Assembly.GetExportedTypes()
        .Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract);

    [Theory]
    [MemberData(nameof(EveryArgument))]
    public void Every_argument_of_every_attribute_changes_the_declaration(string attribute, string before, string after)
    {
        string network = attribute == "Network" ? "" : "Network(1, 28, 28), ";
        string File(string arguments) => $"[{network}{attribute}({arguments})] partial class Net;" + SomeBlock;
        GeneratorRun run = GeneratorRun.Of(File(before));
        Assert.Empty(run.Input.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        Assert.Equal([IncrementalStepRunReason.Modified], run.AfterEdit(0, File(after)).Declarations);
    }

    [Theory]
    [MemberData(nameof(EveryExtreme))]
    public async Task No_argument_breaks_the_compiler_of_networks(string attribute, string arguments)
    {
        string network = attribute == "Network" ? "" : "Network(3, 8, 8), ";
        GeneratorRun run = GeneratorRun.Of($"[{network}{attribute}({arguments})] partial class Net;" + SomeBlock);

        Assert.Empty(run.CompilerDiagnostics());
        Assert.All(await AnalyzerRun.Analyze(run.Compiled), static diagnostic => Assert.StartsWith("NG", diagnostic.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_attribute_is_a_layer_of_the_catalog_and_every_layer_has_its_attribute() =>
        Assert.Equal(
        LayerCatalog.Kinds.Concat(_words).Order(StringComparer.Ordinal),
        Layers.Select(static layer => Kind(layer).Split('<')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Layers_stand_on_classes_any_number_of_times_and_are_not_inherited() => Assert.All(Layers, static layer =>
    {
        AttributeUsageAttribute usage = layer.GetCustomAttribute<AttributeUsageAttribute>()!;
        Assert.Equal((AttributeTargets.Class, true, false), (usage.ValidOn, usage.AllowMultiple, usage.Inherited));
    });

    private static string Kind(Type attribute) => attribute.IsGenericType
        ? attribute.Name[..attribute.Name.IndexOf(Suffix, StringComparison.Ordinal)] + "<SomeBlock>"
        : attribute.Name[..^Suffix.Length];

    private static TheoryData<string, string, string> Arguments()
    {
        var data = new TheoryData<string, string, string>();
        foreach ((Type attribute, Slot slot) in Slots())
        {
            data.Add(Kind(attribute), slot.With(Sample(slot.Type, 0)), slot.With(Sample(slot.Type, 1)));
            if (slot.IsProperty)
            {
                data.Add(Kind(attribute), slot.Others, slot.With(Sample(slot.Type, 0)));
            }
        }

        return data;
    }

    private static TheoryData<string, string> Extremes()
    {
        var data = new TheoryData<string, string>();
        foreach ((Type attribute, Slot slot) in Slots())
        {
            foreach (string extreme in Extremes(slot.Type))
            {
                data.Add(Kind(attribute), slot.With(extreme));
            }
        }

        return data;
    }

    private static IEnumerable<(Type Attribute, Slot Slot)> Slots()
    {
        foreach (Type attribute in Layers.Append(typeof(NetworkAttribute)).Append(typeof(BudgetAttribute)))
        {
            foreach (ConstructorInfo constructor in attribute.GetConstructors())
            {
                foreach (System.Reflection.ParameterInfo changed in constructor.GetParameters())
                {
                    yield return (attribute, new Slot(changed.ParameterType, changed.Name + ": ", Samples(constructor, changed), IsProperty: false));
                }
            }

            string needed = Samples(attribute.GetConstructors()[0], null);
            foreach (PropertyInfo property in attribute.GetProperties().Where(static property => property.SetMethod is { IsPublic: true }))
            {
                yield return (attribute, new Slot(property.PropertyType, property.Name + " = ", needed, IsProperty: true));
            }
        }
    }

    /// <summary>The constructor's arguments, by name, but for one.</summary>
    private static string Samples(ConstructorInfo constructor, System.Reflection.ParameterInfo? without) => string.Join(
        ", ",
        constructor.GetParameters().Except([without]).Select(static parameter => parameter!.Name + ": " + Sample(parameter.ParameterType, 0)));

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

    private static IEnumerable<string> Extremes(Type type) => type switch
    {
        _ when type == typeof(int) => ["int.MinValue", "int.MaxValue", "-1", "0"],
        _ when type == typeof(long) => ["long.MinValue", "long.MaxValue", "-1", "0"],
        _ when type == typeof(float) || type == typeof(double) => ["float.NaN", "float.PositiveInfinity", "float.MaxValue", "float.Epsilon", "-0f"],
        _ when type == typeof(string) => ["null!", "\"\"", "\"*/ \\n\\u2028 </summary> & \\\" {0} \\\\ \\ud800\""],
        { IsEnum: true } => [$"({type.FullName})(-1)"],
        { IsArray: true } => ["null!", $"new {type.GetElementType()!.FullName}[0]", .. Extremes(type.GetElementType()!).Select(item => $"new {type.GetElementType()!.FullName}[] {{ {item} }}")],
        _ => [],
    };

    /// <summary>The place of one argument among the others.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Prefix">Its name as it is written before the value.</param>
    /// <param name="Others">The arguments that stand beside it.</param>
    /// <param name="IsProperty">Whether it may be left out.</param>
    private sealed record Slot(Type Type, string Prefix, string Others, bool IsProperty)
    {
        public string With(string value) => Others == "" ? Prefix + value : Others + ", " + Prefix + value;
    }
}

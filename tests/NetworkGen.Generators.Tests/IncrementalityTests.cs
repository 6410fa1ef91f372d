using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Generators.Tests.Harness;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NetworkGen.Generators.Tests;

/// <summary>What runs again after an edit, by step name and exact reason.</summary>
public sealed class IncrementalityTests
{
    private const string Net = "[Network(1, 28, 28)]\n[Conv2d(Width.First, 3), ReLU]\npartial class Net;\n";
    private const string Constants = "static class Width { public const int First = 16; }\n";

    [Theory]
    [InlineData("// a comment\n" + Net)]
    [InlineData("\n\n" + Net)]
    [InlineData("class Before;\n" + Net + "class After;\n")]
    [InlineData("[Network(1, 28, 28)] // the image\n[Conv2d(Width.First, 3)]\n  [ReLU]\npartial class Net { int _field; void Method() { } }\n")]
    [InlineData("[Network(channels: 1, 14 * 2, 28)]\n[Conv2d(8 + 8, kernelSize: 3), ReLU]\npartial class Net;\n")]
    public void An_edit_that_means_the_same_leaves_the_declaration_unchanged(string edited)
    {
        GeneratorRun run = GeneratorRun.Of(Net, Constants).AfterEdit(0, edited);

        Assert.Equal([Unchanged], run.Declarations);
        Assert.Equal([Cached], run.Outputs);
    }

    [Theory]
    [InlineData("static class Width { public const int First = 16; public const int Second = 32; }\n")]
    [InlineData("static class Width { public const int First = 4 * 4; /* as before */ }\n")]
    public void An_edit_of_another_file_leaves_the_declaration_unchanged(string edited)
    {
        GeneratorRun run = GeneratorRun.Of(Net, Constants).AfterEdit(1, edited);

        Assert.Equal([Unchanged], run.Declarations);
        Assert.Equal([Cached], run.Outputs);
    }

    [Fact]
    public void A_constant_in_another_file_changes_the_declaration()
    {
        GeneratorRun run = GeneratorRun.Of(Net, Constants).AfterEdit(1, "static class Width { public const int First = 17; }");

        Assert.Equal([Modified], run.Declarations);
        Assert.Equal([Modified], run.Outputs);
    }

    [Theory]
    [InlineData("[Network(1, 28, 28)]\n[ReLU, Conv2d(Width.First, 3)]\npartial class Net;\n")]
    [InlineData("[Network(1, 28, 28)]\n[Conv2d(Width.First, 3), ReLU, ReLU]\npartial class Net;\n")]
    [InlineData("[Network(1, 28, 28), Budget(MaxMacs = 1)]\n[Conv2d(Width.First, 3), ReLU]\npartial class Net;\n")]
    [InlineData("[Network(1, 28, 28)]\n[Conv2d(Width.First, 3), ReLU]\npartial record Net;\n")]
    [InlineData("[Network(1, 28, 28)]\n[Conv2d(Width.First, 3), ReLU]\npartial class Net<T>;\n")]
    [InlineData("namespace Other;\n[Network(1, 28, 28)]\n[Conv2d(Width.First, 3), ReLU]\npartial class Net;\n")]
    public void An_edit_that_means_something_else_changes_it(string edited) =>
        Assert.Equal([Modified], GeneratorRun.Of(Net, Constants).AfterEdit(0, edited).Declarations);

    [Fact]
    public void Editing_one_network_leaves_another_alone()
    {
        const string other = "namespace Other;\n[Network(1, 28, 28), Conv2d(8)] partial class Net;\n";
        GeneratorRun run = GeneratorRun.Of(other, Net, Constants).AfterEdit(1, Net.Replace("3)", "5)", StringComparison.Ordinal));

        Assert.Equal([Unchanged, Modified], run.Declarations);
        Assert.Equal([Cached, Modified], run.Outputs);
    }

    [Fact]
    public void A_network_that_is_taken_away_takes_its_file_along()
    {
        GeneratorRun run = GeneratorRun.Of(Net, Constants).AfterEdit(0, "partial class Net;");

        Assert.Empty(run.Texts);
    }

    [Theory]
    [MemberData(nameof(Networks.Names), MemberType = typeof(Networks))]
    public void Nothing_of_the_compiler_crosses_the_pipeline(string name)
    {
        foreach (object value in GeneratorRun.Of(Networks.ByName[name]).Values)
        {
            Assert.All(Reachable(value), static item => Assert.False(
                item is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or AttributeData or TypedConstant,
                $"A {item.GetType()} crosses the pipeline."));
        }
    }

    [Fact]
    public void The_walk_over_what_crosses_would_find_a_symbol() =>
        Assert.Contains(Reachable(new { Deep = new object[] { Sources.Compile(Net).TypeOf("Net") } }), static item => item is ISymbol);

    [Fact]
    public void The_generator_ends_when_it_is_cancelled()
    {
        CSharpCompilation input = Sources.Compile(Networks.Digits);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => GeneratorRun.NewDriver(input).RunGenerators(input, source.Token));
    }

    private static IEnumerable<object> Reachable(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([root]);
        while (open.TryPop(out object? item))
        {
            if (!seen.Add(item))
            {
                continue;
            }

            yield return item;
            if (item is ISymbol or SyntaxNode or SyntaxTree or Compilation or string or Pointer || item.GetType().IsPrimitive)
            {
                continue;
            }

            foreach (object? next in item is Array array ? array.Cast<object?>() : Fields(item))
            {
                if (next is not null)
                {
                    open.Push(next);
                }
            }
        }
    }

    private static IEnumerable<object?> Fields(object item)
    {
        for (Type? type = item.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field.GetValue(item);
            }
        }
    }
}

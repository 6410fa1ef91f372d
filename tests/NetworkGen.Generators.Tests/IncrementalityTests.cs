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

    private const string Staged = "[Network(3, 8, 8)]\n[Stage<Basic>(4, Repeat = 2)]\npartial class Staged;\n";
    private const string Basic = "[Block, Conv2d(Block.Width, Kernel.Size, Padding = 1), Use<Inner>] class Basic;\n";
    private const string Others = "static class Kernel { public const int Size = 3; }\n[Block, ReLU] class Unrelated;\n[Block, ReLU] class Inner;\n";

    [Theory]
    [InlineData("[Block, Conv2d(Block.Width, Kernel.Size, Padding = 1), Use<Inner>, ReLU] class Basic;\n", Others)]
    [InlineData("[Block, Conv2d(2 * Block.Width, Kernel.Size, Padding = 1), Use<Inner>] class Basic;\n", Others)]
    [InlineData("[Block, Conv2d(Block.In, Kernel.Size, Padding = 1), Use<Inner>] class Basic;\n", Others)]
    [InlineData("[Conv2d(Block.Width, Kernel.Size, Padding = 1), Use<Inner>] class Basic;\n", Others)]
    [InlineData(Basic, "static class Kernel { public const int Size = 1; }\n[Block, ReLU] class Inner;\n")]
    [InlineData(Basic, "static class Kernel { public const int Size = 3; }\n[Block, Tanh] class Inner;\n")]
    public void An_edit_of_a_block_in_another_file_changes_the_declaration_of_its_networks(string basic, string others)
    {
        CSharpCompilation input = Sources.Compile(Staged, Basic, Others);
        GeneratorRun run = GeneratorRun.Of(input).After(input.WithFile(1, basic).WithFile(2, others));

        Assert.Equal([Modified], run.Declarations);
        Assert.Equal([Modified], run.Outputs);
    }

    [Theory]
    [InlineData("// a comment\n" + Basic, Others)]
    [InlineData("[Block] // a stack\n[Conv2d(Block.Width, 2 + 1, Padding = 1)]\n[Use<Inner>]\nclass Basic { void Method() { } }\n", Others)]
    [InlineData(Basic, "static class Kernel { public const int Size = 3; }\n[Block, Tanh, Conv2d(3)] class Unrelated;\n[Block, ReLU] class Inner;\n")]
    public void An_edit_beside_a_block_or_of_another_leaves_the_declaration_unchanged(string basic, string others)
    {
        CSharpCompilation input = Sources.Compile(Staged, Basic, Others);
        GeneratorRun run = GeneratorRun.Of(input).After(input.WithFile(1, basic).WithFile(2, others));

        Assert.Equal([Unchanged], run.Declarations);
        Assert.Equal([Cached], run.Outputs);
    }

    [Fact]
    public void A_block_of_another_assembly_is_read_and_tracked()
    {
        const string net = "[Network(3, 8, 8), Stage<Lib.Basic>(4, Repeat = 2), Use<Lib.Outer.Nested>] partial class Net;";
        const string library = "namespace Lib; [Block, Conv2d(Block.Width, Padding = 1), Use<Inner>] public class Basic; [Block, ReLU] public class Inner; public static class Outer { [Block, Conv2d(2, 8)] public class Nested; }";
        CSharpCompilation plain = Sources.Compile(net);
        GeneratorRun run = GeneratorRun.Of(plain.WithLibrary("Library", library));
        Assert.Empty(run.CompilerDiagnostics());
        Assert.Contains("0.1.0.weight", Assert.Single(run.Texts.Values), StringComparison.Ordinal);

        Assert.Equal([Unchanged], run.After(plain.WithLibrary("Library", library + " [Block, Tanh] public class More;")).Declarations);
        Assert.Equal([Modified], run.After(plain.WithLibrary("Library", library.Replace("ReLU", "Tanh", StringComparison.Ordinal))).Declarations);
    }

    [Fact]
    public void Blocks_of_one_name_in_two_assemblies_are_two()
    {
        GeneratorRun run = GeneratorRun.Of(Sources.Compile(
            "[Block, Use<Lib.Outer>, Conv2d(2)] class Basic; [Network(3, 8, 8), Use<Basic>] partial class Net;")
            .WithLibrary("Library", "[Block, Tanh] class Basic; namespace Lib { [Block, Use<global::Basic>] public class Outer; }"));

        Assert.Empty(run.CompilerDiagnostics());
        Assert.Contains("Tanh", Assert.Single(run.Texts.Values), StringComparison.Ordinal);
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

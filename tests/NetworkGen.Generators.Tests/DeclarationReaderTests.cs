using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Core.Declaration;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Symbols to declaration: order, defaults, values and the chain of types.</summary>
public sealed class DeclarationReaderTests
{
    [Fact]
    public void Layers_come_top_to_bottom_and_left_to_right_whatever_stands_between()
    {
        NetworkDeclaration declaration = Read("""
            [Conv2d(1, 3), ReLU]
            [Network(1, 28, 28)]
            [MaxPool2d(2)] // a comment
            #if true
            [Conv2d(2, 3)]
            #endif
            [type: Conv2d(3, 3), Serializable, Flatten]
            partial class Net;
            """);

        Assert.Equal(["Conv2d", "ReLU", "MaxPool2d", "Conv2d", "Conv2d", "Flatten"], declaration.Layers.Select(static layer => layer.Kind));
        Assert.Equal([1L, 2L, 3L], declaration.Layers
            .Where(static layer => layer.Kind == "Conv2d")
            .Select(static layer => ((ArgumentValue.Integer)layer.Arguments[0].Value).Value));
    }

    [Fact]
    public void The_part_with_Network_counts_wherever_it_stands_among_the_others()
    {
        NetworkDeclaration declaration = Read("partial class Net; [Network(1, 28, 28), ReLU] partial class Net; [Budget(MaxMacs = 7)] partial class Net;");

        Assert.Equal(["ReLU"], declaration.Layers.Select(static layer => layer.Kind));
        Assert.Equal("MaxMacs = 7", Text(declaration.Budget));
    }

    [Theory]
    [InlineData("Conv2d(16)", "OutChannels = 16, KernelSize = 3")]
    [InlineData("Conv2d(16, 5)", "OutChannels = 16, KernelSize = 5")]
    [InlineData("Conv2d(16, 3, 5)", "OutChannels = 16, KernelHeight = 3, KernelWidth = 5")]
    [InlineData("Conv2d(kernelSize: 5, outChannels: 16)", "OutChannels = 16, KernelSize = 5")]
    [InlineData("Conv2d(2 * 8, Bias = false, Padding = Pad.Same)", "OutChannels = 16, KernelSize = 3, Bias = false, Padding = -2147483648")]
    [InlineData("Dropout", "P = 0.5")]
    [InlineData("Rescale(0.5f)", "Scale = 0.5, Offset = 0")]
    [InlineData("ReLU(Name = \"a\")", "Name = a")]
    [InlineData("ReLU(Name = null)", "")]
    [InlineData("ReLU(Name = nameof(Net))", "Name = Net")]
    [InlineData("Normalize(Mean = new[] { 0.5f, 0.25f }, Std = new float[0])", "Mean = [0.5, 0.25], Std = []")]
    [InlineData("Normalize(Mean = null!)", "")]
    public void Arguments_are_named_in_Pascal_case_with_the_defaults_of_optional_parameters(string layer, string expected)
    {
        NetworkDeclaration declaration = Read($"[Network(1, 28, 28), {layer}] partial class Net;");

        Assert.Equal(expected, Text(declaration.Layers.Single().Arguments));
    }

    [Fact]
    public void Values_of_every_kind_are_read_from_layers_that_are_not_ours()
    {
        NetworkDeclaration declaration = Read("""
            enum Mode : ulong { Zero, Huge = ulong.MaxValue }
            abstract class WindowAttribute : LayerAttribute;
            class OddAttribute(Mode mode, params string[] names) : WindowAttribute
            {
                public int[] Numbers { get; set; } = [];
                public Type? Type { get; set; }
                public char Letter { get; set; }
            }

            [Network(1, 28, 28), Odd(Mode.Huge, "a", "b", Numbers = new[] { 1, 2 }, Type = typeof(Net), Letter = 'A')] partial class Net;
            """);

        Assert.Equal("Odd", declaration.Layers.Single().Kind);
        Assert.Equal("Mode = -1, Names = [a, b], Numbers = [1, 2], Type = Net, Letter = 65", Text(declaration.Layers.Single().Arguments));
    }

    [Fact]
    public void Blocks_are_read_once_each_users_before_what_they_use()
    {
        NetworkDeclaration declaration = Read("""
            namespace Course
            {
                [Block, ReLU] class Leaf<T>;
                class Around { [Block, Use<Leaf<int>>, Use<Leaf<string>>] public class Inner; }
                [Block, Use<Leaf<long>>, Use<Around.Inner>] class @class;
            }

            class NoBlock;
            [Network(1, 28, 28), Stage<Course.@class>(16, Repeat = 2), Use<Course.Around.Inner>(Stride = 2), Use<NoBlock>] partial class Net;
            """);

        Assert.Equal(["Course.@class", "Course.Around.Inner", "Course.Leaf<T>"], declaration.Blocks.Select(static block => block.Name));
        Assert.Equal(
            ["Block = Course.@class, Width = 16, Repeat = 2", "Block = Course.Around.Inner, Stride = 2", "Block = NoBlock"],
            declaration.Layers.Select(static layer => Text(layer.Arguments)));
        Assert.Equal(["Block = Course.Leaf<T>", "Block = Course.Around.Inner"], declaration.Blocks[0].Layers.Select(static layer => Text(layer.Arguments)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_of_another_assembly_keeps_its_name_apart_and_its_layers_in_order(bool asProject)
    {
        string block = "[Block] " + string.Concat(Enumerable.Range(1, 60).Select(static channels => $"[Conv2d({channels}), ReLU] ")) + "public class Basic;";
        const string net = "[Network(1, 28, 28), Use<Lib.Basic>] partial class Net;";
        NetworkDeclaration Of(CSharpCompilation compilation) =>
            NetworkDeclarationReader.Read(compilation.TypeOf("Net"), CancellationToken.None).Declaration!;

        NetworkDeclaration foreign = Of(Sources.Compile(net).WithLibrary("Library", "namespace Lib; " + block, asProject));
        BlockDeclaration own = Of(Sources.Compile(net, "namespace Lib; " + block)).Blocks.Single();

        Assert.Equal("Lib.Basic", own.Name);
        Assert.Equal(own with { Name = "Library::Lib.Basic" }, foreign.Blocks.Single());
        Assert.Equal("Block = Library::Lib.Basic", Text(foreign.Layers.Single().Arguments));
    }

    [Fact]
    public void The_chain_of_types_is_read_as_it_is_written()
    {
        NetworkDeclaration declaration = Read(
            """
            namespace @class.B;
            partial interface IA { partial record struct B<T, @event> { partial struct C { partial record D { [Network(1, 2, 3), ReLU] partial class @new; } } } }
            """,
            "class.B.IA+B`2+C+D+new");

        Assert.Equal("@class.B", declaration.Type.Namespace);
        Assert.Equal(
            [new("interface", "IA", ""), new("record struct", "B", "<T, @event>"), new("struct", "C", ""), new("record", "D", ""), new("class", "@new", "")],
            declaration.Type.Parts);
        Assert.Equal("Channels = 1, Height = 2, Width = 3", Text(declaration.Arguments));
    }

    [Theory]
    [InlineData("[Network(1, 28, 28), Conv2d(\"a\")] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(Undeclared)] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3, Stride = \"a\")] partial class Net;")]
    [InlineData("[Network(1, 28), Conv2d(3)] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Normalize(Mean = new[] { Undeclared })] partial class Net;")]
    public void What_the_compiler_refuses_is_not_built_and_adds_no_issue(string file)
    {
        ReadResult read = ReadResultOf(file);

        Assert.True(read.IsRefused);
        Assert.False(read.CanBuild);
        Assert.Empty(read.Issues);
    }

    [Fact]
    public void Reading_ends_when_it_is_cancelled() => Assert.Throws<OperationCanceledException>(() =>
        NetworkDeclarationReader.Read(Sources.Compile(Networks.Digits).TypeOf("DigitNet"), new CancellationToken(canceled: true)));

    private static string Text(EquatableArray<Argument> arguments) =>
        string.Join(", ", arguments.Select(static argument => $"{argument.Name} = {argument.Value}"));

    private static NetworkDeclaration Read(string file, string type = "Net")
    {
        ReadResult read = ReadResultOf(file, type);
        Assert.Empty(read.Issues);
        Assert.False(read.IsRefused);
        return Assert.IsType<NetworkDeclaration>(read.Declaration);
    }

    private static ReadResult ReadResultOf(string file, string type = "Net") =>
        NetworkDeclarationReader.Read(Sources.Compile(file).TypeOf(type), CancellationToken.None);
}

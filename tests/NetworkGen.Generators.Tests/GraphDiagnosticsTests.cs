using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG0002 to NG0008, NG1002, NG1003 and NG1008: joins and blocks. Each id both ways, at the argument that is wrong where there is one.</summary>
public sealed class GraphDiagnosticsTests
{
    [Fact]
    public Task NG0002_layers_on_another_part_than_Block() => AnalyzerRun.Expect(
        "NG0002",
        "The layer 'ReLU' stands on another part of 'Basic' than [Block], and parts have no order among them: move it to the part that carries [Block]",
        """
        [Block, Conv2d(8)] partial class Basic;
        [[|ReLU|]] partial class Basic;
        [Network(8, 3, 3), Use<Basic>] partial class Net;
        """);

    [Fact]
    public Task NG0002_not_on_the_part_with_Block() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(8), ReLU] partial class Basic; [Serializable] partial class Basic; [Network(8, 3, 3), Use<Basic>, Conv2d(10, 1)] partial class Net;");

    [Fact]
    public Task NG0003_a_block_without_layers_is_said_at_the_block_and_not_at_its_uses() => AnalyzerRun.Expect(
        "NG0003",
        "[Block]: 'Empty' can't be used as a block: it has [Block] but no layers: write at least one below it",
        "[Block] class [|Empty|]; [Network(8, 3, 3), Use<Empty>] partial class Net; [Network(8, 3, 3), Stage<Empty>] partial class Other;");

    [Fact]
    public Task NG0003_layers_without_Network_or_Block() => AnalyzerRun.Expect(
        "NG0003",
        "'Basic' has layers but no [Network]: write the shape of one image above them, [Network(channels, height, width)], or [Block] if networks are to use them",
        "[[|Conv2d(8)|], ReLU] class Basic; [Network(8, 3, 3), Use<Basic>] partial class Net;");

    [Theory]
    [InlineData("Basic", "Basic")]
    [InlineData("Outer.Inner", "Inner")]
    [InlineData("IBasic", "IBasic")]
    [InlineData("string", "String")]
    [InlineData("int[]", "Int32[]")]
    [InlineData("Generic<Basic>", "Generic<T>")]
    [InlineData("Action", "Action")]
    public Task NG0003_a_type_that_is_no_block(string type, string name) => AnalyzerRun.Expect(
        "NG0003",
        $"Stage: '{name}' can't be used as a block: a block is a class with [Block] above its layers",
        $"class Basic; class Outer {{ public class Inner; }} interface IBasic; class Generic<T>; [Network(8, 3, 3), [|Stage<{type}>|]] partial class Net;");

    [Fact]
    public Task NG0003_a_network_is_no_block() => AnalyzerRun.Expect(
        "NG0003",
        "Use: 'Other' can't be used as a block: a block is a class with [Block] above its layers",
        "[Network(8, 3, 3), Conv2d(8)] partial class Other; [Network(8, 3, 3), [|Use<Other>|]] partial class Net;");

    [Fact]
    public Task NG0003_a_network_that_returns_its_input() => AnalyzerRun.Expect(
        "NG0003",
        "From is the last layer of 'Net', whose output would be its input: write a layer that computes something behind it, or read another tensor",
        "[Network(8, 3, 3), ReLU, [|From(\"input\")|]] partial class Net;");

    [Theory]
    [InlineData("static class Basic", "Basic")]
    [InlineData("abstract record Basic", "Basic")]
    [InlineData("class Basic<T>", "Basic<int>")]
    [InlineData("class Basic<T> where T : class, new()", "Basic<Exception>")]
    public Task NG0003_not_for_blocks_of_every_shape(string declaration, string type) => declaration.StartsWith("static", StringComparison.Ordinal)
        ? AnalyzerRun.Expect("NG0003", [], $"[Block, Conv2d(8)] {declaration}; [Network(8, 3, 3), Use<{type}>] partial class Net;", "CS0718")
        : AnalyzerRun.ExpectNone($"[Block, Conv2d(8)] {declaration}; [Network(8, 3, 3), Use<{type}>] partial class Net;");

    [Fact]
    public Task NG0003_not_for_one_generic_block_with_different_arguments() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(8, Padding = 1)] class Basic<T>; class Outer<T> { [Block, Conv2d(8, Padding = 1)] public class Basic; } class Outer { [Block, Conv2d(8, Padding = 1)] public class Basic; }"
        + "[Network(8, 9, 9), Use<Basic<int>>, Use<Basic<string>>, Use<Outer<int>.Basic>, Use<Outer.Basic>] partial class Net;");

    [Theory]
    [InlineData("Conv2d(8, Name = \"conv1\"), Add([|\"conv\"|])", "Add: there is no earlier tensor 'conv': did you mean 'conv1'? Earlier ones with a name are 'input' and 'conv1'")]
    [InlineData("Conv2d(8), Concat(\"input\", [|\"skip\"|])", "Concat: there is no earlier tensor 'skip': the only earlier one with a name is 'input'")]
    [InlineData("ReLU, Concat(new string[] { \"0\", [|\"skip\"|] }, Name = \"b\")", "Concat: there is no earlier tensor 'skip': the only earlier one with a name is 'input'")]
    [InlineData("ReLU, Concat(tensors: [\"input\", [|\"skip\"|], \"0\"])", "Concat: there is no earlier tensor 'skip': the only earlier one with a name is 'input'")]
    [InlineData("ReLU, Concat(tensors: new[] { [|\"skip\"|] })", "Concat: there is no earlier tensor 'skip': the only earlier one with a name is 'input'")]
    [InlineData("From([|\"b\"|]), Conv2d(8, Name = \"b\")", "From: there is no earlier tensor 'b': layer 1, Conv2d, has that name, but comes later: move it up, or read an earlier one")]
    public async Task NG0004_no_earlier_tensor_of_that_name(string layers, string message)
    {
        await AnalyzerRun.Expect("NG0004", message, $"[Network(8, 3, 3), {layers}] partial class Net;");
        await AnalyzerRun.ExpectNone("[Network(8, 3, 3), Conv2d(8, Padding = 1, Name = \"a\"), ReLU, Add(\"a\"), Concat(\"input\", \"a\"), From(\"3\"), Mul(\"3\"), Conv2d(8)] partial class Net;");
    }

    [Theory]
    [InlineData("Conv2d(8, Name = \"a\"), ReLU(Name = [|\"a\"|])", "ReLU is called 'a', and so is layer a, Conv2d 3×3, 8: give one of them another name")]
    [InlineData("Conv2d(8, Name = \"1\"), [|ReLU|]", "ReLU is called '1', and so is layer 1, Conv2d 3×3, 8: give one of them another name")]
    [InlineData("Conv2d(8, Name = [|\"input\"|])", "Conv2d 3×3, 8 is called 'input', and so is what enters the stack: give one of them another name")]
    public Task NG0005_a_name_twice(string layers, string message) =>
        AnalyzerRun.Expect("NG0005", message, $"[Network(8, 3, 3), {layers}] partial class Net;");

    [Fact]
    public Task NG0005_of_stages() => AnalyzerRun.Expect(
        "NG0005",
        "Stage Basic is called 'layer1', and so is layer layer1, Stage Basic: give one of them another name",
        "[Block, Conv2d(8, Padding = 1)] class Basic; [Network(8, 3, 3), Stage<Basic>(Name = \"layer1\"), Stage<Basic>(Name = [|\"layer1\"|])] partial class Net;");

    [Fact]
    public Task NG0005_not_for_one_name_in_two_blocks() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(8, Padding = 1, Name = \"conv\")] class Basic; [Network(8, 9, 9), Conv2d(8, Name = \"conv\"), Use<Basic>, Stage<Basic>(Repeat = 2, Name = \"x{i}\")] partial class Net;");

    [Fact]
    public Task NG0006_is_said_at_the_block_once_and_not_at_its_uses() => AnalyzerRun.Expect(
        "NG0006",
        "Stage: the block 'Inner' uses itself (Inner → Outer → Inner), so it would never end: take one of these uses out, or repeat the block with Stage and Repeat",
        """
        [Block, ReLU, [|Stage<Outer>|]] class Inner;
        [Block, Use<Inner>] class Outer;
        [Block, Use<Outer>] class Around;
        [Network(8, 3, 3), Use<Around>] partial class Net;
        """);

    [Fact]
    public Task NG0006_without_any_network() => AnalyzerRun.Expect(
        "NG0006",
        "Use: the block 'Inner' uses itself (Inner → Inner), so it would never end: take one of these uses out, or repeat the block with Stage and Repeat",
        "[Block, ReLU, [|Use<Inner>|]] class Inner;");

    [Fact]
    public Task NG0006_not_for_a_block_used_twice() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(8, Padding = 1)] class Inner; [Block, Use<Inner>, Use<Inner>] class Outer; [Network(8, 9, 9), Use<Outer>, Use<Inner>, Conv2d(8)] partial class Net;");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NG0006_of_another_assembly_is_said_where_it_is_used(bool asProject)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeWithLibrary(
            "namespace Lib; [Block, Use<Inner>] public class Outer; [Block, ReLU, Use<Outer>] public class Inner;",
            "[Network(8, 3, 3), Use<Lib.Outer>] partial class Net;",
            asProject));

        Assert.Equal(
            "Use in Inner: the block 'Outer' uses itself (Outer → Inner → Outer), so it would never end: take one of these uses out, or repeat the block with Stage and Repeat",
            diagnostic.GetMessage(null));
        Assert.Equal("Use<Lib.Outer>", TextAt(diagnostic.Location));
    }

    [Fact]
    public async Task NG0008_a_tensor_that_nothing_reads()
    {
        await AnalyzerRun.Expect(
            "NG0008",
            "Nothing reads the 8×3×3 of layer a, Conv2d 1×1, 8, so that layer has no effect: read its result with From, Add, Mul or Concat, or take the layer out",
            "[Network(8, 3, 3), [|Conv2d(8, 1, Name = \"a\")|], From(\"input\"), Conv2d(8)] partial class Net;");
        await AnalyzerRun.ExpectNone("[Network(8, 3, 3), Conv2d(8, 1, Name = \"a\"), From(\"input\"), ReLU, Add(\"a\"), Conv2d(8)] partial class Net;");
    }

    [Fact]
    public Task NG0008_of_a_block_once_for_all_repetitions() => AnalyzerRun.ExpectInBlock(
        "NG0008",
        "Nothing reads the 8×7×7 of layer 0.0.0, ReLU in Basic, so that layer has no effect: read its result with From, Add, Mul or Concat, or take the layer out",
        "[Block, [|ReLU|], From(\"input\"), Conv2d(8, Padding = 1)] class Basic; [Network(8, 7, 7), [|Stage<Basic>(Repeat = 3)|]] partial class Net;");

    [Fact]
    public void NG0008_leaves_a_network_that_runs()
    {
        GeneratorRun run = GeneratorRun.Of("[Network(1, 1, 1), Conv2d(1, 1, Name = \"dead\"), From(\"input\"), Rescale(3f, 1f)] public partial class Net;");
        using var image = new MemoryStream();
        Assert.True(run.Compiled.Emit(image).Success);
        Type net = Assembly.Load(image.ToArray()).GetType("Net")!;
        object instance = net.GetConstructor([typeof(int)])!.Invoke([1]);
        float[] output = new float[1];
        typeof(GraphDiagnosticsTests).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(net).Invoke(null, [instance, new[] { 2f }, output]);

        Assert.Equal([7f], output);
        Assert.Equal(["dead.weight", "dead.bias"], ((ParameterSet)net.GetProperty("Parameters")!.GetValue(instance)!).Select(static parameter => parameter.Name));
    }

    [Theory]
    [InlineData("Conv2d(16), Add([|\"input\"|])", "Add input: 16×3×3 from layer 0, Conv2d 3×3, 16, and 8×5×5 of 'input', don't match: strides and paddings of both paths must leave maps of one size, and a 1×1 convolution makes the channels fit")]
    [InlineData("Conv2d(16, 1), Mul([|\"input\"|])", "Mul input: 16×5×5 from layer 0, Conv2d 1×1, 16, and 8×5×5 of 'input', don't match: a 1×1 convolution of 16 channels on one of the paths makes them fit; or one of them is a 1×1 map of as many channels")]
    [InlineData("Conv2d(8, 2), [|Shortcut|]", "Shortcut: 8×4×4 from layer 0, Conv2d 2×2, 8, and 8×5×5 of 'input', don't match: no 1×1 convolution of any stride makes one from the other: strides, pools and paddings must leave ⌈size / stride⌉")]
    public async Task NG1002_shapes_that_do_not_match(string layers, string message)
    {
        await AnalyzerRun.Expect("NG1002", message, $"[Network(8, 5, 5), {layers}] partial class Net;");
        await AnalyzerRun.ExpectNone("[Network(8, 3, 3), Conv2d(8, 3, Padding = 1), Add(\"input\"), AdaptiveAvgPool2d(1), Mul(\"input\"), Conv2d(16, 3, Stride = 2, Padding = 1), Shortcut] partial class Net;");
    }

    [Fact]
    public Task NG1002_in_a_block_of_a_block_of_a_block() => AnalyzerRun.ExpectInBlock(
        "NG1002",
        "Add input in Inner: 16×3×3 from layer s.0.m.1.0, Conv2d 1×1, 16, and 8×3×3 of 'input', don't match: a 1×1 convolution of 16 channels on one of the paths makes them fit",
        """
        [Block, Conv2d(Block.Width, 1), Add([|"input"|])] class Inner;
        [Block, Conv2d(8, 1), [|Use<Inner>(2 * Block.In)|]] class Middle;
        [Block, [|Use<Middle>(Name = "m")|]] class Outer;
        [Network(8, 3, 3), [|Stage<Outer>(Repeat = 2, Name = "s")|]] partial class Net;
        """);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NG1002_in_a_block_of_another_assembly_is_said_where_it_is_used(bool asProject)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeWithLibrary(
            "namespace Lib; [Block, Conv2d(Block.Width, 1), Add(\"input\")] public class Basic;",
            "[Block, Use<Lib.Basic>(4)] class Mine; [Network(8, 3, 3), Use<Mine>] partial class Net;",
            asProject));

        Assert.Equal("NG1002", diagnostic.Id);
        Assert.Equal("Use<Mine>", TextAt(diagnostic.Location));
        Assert.Equal(["Use<Lib.Basic>(4)"], diagnostic.AdditionalLocations.Select(TextAt));
    }

    [Fact]
    public async Task NG1003_concat_of_different_sizes()
    {
        await AnalyzerRun.Expect(
            "NG1003",
            "Concat 0, input: 'input' is 8×5×5, and 16×3×3 comes from layer 0, Conv2d 3×3, 16: strides, pools and paddings of all paths must leave maps of one size",
            "[Network(8, 5, 5), Conv2d(16), Concat(\"0\", [|\"input\"|])] partial class Net;");
        await AnalyzerRun.ExpectNone("[Network(8, 5, 5), Conv2d(16, 5, Padding = 2), Concat(\"input\", \"0\", \"input\")] partial class Net;");
    }

    [Theory]
    [InlineData("class Net", "Conv2d([|Block.Width|])", "Conv2d: OutChannels is Block.Width, and must be a number: Block.Width has a value only inside a class with [Block]")]
    [InlineData("class Net", "Concat([|new string[0]|])", "Concat: Tensors is empty, and must be one text or more")]
    [InlineData("class Net", "[|Concat|]", "Concat: Tensors is empty, and must be one text or more")]
    public Task NG1006_of_the_words_of_graphs(string type, string layer, string message) =>
        AnalyzerRun.Expect("NG1006", message, $"[Network(8, 5, 5), {layer}] partial {type};");

    [Theory]
    [InlineData("Block.Width", "Block.Width", "a width where the block is used, such as the 64 of [Stage<…>(64)] and [Use<…>(64)]")]
    [InlineData("Block.In / 16", "0 (Block.In / 16)", "1 to 1,048,576")]
    [InlineData("Block.In + 1", "what can't be computed from Block.Width, Block.In or Block.Stride", "a number, or Block.Width, Block.In or Block.Stride, times a whole number up to 32 or divided by one up to 16, as in 4 * Block.Width and Block.In / 2")]
    public Task NG1006_of_a_layer_of_a_block(string channels, string value, string range) => AnalyzerRun.ExpectInBlock(
        "NG1006",
        $"Conv2d in Basic: OutChannels is {value}, and must be {range}",
        $"[Block, Conv2d([|{channels}|])] class Basic; [Network(8, 3, 3), [|Stage<Basic>|]] partial class Net;");

    [Theory]
    [InlineData("Repeat = [|0|]", "Stage: Repeat is 0, and must be 1 to 10,000")]
    [InlineData("Stride = [|-1|]", "Stage: Stride is -1, and must be 1 to 32,767")]
    [InlineData("[|0|]", "Stage: Width is 0, and must be 1 to 1,048,576")]
    [InlineData("FirstIndex = [|-2|]", "Stage: FirstIndex is -2, and must be 0 to 1,000,000")]
    public Task NG1006_of_a_stage(string arguments, string message) =>
        AnalyzerRun.Expect("NG1006", message, $"[Block, ReLU] class Basic; [Network(8, 3, 3), Stage<Basic>({arguments})] partial class Net;");

    [Fact]
    public Task NG1006_of_an_image_that_is_given_a_width_of_blocks() => AnalyzerRun.Expect(
        "NG1006",
        "Network: Channels is Block.In, and must be a number: Block.In has a value only inside a class with [Block]",
        "[Network([|Block.In|], 3, 3), ReLU] partial class Net;");

    [Theory]
    [InlineData("[Block, Conv2d(Undeclared)] class Basic; [Network(8, 3, 3), Use<Basic>, Conv2d(8, InChannels = 3)] partial class Net;", "CS0103")]
    [InlineData("[Block, Convolution(8)] class Basic; [Network(8, 3, 3), Use<Basic>, Conv2d(8, InChannels = 3)] partial class Net;", "CS0246", "CS0246")]
    [InlineData("[Network(8, 3, 3), Use<Basic>, Conv2d(8, InChannels = 3)] partial class Net;", "CS0246")]
    [InlineData("[Network(8, 3, 3), Use<int>] partial class Net;", "CS0452")]
    public Task What_the_compiler_says_of_a_block_is_not_said_again(string file, params string[] fromCompiler) =>
        AnalyzerRun.ExpectNone(file, alsoFromCompiler: fromCompiler);

    [Fact]
    public Task A_class_may_be_a_network_and_a_block() => AnalyzerRun.ExpectNone(
        "[Network(8, 3, 3), Block, Conv2d(8)] partial class Whole; [Network(8, 3, 3), Use<Whole>] partial class Net;");

    [Fact]
    public Task NG1008_too_many_layers() => AnalyzerRun.ExpectInBlock(
        "NG1008",
        "With ReLU in Basic, there would be 10,001 layers, and there can be 10,000 at most: use fewer layers, or smaller numbers for Repeat",
        "[Block, ReLU, [|ReLU|]] class Basic; [Network(8, 1, 1), [|Stage<Basic>(Repeat = 5_000)|]] partial class Net;");

    [Fact]
    public Task NG1008_not_for_many() => AnalyzerRun.ExpectNone(
        "[Block, Conv2d(Block.Width, 1), ReLU] class Basic; [Network(8, 1, 1), Stage<Basic>(16, Repeat = 50), Conv2d(16, 1)] partial class Net;");

    private static void Run<TNetwork>(TNetwork network, float[] input, float[] output)
        where TNetwork : INetwork<TNetwork> => network.Forward(input, output);

    private static string TextAt(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    private static Task<ImmutableArray<Diagnostic>> AnalyzeWithLibrary(string library, string file, bool asProject) =>
        AnalyzerRun.Analyze(Sources.Compile(file).WithLibrary("Library", library, asProject));
}

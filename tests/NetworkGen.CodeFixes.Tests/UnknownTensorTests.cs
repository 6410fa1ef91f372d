using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>NG0004: the nearest name.</summary>
public sealed class UnknownTensorTests
{
    private const string Id = "NG0004";

    private const string Library = """
        namespace Library;

        [Block, Conv2d(8, 3, Padding = 1, Name = "conv1"), Add("conv")] public class Basic;
        """;

    [Theory]
    [InlineData("Add(\"cnv\")", "Add(\"conv\")")]
    [InlineData("Add(tensor: /* earlier */ \"cnv\")", "Add(tensor: /* earlier */ \"conv\")")]
    [InlineData("Add(Names.Cnv)", "Add(\"conv\")")]
    [InlineData("Add(nameof(Conv))", "Add(\"conv\")")]
    [InlineData("Concat(\"conv\", \"cnv\", \"input\")", "Concat(\"conv\", \"conv\", \"input\")")]
    [InlineData("Concat([\"conv\", \"cnv\"])", "Concat([\"conv\", \"conv\"])")]
    [InlineData("Concat(tensors: new[] { \"cnv\" })", "Concat(tensors: new[] { \"conv\" })")]
    public Task In_place_of_the_one_that_is_not_there(string before, string after) => Expect.Fix(Id, "Read 'conv'", Net(before), Net(after));

    [Fact]
    public Task A_name_that_needs_escapes() => Expect.Fix(
        Id,
        "Read 'con\"v\\1'",
        "[Network(8, 5, 5), Conv2d(8, 3, Padding = 1, Name = \"con\\\"v\\\\1\"), Add(\"con\\\"v\")] partial class Net;",
        "[Network(8, 5, 5), Conv2d(8, 3, Padding = 1, Name = \"con\\\"v\\\\1\"), Add(\"con\\\"v\\\\1\")] partial class Net;");

    [Fact]
    public Task Nothing_where_no_name_is_near() => Expect.NoFix(Id, FixRun.Of(Net("Add(\"elsewhere\")")));

    [Fact]
    public Task In_a_block_of_another_file() => Expect.Fix(
        Id,
        "Read 'conv1'",
        FixRun.Of("[Network(8, 9, 9), Use<Basic>] partial class Net;", Block("Add(\"conv\")")),
        "[Network(8, 9, 9), Use<Basic>] partial class Net;",
        Block("Add(\"conv1\")"));

    [Fact]
    public Task Not_in_a_block_of_another_project() => Expect.NoFix(Id, FixRun.Of(Use).WithProject("Library", Library));

    [Fact]
    public Task Not_in_a_block_without_source() => Expect.NoFix(Id, FixRun.Of(Use).With(Sources.Compile(Library).WithAssemblyName("Library").AsImage()));

    [Fact]
    public Task Not_in_a_block_without_source_by_way_of_one_with_source() => Expect.NoFix(
        Id,
        FixRun.Of("[Network(8, 9, 9), Use<Way>] partial class Net;", "[Block, Use<Library.Basic>] class Way;").With(Sources.Compile(Library).WithAssemblyName("Library").AsImage()));

    [Fact]
    public Task All_of_them_and_that_of_a_block_once() => Expect.FixAll(
        Id,
        FixRun.Of(
            """
            [Network(8, 9, 9), Stage<Basic>(Repeat = 2), Use<Basic>] partial class Net;
            [Network(8, 9, 9), Use<Basic>] partial class Other;
            [Network(8, 9, 9), ReLU(Name = "left"), Concat("lift", "left")] partial class Join;
            """,
            Block("Add(\"conv\")")),
        """
        [Network(8, 9, 9), Stage<Basic>(Repeat = 2), Use<Basic>] partial class Net;
        [Network(8, 9, 9), Use<Basic>] partial class Other;
        [Network(8, 9, 9), ReLU(Name = "left"), Concat("left", "left")] partial class Join;
        """,
        Block("Add(\"conv1\")"));

    private const string Use = "[Network(8, 9, 9), Use<Library.Basic>] partial class Net;";

    private static string Net(string layer) => $$"""
        [Network(8, 5, 5)]
        [Conv2d(8, 3, Padding = 1, Name = "conv"), ReLU] // features
        [{{layer}}, ReLU] // join
        partial class Net;

        static class Names { public const string Cnv = "cnv"; }
        class Conv;
        """;

    private static string Block(string layer) => $"""
        [Block]
        [Conv2d(8, 3, Padding = 1, Name = "conv1"), {layer}] // residual
        class Basic;
        """;
}

using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>The fixes of shapes and rules from end to end: what the compiler of networks proposes, written.</summary>
public sealed class RuleFixTests
{
    [Theory]
    [InlineData("Conv2d(8, 3, InChannels = 2)", "Conv2d(8, 3, InChannels = 16)")]
    [InlineData("Conv2d(8, 3, InChannels = Numbers.Two /* too few */)", "Conv2d(8, 3, InChannels = 16 /* too few */)")]
    public Task NG1001_what_arrives(string before, string after) => Expect.Fix("NG1001", "Write InChannels = 16", Between(before), Between(after));

    [Fact]
    public Task NG1001_of_Linear() => Expect.Fix(
        "NG1001",
        "Write InFeatures = 16",
        "[Network(1, 5, 5), Conv2d(16, 5), Flatten, Linear(10, InFeatures = 400)] partial class Net;",
        "[Network(1, 5, 5), Conv2d(16, 5), Flatten, Linear(10, InFeatures = 16)] partial class Net;");

    [Fact]
    public Task NG1005_groups_that_divide() => Expect.Fix(
        "NG1005", "Write Groups = 2", Between("Conv2d(8, Groups = 3, Bias = false)"), Between("Conv2d(8, Groups = 2, Bias = false)"));

    [Fact]
    public Task NG1005_of_norms() => Expect.Fix("NG1005", "Write Groups = 4", Between("GroupNorm(5)"), Between("GroupNorm(4)"));

    [Fact]
    public Task NG1007_Flatten() => Expect.Fix(
        "NG1007",
        "Insert Flatten before it",
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 28), ReLU] // features
        [Linear(10)]           // classes
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 28), ReLU] // features
        [Flatten]
        [Linear(10)]           // classes
        partial class Net;
        """);

    [Fact]
    public Task NG1007_where_nothing_is_imported() => Expect.Fix(
        "NG1007",
        "Insert Flatten before it",
        FixRun.OfFilesOnly("[NetworkGen.Network(1, 28, 28), NetworkGen.Conv2d(16, 28), NetworkGen.Linear(10)] partial class Net;"),
        "[NetworkGen.Network(1, 28, 28), NetworkGen.Conv2d(16, 28), NetworkGen.Flatten, NetworkGen.Linear(10)] partial class Net;");

    [Fact]
    public Task NG1007_in_a_block_of_another_file() => Expect.Fix(
        "NG1007",
        "Insert Flatten before it",
        FixRun.Of(
            "[Network(1, 28, 28), Conv2d(16, 28), Use<Head>(10)] partial class Net;",
            "static class Blocks { }\n\n[Block]\n[ReLU]\n[Linear(Block.Width)] // classes\nclass Head;"),
        "[Network(1, 28, 28), Conv2d(16, 28), Use<Head>(10)] partial class Net;",
        "static class Blocks { }\n\n[Block]\n[ReLU]\n[Flatten]\n[Linear(Block.Width)] // classes\nclass Head;");

    [Fact]
    public Task NG1007_not_in_a_block_of_another_project() => Expect.NoFix(
        "NG1007",
        FixRun.Of("[Network(1, 28, 28), Conv2d(16, 28), Use<Library.Head>] partial class Net;").WithProject("Library", Head));

    [Fact]
    public Task NG1007_not_in_a_block_without_source_by_way_of_one_with_source() => Expect.NoFix(
        "NG1007",
        FixRun.Of("[Network(1, 28, 28), Conv2d(16, 28), Use<Way>] partial class Net;", "[Block, Use<Library.Head>] class Way;")
            .With(Sources.Compile(Head).WithAssemblyName("Library").AsImage()));

    [Fact]
    public Task NG2001_3x3_layers() => Expect.Fix(
        "NG2001",
        "Close the field with 3 more 3×3 layers: sees 13 of 13 pixels, 11,930 parameters",
        Small(""),
        Small("""

            [Conv2d(16, 3), ReLU]
            [Conv2d(16, 3), ReLU]
            [Conv2d(16, 3), ReLU]
            """));

    [Fact]
    public Task NG2001_pools() => Expect.Fix(
        "NG2001",
        "Close the field with 2×2 pools after layer 3 and after the 1st of 3 more 3×3 layers: sees 32 of 28 pixels, 11,930 parameters",
        Small("", "Net", 28),
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU] // features
        [MaxPool2d(2)]
        [Conv2d(16, 3), ReLU] // more features
        [Conv2d(16, 3, Padding = 1), ReLU]
        [MaxPool2d(2)]
        [Conv2d(16, 3, Padding = 1), ReLU]
        [Conv2d(16, 3, Padding = 1), ReLU]

        [AdaptiveAvgPool2d(1), Flatten, Linear(10)] // the head
        sealed partial class Net;
        """);

    [Fact]
    public Task NG2001_all_networks_the_same_way() => Expect.FixAll(
        "NG2001",
        FixRun.Of(Small(""), Small("", "Other", 15)),
        Small("""

            [Conv2d(16, 3), ReLU]
            [Conv2d(16, 3), ReLU]
            [Conv2d(16, 3), ReLU]
            """));

    [Theory]
    [InlineData("Feed images of 40×40 pixels", 40)]
    [InlineData("Feed images of 44×44 pixels", 44)]
    public Task NG2003_a_smaller_or_a_larger_image(string title, int size) => Expect.Fix("NG2003", title, Pooled("Numbers.Size, Numbers.Size"), Pooled($"{size}, {size}"));

    [Fact]
    public Task NG2004_other_dilations() => Expect.Fix("NG2004", "Use the dilations 1, 2, 3", Dilated(2, 2, 2), Dilated(1, 2, 3));

    [Fact]
    public Task NG2004_in_a_block() => Expect.Fix(
        "NG2004",
        "Use the dilations 1, 2, 3",
        FixRun.Of(InBlock, "[Block]\n[Conv2d(8, 3, Dilation = 2), ReLU]\n[Conv2d(8, Dilation = 2), ReLU, Conv2d(8, 3, Dilation = 2)]\nclass Grid;"),
        InBlock,
        "[Block]\n[Conv2d(8, 3, Dilation = 1), ReLU]\n[Conv2d(8, Dilation = 2), ReLU, Conv2d(8, 3, Dilation = 3)]\nclass Grid;");

    [Fact]
    public Task NG2008_an_odd_kernel() => Expect.Fix(
        "NG2008", "Make the kernel 3×3", Between("Conv2d(8, 4, Padding = Pad.Same)"), Between("Conv2d(8, 3, Padding = Pad.Same)"));

    [Fact]
    public Task NG2008_all_of_a_network() => Expect.FixAll(
        "NG2008",
        FixRun.Of(
            """
            [Network(1, 9, 9)]
            [Conv2d(16, 4, Padding = Pad.Same), ReLU] // first
            [Conv2d(kernelSize: 4, outChannels: 16, Padding = Pad.Same), ReLU] // second
            [Conv2d(8, 9), Flatten]
            partial class Net;
            """),
        """
        [Network(1, 9, 9)]
        [Conv2d(16, 3, Padding = Pad.Same), ReLU] // first
        [Conv2d(kernelSize: 3, outChannels: 16, Padding = Pad.Same), ReLU] // second
        [Conv2d(8, 9), Flatten]
        partial class Net;
        """);

    [Fact]
    public Task NG2009_a_stack() => Expect.Fix(
        "NG2009",
        "Replace it by 2 layers of 3×3",
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 5, Padding = 2, Name = "wide"), Tanh] // two rows, two columns
        [Conv2d(10, 26), Flatten]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3, Padding = 1), Tanh]
        [Conv2d(16, 3, Name = "wide", Padding = 1), Tanh] // two rows, two columns
        [Conv2d(10, 26), Flatten]
        partial class Net;
        """);

    [Fact]
    public Task NG2012_a_transition() => Expect.Fix(
        "NG2012",
        "Cut the channels by a 1×1 before it",
        """
        [Network(1, 28, 28)]
        [Conv2d(64, 3), ReLU]
        [Conv2d(8, 3), ReLU]
        [Conv2d(10, 24), Flatten]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(64, 3), ReLU]
        [Conv2d(8, 1), ReLU]
        [Conv2d(8, 3), ReLU]
        [Conv2d(10, 24), Flatten]
        partial class Net;
        """);

    [Fact]
    public Task NG3002_all_of_a_network() => Expect.FixAll(
        "NG3002",
        FixRun.Of(
            """
            [Network(1, 9, 9)]
            [Conv2d(16, 3), BatchNorm2d, ReLU] // first
            [Conv2d(16, 3, Bias = true, Padding = 1), BatchNorm2d, ReLU] // second
            [DepthwiseConv2d, BatchNorm2d, ReLU] // third
            [Conv2d(10, 5), Flatten]
            partial class Net;
            """),
        """
        [Network(1, 9, 9)]
        [Conv2d(16, 3, Bias = false), BatchNorm2d, ReLU] // first
        [Conv2d(16, 3, Bias = false, Padding = 1), BatchNorm2d, ReLU] // second
        [DepthwiseConv2d(Bias = false), BatchNorm2d, ReLU] // third
        [Conv2d(10, 5), Flatten]
        partial class Net;
        """);

    [Fact]
    public Task NG3002_all_of_a_project_and_that_of_a_block_once() => Expect.FixAll(
        "NG3002",
        FixRun.Of(
            """
            [Network(1, 9, 9)]
            [Stage<Basic>(8, Repeat = 2), Use<Basic>(8)]
            [Conv2d(10, 9), Flatten]
            partial class Net
            {
                [Network(1, 9, 9), Use<Basic>(8), Conv2d(4, 3), BatchNorm2d, Conv2d(10, 7), Flatten]
                partial class Inner;
            }
            """,
            "[Block, Conv2d(Block.Width, 3, Padding = 1), BatchNorm2d, ReLU] class Basic;"),
        """
        [Network(1, 9, 9)]
        [Stage<Basic>(8, Repeat = 2), Use<Basic>(8)]
        [Conv2d(10, 9), Flatten]
        partial class Net
        {
            [Network(1, 9, 9), Use<Basic>(8), Conv2d(4, 3, Bias = false), BatchNorm2d, Conv2d(10, 7), Flatten]
            partial class Inner;
        }
        """,
        "[Block, Conv2d(Block.Width, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU] class Basic;");

    [Fact]
    public Task The_part_with_the_network_is_changed_and_no_other() => Expect.Fix(
        "NG1005",
        "Write Groups = 2",
        FixRun.Of(
            "sealed partial class Net { private readonly int _age; }",
            "[Network(1, 28, 28)]\n[Conv2d(16, 3), Conv2d(8, 3, Groups = 3)]\nsealed partial class Net;\n\n[Network(1, 28, 28)]\n[Conv2d(16, 3), Conv2d(8, 3, Groups = 2)]\npartial class Other;",
            "[Budget(MaxParameters = 1_000_000)]\nsealed partial class Net { public int Age => _age; }"),
        "sealed partial class Net { private readonly int _age; }",
        "[Network(1, 28, 28)]\n[Conv2d(16, 3), Conv2d(8, 3, Groups = 2)]\nsealed partial class Net;\n\n[Network(1, 28, 28)]\n[Conv2d(16, 3), Conv2d(8, 3, Groups = 2)]\npartial class Other;",
        "[Budget(MaxParameters = 1_000_000)]\nsealed partial class Net { public int Age => _age; }");

    private const string InBlock = "[Network(1, 13, 13), Use<Grid>, AdaptiveAvgPool2d(1), Flatten, Linear(10)] partial class Net;";

    private const string Head = "namespace Library; [Block, Linear(10)] public class Head;";

    private static string Small(string more, string name = "Net", int size = 13) => $$"""
        [Network(1, {{size}}, {{size}})]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU] // features
        [Conv2d(16, 3), ReLU] // more features{{more}}

        [AdaptiveAvgPool2d(1), Flatten, Linear(10)] // the head
        sealed partial class {{name}};
        """;

    private static string Pooled(string size) => $$"""
        [Network(1, {{size}}, ObjectSize = 32)] // an image
        [Conv2d(8, 3), ReLU, Conv2d(8, 3), ReLU, MaxPool2d]
        [Conv2d(16, 3), ReLU, Conv2d(16, 3), ReLU, MaxPool2d]
        [Conv2d(32, 3), ReLU, Conv2d(32, 3), ReLU, Conv2d(32, 3), ReLU]
        [Conv2d(10, 1), AdaptiveAvgPool2d(1), Flatten]
        partial class Net;

        static class Numbers { public const int Size = 43; }
        """;

    private static string Dilated(int first, int second, int third) => $$"""
        [Network(1, 13, 13)]
        [Conv2d(8, 3, Padding = {{first}}, Dilation = {{first}}), ReLU] // first
        [Conv2d(8, 3, Padding = {{second}}, Dilation = {{second}}), ReLU]
        [Conv2d(8, 3, Dilation = {{third}} /* wide */, Padding = {{third}}), ReLU]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10)]
        partial class Net;
        """;

    private static string Between(string layer) => $$"""
        // A network.
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU] // features
        [{{layer}}, ReLU] // more
        partial class Net;

        static class Numbers { public const int Two = 2; }
        """;
}

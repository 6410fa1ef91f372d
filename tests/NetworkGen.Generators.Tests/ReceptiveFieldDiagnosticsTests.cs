using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using NetworkGen.Generators.Analyzers;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG2001, with the course's numbers: what the last feature layer sees, and what would close the gap.</summary>
public sealed class ReceptiveFieldDiagnosticsTests
{
    private const string Coverage = "networkgen_receptive_field_coverage = ";

    private const string ThreeConvolutions = """
        [Network(1, 100, 100)]
        [Conv2d(8, 3), ReLU]
        [Conv2d(8, 3), ReLU]
        [[|Conv2d(8, 3)|], ReLU]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10)]
        partial class Net;
        """;

    /// <summary>The course's pyramid on 400×400: 27 convolutions of 3×3, four pools, a field of 390.</summary>
    private static readonly string _pyramid =
        "#pragma warning disable NG2003 // the last 10 rows and columns\n[Network(1, 400, 400)]\n"
        + string.Concat(Enumerable.Repeat("[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), MaxPool2d(2)]\n", 4))
        + "[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), {0}, Flatten]\npartial class Net;";

    [Fact]
    public Task NG2001_three_3x3_layers_see_7_of_100_pixels() => AnalyzerRun.Expect(
        "NG2001",
        "The last feature layer, Conv2d 3×3, 8, sees 7 of 100 pixels (7 %): 47 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 3 and 23 more 3×3 at the end (with Padding = 1); further pools shorten it again",
        ThreeConvolutions);

    [Fact]
    public Task NG2001_the_pyramid_passes_at_the_default() => AnalyzerRun.ExpectNone(Pyramid("Conv2d(8, 3)"));

    [Fact]
    public Task NG2001_the_pyramid_warns_where_all_is_asked() => AnalyzerRun.Expect(
        "NG2001",
        "The last feature layer, Conv2d 3×3, 8, sees 390 of 400 pixels (97.5 %): its map has read only 390×390 pixels (width × height), so layers after it can't help: keep the map larger with Padding in earlier layers, or feed images of 390×390",
        Pyramid("[|Conv2d(8, 3)|]"),
        new EditorConfig(Coverage + "1.0"));

    [Theory]
    [InlineData("1.0", 1.0)]
    [InlineData("1", 1.0)]
    [InlineData("0.975", 0.975)]
    [InlineData("0", 0.0)]
    [InlineData("1,0", 0.95)]
    [InlineData("95 %", 0.95)]
    [InlineData("1.01", 0.95)]
    [InlineData("-1", 0.95)]
    [InlineData("NaN", 0.95)]
    [InlineData("much", 0.95)]
    public void A_coverage_is_a_number_from_0_to_1_and_anything_else_leaves_the_default(string text, double coverage)
    {
        SyntaxTree file = Sources.Compile("").SyntaxTrees[0];

        Assert.Equal(coverage, RuleOptionsReader.Read(new EditorConfig(Coverage + text).Options.GetOptions(file)).ReceptiveFieldCoverage);
    }

    [Fact]
    public Task NG2001_not_for_objects_smaller_than_the_image() => AnalyzerRun.ExpectNone("""
        [Network(1, 100, 100, ObjectSize = 7)]
        [Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3)]
        partial class Net;
        """);

    private static string Pyramid(string last) => _pyramid.Replace("{0}", last, System.StringComparison.Ordinal);
}

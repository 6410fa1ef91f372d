using System.Linq;
using System.Threading.Tasks;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG2001, with the course's numbers: what the last feature layer sees, and what would close the gap.</summary>
public sealed class ReceptiveFieldDiagnosticsTests
{
    private const string Coverage = "networkgen_receptive_field_coverage = ";

    private const string PyramidMessage =
        "The last feature layer, Conv2d 3×3, 8, sees 390 of 400 pixels (97.5 %): its map has read only 390×390 pixels (width × height), so layers after it can't help: keep the map larger with Padding in earlier layers, or feed images of 390×390";

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
        "[Network(1, 400, 400)]\n"
        + string.Concat(Enumerable.Repeat("[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), MaxPool2d(2)]\n", 4))
        + "[Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3), {0}, Flatten]\npartial class Net;";

    [Fact]
    public Task NG2001_three_3x3_layers_see_7_of_100_pixels() => AnalyzerRun.Expect(
        "NG2001",
        "The last feature layer, Conv2d 3×3, 8, sees 7 of 100 pixels (7 %): 47 more 3×3 layers after it (with Padding = 1), or a 2×2 pool after layer 3 and 23 more 3×3 at the end (with Padding = 1); further pools shorten it again",
        ThreeConvolutions);

    [Fact]
    public Task NG2001_the_pyramid_passes_at_the_default() => AnalyzerRun.ExpectNone(Pyramid("Conv2d(8, 3)"));

    [Theory]
    [InlineData("0.95")]
    [InlineData("0.975")]
    [InlineData("0")]
    public Task NG2001_the_pyramid_passes_where_less_is_asked(string coverage) =>
        AnalyzerRun.ExpectNone(Pyramid("Conv2d(8, 3)"), new EditorConfig(Coverage + coverage));

    [Theory]
    [InlineData("1.0")]
    [InlineData("1")]
    [InlineData("0.976")]
    public Task NG2001_the_pyramid_warns_where_all_is_asked(string coverage) =>
        AnalyzerRun.Expect("NG2001", PyramidMessage, Pyramid("[|Conv2d(8, 3)|]"), new EditorConfig(Coverage + coverage));

    [Theory]
    [InlineData("1,0")]
    [InlineData("100 %")]
    [InlineData("1.01")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("much")]
    public Task A_coverage_that_makes_no_sense_leaves_the_default(string coverage) =>
        AnalyzerRun.ExpectNone(Pyramid("Conv2d(8, 3)"), new EditorConfig(Coverage + coverage));

    [Fact]
    public Task NG2001_not_for_objects_smaller_than_the_image() => AnalyzerRun.ExpectNone("""
        [Network(1, 100, 100, ObjectSize = 7)]
        [Conv2d(8, 3), Conv2d(8, 3), Conv2d(8, 3)]
        partial class Net;
        """);

    private static string Pyramid(string last) => _pyramid.Replace("{0}", last, System.StringComparison.Ordinal);
}

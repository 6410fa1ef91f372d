using System.Linq;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Golden;

public sealed class GoldenCasesTests
{
    [Fact]
    public void CasesFileIsUpToDate() => Assert.True(
        GoldenFile.ReadText("cases.json") == GoldenCases.Json,
        "the list of cases changed: write cases.json and run golden.py again, as its head says");

    [Fact]
    public void NamesAreDistinctIdentifiers()
    {
        Assert.Equal(GoldenCases.All.Count, GoldenCases.All.Select(testCase => testCase.Name).Distinct().Count());
        Assert.All(GoldenCases.All, testCase => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", testCase.Name));
    }

    [Fact]
    public void SourceIsWhatAUserWouldWrite()
    {
        var testCase = new TestCase("Sample", new CaseShape(3, 9, 11),
        [
            Layers.Normalize([0.5f, 1, 2], [0.25f]), Layers.Conv2d(16, 3, 5, stride: 2, padding: Layers.Same, bias: false).Called("stem"), Layers.ReLU, Layers.MaxPool2d(),
            Layers.Upsample(2), Layers.Upsample(3, bilinear: true),
        ]);

        Assert.Equal("""
            using NetworkGen;

            namespace NetworkGen.RenderedCases;

            [Network(3, 9, 11)]
            [Normalize(Mean = new[] { 0.5f, 1f, 2f }, Std = new[] { 0.25f })]
            [Conv2d(16, 3, 5, Stride = 2, Padding = Pad.Same, Bias = false, Name = "stem")]
            [ReLU]
            [MaxPool2d(2)]
            [Upsample(2)]
            [Upsample(3, Mode = UpsampleMode.Bilinear)]
            public sealed partial class Sample;

            """, CaseSource.File(testCase));
    }
}

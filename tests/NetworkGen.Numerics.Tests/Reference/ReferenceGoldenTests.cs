using System.Collections.Generic;
using System.Linq;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>The reference gives PyTorch's numbers: both compute in float64, so only the rounding of the stored values is between them.</summary>
public sealed class ReferenceGoldenTests
{
    private const double RoundingOfFloat = 1e-6;

    public static TheoryData<string> Cases => [.. GoldenCases.All.Select(testCase => testCase.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void MatchesPyTorch(string name)
    {
        TestCase testCase = GoldenCases.Get(name);
        Dictionary<string, double[]> ours = TrainingRun.Of(testCase);

        IReadOnlyList<GoldenTensor> golden = GoldenFile.Tensors(name);
        Assert.Equal(golden.Select(tensor => tensor.Name).Order(), ours.Keys.Order());
        foreach (GoldenTensor tensor in golden)
        {
            NumericError error = tensor.ErrorOf(ours[tensor.Name]);
            Assert.True(error.RelativeMax < RoundingOfFloat && error.RelativeNorm < RoundingOfFloat, $"{name}, {tensor.Name}: {error}");
        }
    }
}

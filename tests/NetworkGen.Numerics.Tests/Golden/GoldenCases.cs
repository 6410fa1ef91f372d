using System.Collections.Generic;
using System.Linq;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Golden;

/// <summary>The cases whose numbers PyTorch was asked for: all of them.</summary>
public static class GoldenCases
{
    /// <summary>Every layer alone, every join, then the networks.</summary>
    public static IReadOnlyList<TestCase> All { get; } = [.. LayerCases.All, .. JoinCases.All, .. NetworkCases.All, .. GraphCases.All];

    /// <summary>What cases.json must hold.</summary>
    public static string Json => CaseJson.Render(All);

    /// <summary>The case of a name.</summary>
    public static TestCase Get(string name) => All.Single(testCase => testCase.Name == name);
}

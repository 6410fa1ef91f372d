using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using NetworkGen.Numerics.Tests.Reference;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Whatever the compiler of networks accepts compiles, runs and matches the reference forward and backward; what it refuses carries a
/// diagnostic, and it refuses what the reference's own arithmetic refuses. A failure prints CsCheck's seed and the network's source.
/// </summary>
public sealed class RandomNetworkTests
{
    private const int NetworksPerAssembly = 200;

    /// <summary>
    /// Fixed seeds, so that CI says the same of the same commit, and as many fresh ones as NETWORKGEN_RANDOM_NETWORKS asks for; or the one that
    /// NETWORKGEN_RANDOM_SEED names.
    /// </summary>
    public static TheoryData<string> Seeds => Environment.GetEnvironmentVariable("NETWORKGEN_RANDOM_SEED") is { Length: > 0 } seed
        ? [seed]
        : [.. _fixedSeeds.Concat(Enumerable.Range(0, Fresh).Select(static _ => FreshSeed()))];

    private static readonly string[] _fixedSeeds = [
        "5KFtStrNht31", "6KFtStrNht42", "7KFtStrNht53", "8KFtStrNht64", "9KFtStrNht75",
        "AKFtStrNht86", "BKFtStrNht97", "CKFtStrNhu08", "DKFtStrNhu19", "EKFtStrNhu20",
    ];

    private static int Fresh => int.Parse(Environment.GetEnvironmentVariable("NETWORKGEN_RANDOM_NETWORKS") ?? "0", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AcceptedNetworksMatchTheReferenceAndRefusedOnesSayWhy(string seed) => RandomNetworks.Network.Array[NetworksPerAssembly]
        .Select(RandomNetworks.Named)
        .Sample(CheckTogether, seed: seed, iter: 1, threads: 1, print: Print);

    /// <summary>Legality alone needs no compilation of what is emitted: many more networks.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void RefusesWhatTheReferenceRefuses(string seed) => RandomNetworks.Network.Array[600]
        .Select(RandomNetworks.Named)
        .Sample(CheckLegality, seed: seed, iter: 1, threads: 1, print: Print);

    private static string FreshSeed() => new(Random.Shared.GetItems<char>("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 12));

    private static string Print(TestCase[] networks) => $"{networks.Length} networks";

    private static void CheckLegality(TestCase[] networks)
    {
        IReadOnlyDictionary<string, string[]> refusals = CaseCompiler.Refusals(networks);
        string[] failures =
        [
            .. networks.SelectMany(network => Disagreement(Build(network).Illegal, refusals.GetValueOrDefault(network.Name) ?? []).Select(failure => $"{failure}\n{CaseSource.File(network)}")),
        ];
        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join("\n", failures.Take(5))}");

        // the generator of networks is worth something only while both outcomes are common
        Assert.InRange(refusals.Count, networks.Length / 20, networks.Length / 2);
    }

    private static string[] Disagreement(string illegal, IReadOnlyList<string> refusals) => (illegal.Length > 0, refusals.Count > 0) switch
    {
        (true, false) => [$"accepted, though: {illegal}"],
        (false, true) => [$"refused, though it is legal: {string.Join("\n", refusals)}"],
        _ => [],
    };

    private static void CheckTogether(TestCase[] networks)
    {
        using CompiledCases compiled = CaseCompiler.Compile(networks);
        var failures = new List<string>();
        foreach (TestCase network in networks)
        {
            try
            {
                failures.AddRange(Check(network, compiled).Select(failure => $"{failure}\n{CaseSource.File(network)}"));
            }
            catch (Exception exception)
            {
                failures.Add($"{exception}\n{CaseSource.File(network)}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join("\n", failures.Take(5))}");
    }

    private static IEnumerable<string> Check(TestCase testCase, CompiledCases compiled)
    {
        (ReferenceNetwork? reference, string illegal) = Build(testCase);
        IReadOnlyList<string> refusals = compiled.Refusals(testCase);
        if (reference is null || refusals.Count > 0)
        {
            return Disagreement(illegal, refusals);
        }

        INetworkUnderTest network = compiled.Create(testCase);
        network.TakeStateOf(reference);
        return RandomNetworkComparison.Of(testCase, network);
    }

    private static (ReferenceNetwork? Network, string Illegal) Build(TestCase testCase)
    {
        try
        {
            return (new ReferenceNetwork(testCase), "");
        }
        catch (IllegalLayerException exception)
        {
            return (null, exception.Message);
        }
    }
}

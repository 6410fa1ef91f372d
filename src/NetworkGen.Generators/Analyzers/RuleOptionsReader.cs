using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Core.ReceptiveFields.Rules;

namespace NetworkGen.Generators.Analyzers;

/// <summary>The options of the rules, from <c>.editorconfig</c>. What can't be read or makes no sense leaves the default.</summary>
internal static class RuleOptionsReader
{
    /// <summary>The share of the object that the features must see, 0 to 1.</summary>
    public const string ReceptiveFieldCoverage = "networkgen_receptive_field_coverage";

    /// <summary>Pixels that must arrive at the first pool, 1 or more.</summary>
    public const string EarlyPoolField = "networkgen_early_pool_field";

    /// <summary>Layers that look at neighbours behind the last pool, 0 or more.</summary>
    public const string LayersAfterPool = "networkgen_layers_after_pool";

    /// <summary>How many times fewer channels are a cut, 2 or more.</summary>
    public const string ChannelCut = "networkgen_channel_cut";

    /// <summary>3×3 layers that an object may take without a pool, 1 or more.</summary>
    public const string LayersWithoutPool = "networkgen_layers_without_pool";

    /// <summary>The options that hold for the file of these.</summary>
    public static RuleOptions Read(AnalyzerConfigOptions options) => RuleOptions.Default with
    {
        ReceptiveFieldCoverage = Share(options, ReceptiveFieldCoverage) ?? RuleOptions.Default.ReceptiveFieldCoverage,
        EarlyPoolField = Count(options, EarlyPoolField, 1) ?? RuleOptions.Default.EarlyPoolField,
        LayersAfterPool = Count(options, LayersAfterPool, 0) ?? RuleOptions.Default.LayersAfterPool,
        ChannelCut = Count(options, ChannelCut, 2) ?? RuleOptions.Default.ChannelCut,
        LayersWithoutPool = Count(options, LayersWithoutPool, 1) ?? RuleOptions.Default.LayersWithoutPool,
    };

    private static double? Share(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
        && share is >= 0 and <= 1
            ? share
            : null;

    private static int? Count(AnalyzerConfigOptions options, string key, int least) =>
        options.TryGetValue(key, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count >= least
            ? count
            : null;
}

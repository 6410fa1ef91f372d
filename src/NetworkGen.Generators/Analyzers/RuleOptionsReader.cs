using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using NetworkGen.Core.ReceptiveFields.Rules;

namespace NetworkGen.Generators.Analyzers;

/// <summary>The options of the rules, from <c>.editorconfig</c>. What can't be read or makes no sense leaves the default.</summary>
internal static class RuleOptionsReader
{
    /// <summary>The share of the object that the features must see, 0 to 1.</summary>
    public const string ReceptiveFieldCoverage = "networkgen_receptive_field_coverage";

    /// <summary>The options that hold for the file of these.</summary>
    public static RuleOptions Read(AnalyzerConfigOptions options) => RuleOptions.Default with
    {
        ReceptiveFieldCoverage = Share(options, ReceptiveFieldCoverage) ?? RuleOptions.Default.ReceptiveFieldCoverage,
    };

    private static double? Share(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
        && share is >= 0 and <= 1
            ? share
            : null;
}

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>What the rules may be told in <c>.editorconfig</c>.</summary>
public sealed record RuleOptions
{
    /// <summary>The rules as they come.</summary>
    public static RuleOptions Default { get; } = new();

    /// <summary>
    /// The share of the object that the features must see, per axis: <c>networkgen_receptive_field_coverage</c>.
    /// 0.95 lets the course's pyramid (390 of 400 pixels) pass.
    /// </summary>
    public double ReceptiveFieldCoverage { get; init; } = 0.95;
}

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

    /// <summary>
    /// The field that must arrive at the first pool, in pixels: <c>networkgen_early_pool_field</c>. Null is the course's rule: 11 where the object is
    /// 200 pixels or more, 5 otherwise.
    /// </summary>
    public int? EarlyPoolField { get; init; }

    /// <summary>Layers with a kernel above 1×1 that must stand behind the last pool: <c>networkgen_layers_after_pool</c>.</summary>
    public int LayersAfterPool { get; init; } = 2;

    /// <summary>How many times fewer channels may not be made by a kernel that looks at neighbours: <c>networkgen_channel_cut</c>.</summary>
    public int ChannelCut { get; init; } = 4;

    /// <summary>3×3 layers that an object may take without a pool: <c>networkgen_layers_without_pool</c>.</summary>
    public int LayersWithoutPool { get; init; } = 20;
}

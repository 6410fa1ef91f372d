namespace NetworkGen.Generators;

/// <summary>The names of the pipeline's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>From a class with <c>[Network]</c> to plain data.</summary>
    public const string Declaration = nameof(Declaration);
}

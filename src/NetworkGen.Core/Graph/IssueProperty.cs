namespace NetworkGen.Core.Graph;

/// <summary>The keys of <see cref="NetworkIssue.Properties"/>: what a code fix needs, so that it recomputes nothing. Values are invariant integers, and names of tensors.</summary>
public static class IssueProperty
{
    /// <summary>The value that the argument should have.</summary>
    public const string Replacement = "Replacement";

    /// <summary>The same as C#, where constants say it better: <c>2 * DigitNet.OutputLength</c>.</summary>
    public const string Expression = "Expression";

    /// <summary>Which value of an argument that holds several, counted from 0: a name of <c>Concat</c>.</summary>
    public const string Element = "Element";

    /// <summary>How many 3×3 stride-1 convolutions after the issue's layer close the field. With <c>Padding = 1</c> they fit any map.</summary>
    public const string ConvolutionCount = "ConvolutionCount";

    /// <summary>The index of the layer after which a 2×2 pool shortens the way.</summary>
    public const string PoolAfterLayer = "PoolAfterLayer";

    /// <summary>How many 3×3 stride-1 convolutions are missing still once that pool is there; 0 where the pool alone closes the field.</summary>
    public const string ConvolutionCountWithPool = "ConvolutionCountWithPool";
}

namespace NetworkGen.Core.Graph;

/// <summary>The keys of <see cref="NetworkIssue.Properties"/>: what a code fix needs, so that it recomputes nothing; whole fixes have keys of their own (<see cref="FixText.Key"/>).</summary>
public static class IssueProperty
{
    /// <summary>The value that the argument should have.</summary>
    public const string Replacement = "Replacement";

    /// <summary>The same as C#, where constants say it better: <c>2 * DigitNet.OutputLength</c>.</summary>
    public const string Expression = "Expression";

    /// <summary>Which value of an argument that holds several, counted from 0: a name of <c>Concat</c>.</summary>
    public const string Element = "Element";
}

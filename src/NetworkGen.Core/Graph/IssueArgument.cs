namespace NetworkGen.Core.Graph;

/// <summary>Arguments by which issues of one id are told apart.</summary>
public static class IssueArgument
{
    /// <summary>The block that <c>Stage</c> and <c>Use</c> name.</summary>
    public const string Block = "Block";

    /// <summary>What the network returns. No attribute has it.</summary>
    public const string Output = "Output";
}

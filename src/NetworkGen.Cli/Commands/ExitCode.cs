namespace NetworkGen.Cli.Commands;

/// <summary>How a command ends; README.md and the help tell them.</summary>
internal static class ExitCode
{
    /// <summary>Done; nothing found at or above the severity that counts.</summary>
    public const int Clean = 0;

    /// <summary>Something found at or above the severity that counts.</summary>
    public const int Findings = 1;

    /// <summary>The project couldn't be loaded or, for <c>check</c>, doesn't compile; or the command wasn't understood.</summary>
    public const int Failed = 2;
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetworkGen.Cli.Findings;

/// <summary>One thing found.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Severity">As <c>.editorconfig</c> and the project have it: <c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Message">What is wrong, and the way out.</param>
/// <param name="HelpLink">Its page.</param>
/// <param name="Place">Where; null for what concerns the project.</param>
/// <param name="Related">Further places: the lines of blocks.</param>
internal sealed record Finding(string Id, string Severity, string Message, string HelpLink, Place? Place, IReadOnlyList<Place> Related)
{
    /// <summary>The severities, least first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["info", "warning", "error"];

    /// <summary>The finding of a diagnostic.</summary>
    public static Finding Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        SeverityOf(diagnostic),
        diagnostic.GetMessage(CultureInfo.InvariantCulture),
        diagnostic.Descriptor.HelpLinkUri,
        Findings.Place.Of(diagnostic.Location),
        [.. diagnostic.AdditionalLocations.Select(Findings.Place.Of).OfType<Place>()]);

    /// <summary>Whether it is of that severity or above.</summary>
    public bool IsAtLeast(string severity) => Rank(Severity) >= Rank(severity);

    private static int Rank(string severity) => Severities.TakeWhile(known => known != severity).Count();

    private static string SeverityOf(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}

/// <summary>A place in a source file; lines and columns from 1, the end behind the last character.</summary>
internal sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The place of a location; null where it is in no file.</summary>
    public static Place? Of(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return location.IsInSource
            ? new Place(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1)
            : null;
    }

    /// <summary><c>file:line:column</c>, which terminals and editors can open.</summary>
    public string ToString(Func<string, string> shorten) => string.Create(CultureInfo.InvariantCulture, $"{shorten(File)}:{Line}:{Column}");
}

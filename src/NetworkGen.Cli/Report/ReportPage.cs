using System.Net;
using System.Text.Json;
using NetworkGen.Cli.Model;

namespace NetworkGen.Cli.Report;

/// <summary>Puts the page together: one file, which asks for nothing else.</summary>
internal static class ReportPage
{
    /// <summary>The scripts, in the order in which they know each other.</summary>
    private static readonly string[] _scripts = ["draw.js", "explorer.js", "chart.js", "table.js", "graph.js", "page.js"];

    /// <summary>The page of a document.</summary>
    public static string Of(ReportDocument document)
    {
        // The encoder writes no '<', so no text of a user's ends the element that holds it.
        string data = JsonSerializer.Serialize(document, JsonFormat.Compact.ReportDocument);
        string scripts = string.Join('\n', System.Array.ConvertAll(_scripts, Resource.Text));
        return Resource.Text("report.html")
            .Replace("{title}", WebUtility.HtmlEncode(document.Project))
            .Replace("/*{style}*/", Resource.Text("report.css"))
            .Replace("/*{script}*/", scripts)
            .Replace("{data}", data);
    }
}

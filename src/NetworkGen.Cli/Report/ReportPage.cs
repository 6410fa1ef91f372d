using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetworkGen.Cli.Model;

namespace NetworkGen.Cli.Report;

/// <summary>Puts the page together: one file, which asks for nothing else.</summary>
internal static partial class ReportPage
{
    /// <summary>The scripts, in the order in which they know each other.</summary>
    private static readonly string[] _scripts = ["draw.js", "panel.js", "explorer.js", "chart.js", "table.js", "graph.js", "page.js"];

    /// <summary>The page of a document. The places in the template are filled in one pass: nothing is looked for in what fills them.</summary>
    public static string Of(ReportDocument document)
    {
        string style = Text("report.css");
        string script = string.Join('\n', Array.ConvertAll(_scripts, Text));
        return Place().Replace(Text("report.html"), place => place.Groups["name"].Value switch
        {
            "title" => WebUtility.HtmlEncode(document.Project),
            "style" => style,
            "style-hash" => Hash(style),
            "script" => script,
            "script-hash" => Hash(script),

            // The encoder writes no '<', so no text of a user's ends the element that holds the data.
            "data" => JsonSerializer.Serialize(document, JsonFormat.Compact.ReportDocument),
            var name => throw new InvalidOperationException($"report.html has a place '{name}' that nothing fills."),
        });
    }

    /// <summary><c>{name}</c>, or the same as a comment where an editor expects CSS or JavaScript.</summary>
    [GeneratedRegex(@"/\*\{(?<name>[a-z-]+)\}\*/|\{(?<name>[a-z-]+)\}")]
    private static partial Regex Place();

    /// <summary>The same bytes on every machine: the browser compares their hash.</summary>
    private static string Text(string name) => Resource.Text(name).ReplaceLineEndings("\n");

    /// <summary>What the policy allows by: this very text and no other.</summary>
    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

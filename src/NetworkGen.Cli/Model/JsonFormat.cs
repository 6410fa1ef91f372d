using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NetworkGen.Cli.Report;

namespace NetworkGen.Cli.Model;

/// <summary>How models become JSON: camel case, and what is null is left out of reports but kept where a schema promises the field. Letters of every language stay as they are; the signs of HTML never do.</summary>
[JsonSerializable(typeof(SummaryDocument))]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class JsonFormat : JsonSerializerContext
{
    /// <summary>For people and for diffs.</summary>
    public static JsonFormat Indented { get; } = new(Written(isIndented: true));

    /// <summary>For pages.</summary>
    public static JsonFormat Compact { get; } = new(Written(isIndented: false));

    private static JsonSerializerOptions Written(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = isIndented,
        DefaultIgnoreCondition = isIndented ? JsonIgnoreCondition.Never : JsonIgnoreCondition.WhenWritingNull,
    };
}

namespace NetworkGen.Core.Emission;

/// <summary>Text within XML documentation.</summary>
internal static class Xml
{
    /// <summary>Escapes what has a meaning in XML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}

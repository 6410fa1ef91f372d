using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.CodeFixes.Editing;

/// <summary>Lines of layers, as fixes hold them, taken apart.</summary>
internal static class LayerSyntax
{
    /// <summary>How much further back a layer is in the line than in its syntax.</summary>
    public const int Offset = 1;

    private const string AttributeSuffix = "Attribute";

    /// <summary>The layers of a line.</summary>
    public static IReadOnlyList<AttributeSyntax> Parse(string line) =>
        SyntaxFactory.ParseCompilationUnit("[" + line + "]class C;").Members.OfType<TypeDeclarationSyntax>().Single().AttributeLists[0].Attributes;

    /// <summary>What kind of layer it is, however it is qualified.</summary>
    public static string KindOf(AttributeSyntax attribute)
    {
        SimpleNameSyntax type = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            _ => (SimpleNameSyntax)attribute.Name,
        };
        string name = type.Identifier.ValueText;
        return name.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - AttributeSuffix.Length) : name;
    }
}

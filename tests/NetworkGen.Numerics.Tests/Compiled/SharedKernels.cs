using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// Random networks repeat each other's kernels, and compiling these is nearly all that a network costs. So each distinct one is compiled once
/// per assembly: the text that was emitted, moved to a class of its own, and called from where it stood.
/// </summary>
internal static class SharedKernels
{
    private const string Neutral = "Kernel";

    /// <summary>The same program with each kernel once.</summary>
    public static Compilation Apply(Compilation generated)
    {
        var names = new Dictionary<string, string>();
        var usings = new SortedSet<string>();
        var shared = new StringBuilder();
        foreach (SyntaxTree tree in generated.SyntaxTrees)
        {
            SyntaxNode root = tree.GetRoot();
            ClassDeclarationSyntax? kernels = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<ClassDeclarationSyntax>().FirstOrDefault(static type => type.Identifier.Text == "Kernels");
            if (kernels is null)
            {
                continue;
            }

            usings.UnionWith(((CompilationUnitSyntax)root).Usings.Select(static directive => directive.ToString()));
            usings.UnionWith(root.ChildNodes().OfType<BaseNamespaceDeclarationSyntax>().SelectMany(static space => space.Usings).Select(static directive => directive.ToString()));
            var calls = new StringBuilder("file static class Kernels\n{\n");
            foreach (MethodDeclarationSyntax[] kernel in Groups(kernels))
            {
                string text = Renamed(string.Concat(kernel.Select(static method => method.ToFullString())), kernel[0].Identifier.Text, Neutral);
                if (!names.TryGetValue(text, out string? name))
                {
                    names[text] = name = Neutral + names.Count.ToString(CultureInfo.InvariantCulture);
                    shared.Append(Renamed(text, Neutral, name));
                }

                ParameterListSyntax parameters = kernel[0].ParameterList;
                string arguments = string.Join(", ", parameters.Parameters.Select(static parameter => $"{parameter.Modifiers} {parameter.Identifier}"));
                calls.Append(CultureInfo.InvariantCulture, $"public static void {kernel[0].Identifier}{parameters} => global::SharedKernels.{name}({arguments});\n");
            }

            string whole = tree.ToString();
            string moved = whole[..kernels.SpanStart] + calls + "}\n" + whole[kernels.Span.End..];
            generated = generated.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(moved, (CSharpParseOptions)tree.Options, tree.FilePath));
        }

        string file = $"{string.Join("\n", usings)}\ninternal static class SharedKernels\n{{\n{shared}}}\n";
        return generated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(file, (CSharpParseOptions)generated.SyntaxTrees.First().Options, "SharedKernels.cs"));
    }

    /// <summary>Each public method with the private ones behind it, one for each vector width.</summary>
    private static List<MethodDeclarationSyntax[]> Groups(ClassDeclarationSyntax kernels)
    {
        var groups = new List<MethodDeclarationSyntax[]>();
        foreach (MethodDeclarationSyntax method in kernels.Members.OfType<MethodDeclarationSyntax>())
        {
            if (method.Modifiers.Any(SyntaxKind.PublicKeyword))
            {
                groups.Add([method]);
            }
            else
            {
                groups[^1] = [.. groups[^1], method];
            }
        }

        return groups;
    }

    private static string Renamed(string text, string name, string other) => Regex.Replace(text, $@"\b{name}(?=(_512|_256|_128|_Scalar)?\()", other);
}

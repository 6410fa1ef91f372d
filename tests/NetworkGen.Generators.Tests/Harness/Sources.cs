using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>Source texts to compilations that reference .NET 10 and the attributes, as a user's project does.</summary>
internal static class Sources
{
    /// <summary>What the user's compiler does with documentation comments unless a test says otherwise: check them.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> _framework = [.. Net100.References.All];

    private static readonly ImmutableArray<MetadataReference> _runtime =
    [
        MetadataReference.CreateFromFile(typeof(LayerAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Tensor).Assembly.Location),
    ];

    /// <summary>A library of the given files; <c>using NetworkGen</c> and <c>using System</c> are there already.</summary>
    public static CSharpCompilation Compile(params IEnumerable<string> files) => CSharpCompilation.Create(
        "Tests",
        files.Prepend("global using System; global using NetworkGen;").Select(Parse),
        [.. _framework, .. _runtime],
        Options);

    /// <summary>The same without a reference to NetworkGen.</summary>
    public static CSharpCompilation CompileWithoutRuntime(string file) =>
        CSharpCompilation.Create("Tests", [Parse(file, 1)], _framework, Options);

    /// <summary>The file at <paramref name="index"/> (0 is the first that was given) with another text.</summary>
    public static CSharpCompilation WithFile(this CSharpCompilation compilation, int index, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[index + 1];
        SyntaxTree edited = old.WithChangedText(SourceText.From(text));
        return compilation.ReplaceSyntaxTree(old, edited);
    }

    /// <summary>With one more file, of this path.</summary>
    public static CSharpCompilation WithTree(this CSharpCompilation compilation, string path, string text) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, ParseOptions, path));

    /// <summary>With a reference to a library of this name and text: as a built file, of which there is no syntax, or as an editor refers to another project.</summary>
    public static CSharpCompilation WithLibrary(this CSharpCompilation compilation, string name, string text, bool asProject = false) =>
        compilation.WithReference(Compile(text).WithAssemblyName(name), asProject);

    /// <summary>With a reference to another compilation: as a built file, of which there is no syntax, or as an editor refers to another project.</summary>
    public static CSharpCompilation WithReference(this CSharpCompilation compilation, CSharpCompilation library, bool asProject) =>
        compilation.AddReferences(asProject ? library.ToMetadataReference() : library.AsImage());

    /// <summary>A reference to its built file.</summary>
    public static MetadataReference AsImage(this CSharpCompilation library)
    {
        using var image = new MemoryStream();
        EmitResult emitted = library.Emit(image);
        return emitted.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new ArgumentException(string.Join('\n', emitted.Diagnostics), nameof(library));
    }

    /// <summary>The one type of this metadata name.</summary>
    public static INamedTypeSymbol TypeOf(this Compilation compilation, string metadataName) =>
        compilation.GetTypeByMetadataName(metadataName) ?? throw new ArgumentException($"There is no type '{metadataName}'.", nameof(metadataName));

    private static CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        warningLevel: 9999,
        nullableContextOptions: NullableContextOptions.Enable);

    private static SyntaxTree Parse(string text, int index) =>
        CSharpSyntaxTree.ParseText(text, ParseOptions, FormattableString.Invariant($"File{index}.cs"));
}

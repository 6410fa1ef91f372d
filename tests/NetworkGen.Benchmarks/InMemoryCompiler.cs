using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace NetworkGen.Benchmarks;

/// <summary>C# compiled in memory against the running framework and NetworkGen, as a user's Release build would.</summary>
internal static class InMemoryCompiler
{
    private static readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] _references = [.. References()];

    /// <summary>A file of a compilation.</summary>
    public static SyntaxTree Parse(string text) => Parse(text, "");

    /// <summary>A file of a compilation, under its name.</summary>
    public static SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, _parseOptions, name);

    /// <summary>A compilation of files.</summary>
    public static CSharpCompilation Compile(params IEnumerable<SyntaxTree> files) => CSharpCompilation.Create(
        "InMemory",
        files,
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The bytes of the assembly.</summary>
    /// <exception cref="InvalidOperationException">The text doesn't compile; the message has the compiler's errors.</exception>
    public static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        EmitResult emitted = compilation.Emit(image);
        return emitted.Success
            ? image.ToArray()
            : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }

    /// <summary>The loaded assembly of one file.</summary>
    public static Assembly Load(string text) => Assembly.Load(Emit(Compile(Parse(text))));

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(INetwork<>).Assembly.Location)
            .Distinct()
            .Select(static path => MetadataReference.CreateFromFile(path));
}

using Microsoft.CodeAnalysis;

namespace NetworkGen.Generators.Analyzers.CallSites;

/// <summary>The length of a buffer, as far as the source tells.</summary>
/// <param name="Value">How many elements it holds.</param>
/// <param name="Size">Where that is written, as the <c>784</c> of <c>new float[784]</c>; null where it follows from something else.</param>
internal readonly record struct KnownLength(long Value, SyntaxNode? Size = null);

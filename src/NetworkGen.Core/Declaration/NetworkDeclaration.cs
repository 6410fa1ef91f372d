using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Core.Declaration;

/// <summary>
/// What the user wrote, as plain equatable data: strings and numbers, no symbols, no positions.
/// The only model that crosses a step of the incremental pipeline.
/// </summary>
/// <param name="Type">The class that the generated part extends.</param>
/// <param name="Arguments">The arguments of <c>[Network]</c>.</param>
/// <param name="Budget">The arguments of <c>[Budget]</c>; empty without one.</param>
/// <param name="Layers">The layer attributes in source order.</param>
/// <param name="Blocks">The blocks that the layers use, and those that these use, each once; users before what they use.</param>
public sealed record NetworkDeclaration(
    TypeDeclaration Type,
    EquatableArray<Argument> Arguments,
    EquatableArray<Argument> Budget,
    EquatableArray<LayerDeclaration> Layers,
    EquatableArray<BlockDeclaration> Blocks = default);

/// <summary>A class with <c>[Block]</c>: a stack of layers that <c>Stage</c> and <c>Use</c> refer to.</summary>
/// <param name="Name">The full name, behind <c>Assembly::</c> where it comes from another one, which the <c>Block</c> argument of <c>Stage</c> and <c>Use</c> holds.</param>
/// <param name="Layers">The layer attributes in source order.</param>
public sealed record BlockDeclaration(string Name, EquatableArray<LayerDeclaration> Layers)
{
    /// <summary>Blocks by name; of two of one name the first.</summary>
    internal static IReadOnlyDictionary<string, BlockDeclaration> ByName(EquatableArray<BlockDeclaration> blocks) =>
        blocks.GroupBy(static block => block.Name).ToDictionary(static named => named.Key, static named => named.First());
}

/// <summary>Where the generated part goes: the namespace and the types around and including the network's class.</summary>
/// <param name="Namespace">The full namespace, or an empty string for the global one.</param>
/// <param name="Parts">From the outermost type to the network's own class.</param>
public sealed record TypeDeclaration(string Namespace, EquatableArray<TypePart> Parts);

/// <summary>One type in the chain of containing types.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Name">The name without type parameters.</param>
/// <param name="TypeParameters">For example <c>&lt;T&gt;</c>; empty for a type that is not generic.</param>
public sealed record TypePart(string Keyword, string Name, string TypeParameters);

/// <summary>One layer attribute.</summary>
/// <param name="Kind">The attribute's class name without <c>Attribute</c>: <c>Conv2d</c>, <c>ReLU</c>, …</param>
/// <param name="Arguments">Type arguments as full names by type parameter (<c>TBlock</c> is <c>Block</c>), constructor arguments by parameter name, then the properties that were set. Defaults of optional parameters are included.</param>
public sealed record LayerDeclaration(string Kind, EquatableArray<Argument> Arguments);

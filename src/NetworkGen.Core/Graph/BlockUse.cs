using System;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>The arguments of <c>Stage</c> and <c>Use</c>.</summary>
/// <param name="Block">The block's full name.</param>
/// <param name="Width">What <c>Block.Width</c> stands for; null where nothing was given.</param>
/// <param name="Repeat">How many times.</param>
/// <param name="Stride">What <c>Block.Stride</c> stands for in the first repetition.</param>
/// <param name="FirstIndex">The number of the first repetition.</param>
internal sealed record BlockUse(string Block, int? Width, int Repeat, int Stride, int FirstIndex)
{
    private const string FromZero = "{i}";
    private const string FromOne = "{n}";

    /// <summary>The block's name without namespace and outer types, for messages.</summary>
    public string ShortName => new BlockLayer(Block, 0).ShortName;

    /// <summary>Reads them.</summary>
    public static BlockUse Read(string kind, ArgumentReader arguments) => new(
        arguments.Text("Block"),
        arguments.OptionalInteger("Width", 1, Limits.Channels),
        kind == "Use" ? 1 : arguments.Integer("Repeat", 1, Limits.Nodes, 1),
        arguments.Integer("Stride", 1, Limits.Window, 1),
        kind == "Use" ? 0 : arguments.Integer("FirstIndex", 0, 1_000_000, 0));

    /// <summary>Whether a stage's name says where the repetition's number goes.</summary>
    public static bool HasPlace(string name) => name.IndexOf(FromZero, StringComparison.Ordinal) >= 0 || name.IndexOf(FromOne, StringComparison.Ordinal) >= 0;

    /// <summary>What a name must be where its braces are no such place, which would else stay in every parameter's name; null where they are fine.</summary>
    public static string? LegalName(string kind, string name)
    {
        string rest = kind == "Use" ? name : name.Replace(FromZero, "").Replace(FromOne, "");
        return rest.IndexOfAny(['{', '}']) < 0 ? null
            : kind == "Use" ? "without braces: Use runs its block once, and only Stage counts"
            : "with no braces but those of {i}, the repetition counted from FirstIndex, and {n}, one more";
    }

    /// <summary>The name of a repetition: <c>layer1.0</c>, or with the number where the name has <c>{i}</c> or, counted from one, <c>{n}</c>.</summary>
    public string NameOf(string stage, int repetition)
    {
        int number = FirstIndex + repetition;
        return HasPlace(stage)
            ? stage.Replace(FromZero, Numerals.Plain(number)).Replace(FromOne, Numerals.Plain(number + 1))
            : stage + "." + Numerals.Plain(number);
    }
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.Graph;

/// <summary>Collects the issues of one layer, so that a layer need not know where it stands.</summary>
/// <param name="issues">The list that is added to.</param>
/// <param name="position">The layer the issues are about.</param>
/// <param name="source">What the layer reads, for messages: <c>the input</c> or <c>layer 2, MaxPool2d 2×2</c>.</param>
public sealed class IssueSink(List<NetworkIssue> issues, LayerPosition position, string source = IssueSink.NetworkInput)
{
    /// <summary>What messages call the input of the network.</summary>
    public const string NetworkInput = "the input";

    /// <summary>What the layer reads, for messages.</summary>
    public string Source => source;

    /// <summary>Whether anything has been reported so far, by this layer or an earlier one.</summary>
    public bool IsEmpty => issues.Count == 0;

    /// <summary>Reports an issue of this layer.</summary>
    /// <param name="id">One of <see cref="IssueId"/>.</param>
    /// <param name="argument">The argument at fault, or null.</param>
    /// <param name="messages">What fills the descriptor's message format.</param>
    public void Report(string id, string? argument, params string[] messages) =>
        Report(id, argument, EquatableArray.Of(messages), EquatableArray<Property>.Empty);

    /// <summary>Reports an issue of this layer with ways to mend it.</summary>
    public void Report(string id, string? argument, IEnumerable<Fix> fixes, params string[] messages) =>
        Report(id, argument, EquatableArray.Of(messages), Fix.Properties(fixes).ToEquatableArray());

    /// <summary>Reports an issue of this layer with what a code fix needs.</summary>
    public void Report(string id, string? argument, EquatableArray<string> messages, EquatableArray<Property> properties) =>
        issues.Add(new NetworkIssue(id, position.LayerIndex, argument, Placed(messages), properties, position.Within));

    /// <summary>The fix that gives an argument of this layer the value that it should have.</summary>
    public Fix Setting(string argument, long value) => new(
        "Write " + argument + " = " + Numerals.Plain(value),
        position.Block,
        EquatableArray.Of<Edit>(new Edit.Set(position.IndexInStack, argument, new ArgumentValue.Integer(value))));

    /// <summary>The fix that writes a layer without arguments before this one.</summary>
    public Fix Inserting(string kind) => new(
        "Insert " + kind + " before it",
        position.Block,
        EquatableArray.Of<Edit>(new Edit.Insert(position.IndexInStack, EquatableArray.Of(new LayerDeclaration(kind, EquatableArray<Argument>.Empty)))));

    /// <summary>The first word of every message is about the layer, and for a layer of a block also says of which.</summary>
    private EquatableArray<string> Placed(EquatableArray<string> messages) => position.Within.Count == 0
        ? messages
        : messages.Select((text, index) => index == 0 ? text + " in " + position.Within[position.Within.Count - 1].ShortName : text).ToEquatableArray();
}

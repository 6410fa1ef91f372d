using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Reporting;

namespace NetworkGen;

/// <summary>A network's layers with shapes, receptive fields and costs, as the compiler computed them.</summary>
public sealed class NetworkSummary
{
    private readonly Lazy<SummaryText> _text;

    /// <summary>Called by generated code.</summary>
    /// <param name="layers">In the order they run.</param>
    /// <param name="title">The network's name and what goes in and out.</param>
    /// <param name="verdict">What the receptive field covers, in one sentence.</param>
    public NetworkSummary(LayerSummary[] layers, string title, string verdict)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(verdict);
        Layers = Array.AsReadOnly(layers);
        Parameters = layers.Sum(static layer => layer.Parameters);
        Macs = layers.Sum(static layer => layer.Macs);
        Verdict = verdict;
        _text = new Lazy<SummaryText>(() => new SummaryText(title, [.. layers.Select(Row)], verdict));
    }

    /// <summary>The layers in the order they run.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>Trained numbers of all layers.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-accumulates per image, of all layers.</summary>
    public long Macs { get; }

    /// <summary>What the receptive field covers of the object it must see, in one sentence.</summary>
    public string Verdict { get; }

    /// <summary>The table as plain text, for a terminal.</summary>
    public override string ToString() => _text.Value.ToString();

    /// <summary>The table as Markdown, for a report.</summary>
    public string ToMarkdown() => _text.Value.ToMarkdown();

    private static SummaryRow Row(LayerSummary layer) => new(
        layer.Name,
        layer.Description,
        layer.IsVector ? Numerals.Plain(layer.Shape.Channels) : layer.Shape.ToString(),
        layer.LocalField,
        layer.ReceptiveField,
        layer.ShortestPathField,
        layer.Jump,
        layer.SeesWholeInput,
        layer.SeesWholeImage,
        layer.Parameters,
        layer.Macs);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen;

/// <summary>A network's layers with shapes, receptive fields and costs, as the compiler computed them.</summary>
public sealed class NetworkSummary
{
    private readonly string _table;
    private readonly string _markdown;

    /// <summary>Called by generated code, with the same texts that stand in the class's documentation.</summary>
    /// <param name="layers">In the order they run.</param>
    /// <param name="verdict">What the receptive field covers, in one sentence.</param>
    /// <param name="table">The plain text table.</param>
    /// <param name="markdown">The Markdown table.</param>
    public NetworkSummary(LayerSummary[] layers, string verdict, string table, string markdown)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(markdown);
        Layers = Array.AsReadOnly(layers);
        Parameters = layers.Sum(static layer => layer.Parameters);
        Macs = layers.Sum(static layer => layer.Macs);
        Verdict = verdict;
        _table = table;
        _markdown = markdown;
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
    public override string ToString() => _table;

    /// <summary>The table as Markdown, for a report.</summary>
    public string ToMarkdown() => _markdown;
}

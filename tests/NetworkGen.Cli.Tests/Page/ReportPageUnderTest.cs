using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields;
using Xunit;

namespace NetworkGen.Cli.Tests.Page;

/// <summary>An open page, and the network that it shows.</summary>
internal sealed class ReportPageUnderTest(IPage page, Network network, List<string> complaints) : IAsyncDisposable
{
    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>The layer, row and column that the controls show.</summary>
    public async Task<(string Layer, int Row, int Column)> Chosen() => (
        network.Nodes[int.Parse(await page.InputValueAsync("#layer"))].Name,
        int.Parse(await page.InputValueAsync("#row")),
        int.Parse(await page.InputValueAsync("#column")));

    /// <summary>Chooses a layer from the list, and an output by a click on its map.</summary>
    public async Task Choose(string layer, int row, int column)
    {
        await page.SelectOptionAsync("#layer", network.Nodes.Single(node => node.Name == layer).Index.ToString());
        ILocator map = page.Locator(".target .map");
        Core.Graph.TensorShape shape = network.Nodes.Single(node => node.Name == layer).Shape;
        await map.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await map.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + (box.Width * (column + 0.5f) / shape.Width), box.Y + (box.Height * (row + 0.5f) / shape.Height));
    }

    /// <summary>The big number of an entry, and the words below it.</summary>
    public async Task<(string Value, string Detail)> Number(string entry) => (
        await page.InnerTextAsync($"[data-number={entry}] dd:not(.detail)"),
        await page.InnerTextAsync($"[data-number={entry}] .detail"));

    /// <summary>Compares every number that the page shows of an output with what Core computes for it.</summary>
    public async Task ExpectNumbersOf(string layer, int row, int column)
    {
        Assert.Equal((layer, row, column), await Chosen());
        Node node = network.Nodes.Single(node => node.Name == layer);
        Interval rows = ExactField.Theoretical(network, node, Axis.Vertical, row);
        Interval columns = ExactField.Theoretical(network, node, Axis.Horizontal, column);
        Interval insideRows = rows.Clip(Interval.Of(network.InputShape.Height));
        Interval insideColumns = columns.Clip(Interval.Of(network.InputShape.Width));
        PixelSet readRows = ExactField.Read(network, node, Axis.Vertical, row);
        PixelSet readColumns = ExactField.Read(network, node, Axis.Horizontal, column);

        Assert.Equal((Extent(rows.Length, columns.Length), $"{Span("row", rows)}, {Span("column", columns)}"), await Number("global"));
        (string inside, string place) = await Number("inside");
        Assert.Equal(Extent(insideRows.Length, insideColumns.Length), inside);
        Assert.StartsWith($"{Span("row", insideRows)}, {Span("column", insideColumns)}; ", place);
        (string read, string share) = await Number("read");
        Assert.Equal(Extent(readRows.Count, readColumns.Count), read);
        long pixels = insideRows.Length * insideColumns.Length;
        Assert.StartsWith(readRows.Count * readColumns.Count == pixels ? $"all {pixels:N0} pixels" : $"{readRows.Count * readColumns.Count:N0} of {pixels:N0} pixels", share);
        Assert.Equal(Extent(node.Field.Vertical.Smallest, node.Field.Horizontal.Smallest), (await Number("smallest")).Value);

        // What is drawn is what is told: one rectangle for each run of columns, cut to as many runs of rows.
        Assert.Equal(readColumns.Runs().Count(), await page.Locator("rect.read").CountAsync());
    }

    /// <summary>For a test that does what is refused.</summary>
    public void ForgetComplaints() => complaints.Clear();

    /// <summary>Closes it; by then nothing may have been asked of a network, and nothing complained of.</summary>
    public async ValueTask DisposeAsync()
    {
        await page.CloseAsync();
        Assert.Empty(complaints);
    }

    private static string Extent(long rows, long columns) => $"{rows:N0} × {columns:N0}";

    private static string Span(string noun, Interval interval) => interval.Low == interval.High
        ? $"{noun} {interval.Low}".Replace('-', '−')
        : $"{noun}s {interval.Low}–{interval.High}".Replace('-', '−');
}

using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>How a pool makes one number of a window.</summary>
public enum PoolMode
{
    /// <summary>The largest value; the first of equals, and a NaN before all, as in PyTorch.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The mean over bins: bin i spans ⌊i·n/s⌋ to ⌈(i+1)·n/s⌉.</summary>
    AdaptiveAverage,

    /// <summary>The largest value of such bins.</summary>
    AdaptiveMax,
}

/// <summary>Where a pool's windows lie and what they divide by; shared by the pool and its gradient.</summary>
/// <param name="Mode">Maximum or mean.</param>
/// <param name="Size">Rows and columns of a window; 0 for bins.</param>
/// <param name="Stride">Positions between windows; 0 for bins.</param>
/// <param name="Padding">Positions before the input's first.</param>
/// <param name="IsClipped">Whether any window reaches beyond the input.</param>
/// <param name="CountIncludePad">Whether a mean counts the padding.</param>
public readonly record struct PoolWindows(PoolMode Mode, int Size, int Stride, int Padding, bool IsClipped, bool CountIncludePad)
{
    /// <summary>Whether the largest value is taken.</summary>
    public bool IsMaximum => Mode is PoolMode.Max or PoolMode.AdaptiveMax;

    /// <summary>The name's first part.</summary>
    public string Name => IsAdaptive
        ? Of($"{Mode}Pool")
        : Of($"{Mode}Pool{Size}x{Size}Stride{Stride}{(Padding > 0 ? "Padding" : "")}{(Padding > 0 ? Of($"{Padding}") : "")}{(IsClipped ? "Clipped" : "")}{(IsClipped && Mode == PoolMode.Average && !CountIncludePad ? "ExcludePad" : "")}");

    /// <summary>In words.</summary>
    public string Words => IsAdaptive
        ? Of($"{(IsMaximum ? "maximum" : "mean")} over bins: bin i spans ⌊i·n/s⌋ to ⌈(i+1)·n/s⌉ of the input")
        : Of($"{(IsMaximum ? "maximum" : "mean")} over windows of {Size}×{Size}, stride {Stride}{(Padding > 0 ? ", padding " : "")}{(Padding > 0 ? Of($"{Padding}") : "")}");

    private bool IsAdaptive => Mode is PoolMode.AdaptiveAverage or PoolMode.AdaptiveMax;

    /// <summary>Opens the loop over all windows, or over a share of them: <c>block</c>, <c>row</c>, <c>column</c>, their bounds, and <c>lane</c>.</summary>
    public IDisposable Open(SourceWriter writer, SimdTarget simd, bool isShared)
    {
        writer.Line(isShared ? "foreach (Rows own in share.Of(blocks, rows))" : "for (nint block = 0; block < blocks; block++)");
        writer.Line(isShared ? "for (nint row = own.First; row < own.End; row++)" : "for (nint row = 0; row < rows; row++)");
        writer.Line("for (nint column = 0; column < columns; column++)");
        SourceWriter.Block loop = writer.Open($"for (nint lane = 0; lane < 16; lane += {simd.Count})");
        if (isShared)
        {
            writer.Line("nint block = own.Block;");
        }

        Bounds(writer, "row", "rows");
        Bounds(writer, "column", "columns");
        return loop;
    }

    /// <summary>Prints the bounds of the window of output <c>row</c> or <c>column</c>: <c>firstRow</c>, <c>endRow</c>, and <c>rowCount</c> where a mean needs it.</summary>
    private void Bounds(SourceWriter writer, string axis, string axes)
    {
        string name = char.ToUpperInvariant(axis[0]) + axis.Substring(1);
        if (IsAdaptive)
        {
            writer.Line($"nint first{name} = {axis} * input{name}s / {axes};");
            writer.Line($"nint end{name} = (((({axis} + 1) * input{name}s) - 1) / {axes}) + 1;");
            if (!IsMaximum)
            {
                writer.Line($"nint {axis}Count = end{name} - first{name};");
            }
        }
        else if (!IsClipped)
        {
            writer.Line($"nint first{name} = {axis} * {Stride};");
            writer.Line($"nint end{name} = first{name} + {Size};");
        }
        else
        {
            writer.Line($"nint first{name} = ({axis} * {Stride}) - {Padding};");
            writer.Line($"nint end{name} = Math.Min(first{name} + {Size}, input{name}s + {Padding});");
            if (Mode == PoolMode.Average && CountIncludePad)
            {
                writer.Line($"nint {axis}Count = end{name} - first{name};");
            }

            writer.Line($"first{name} = Math.Max(first{name}, 0);");
            writer.Line($"end{name} = Math.Min(end{name}, input{name}s);");
            if (Mode == PoolMode.Average && !CountIncludePad)
            {
                writer.Line($"nint {axis}Count = end{name} - first{name};");
            }
        }
    }

    /// <summary>The factor of a mean.</summary>
    public string Factor(SimdTarget simd) => Mode == PoolMode.Average && !IsClipped
        ? simd.Constant(1f / (Size * Size))
        : simd.Splat("1f / (rowCount * columnCount)");
}

/// <summary>A pool over every channel of a map.</summary>
/// <param name="Windows">Which windows.</param>
/// <param name="KeepsWinners">Whether the place of each maximum is kept for the gradient.</param>
public sealed record PoolKernel(PoolWindows Windows, bool KeepsWinners) : EmittedKernel
{
    /// <summary>Columns of a window that are written out at most.</summary>
    private const int MostUnrolled = 3;

    /// <inheritdoc/>
    public override string Name => Windows.Name + (KeepsWinners ? "Winners" : "");

    /// <inheritdoc/>
    public override string Summary => "Pool: " + Windows.Words + (KeepsWinners ? "; keeps which tap of the window won." : ".");

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters =>
        KeepsWinners ? ["in x", "ref y", "ref winners", .. Sizes, "winnersPlane", "winnersPitch"] : ["in x", "ref y", .. Sizes];

    private static IReadOnlyList<string> Sizes => ["blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns", "inputRows", "inputColumns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (Windows.Open(writer, simd, isShared: true))
        {
            writer.Line("ref float source = ref Add(ref x, (block * xPlane) + lane);");
            if (!Windows.IsMaximum)
            {
                Mean(writer, simd);
            }
            else if (!KeepsWinners && Windows.Size is > 0 and <= MostUnrolled)
            {
                MaximumOfRows(writer, simd);
            }
            else
            {
                Maximum(writer, simd);
            }

            writer.Line(simd.Store("result", "y", "(block * yPlane) + (row * yPitch) + (column * 16) + lane"));
            if (KeepsWinners)
            {
                writer.Line(simd.Store("winner", "winners", "(block * winnersPlane) + (row * winnersPitch) + (column * 16) + lane"));
            }
        }
    }

    /// <summary>The columns of a window that lies inside the map are written out; at an edge there are fewer.</summary>
    private void MaximumOfRows(SourceWriter writer, SimdTarget simd)
    {
        writer.Line($"{simd.Type} result = {simd.Load("source", "(firstRow * xPitch) + (firstColumn * 16)")};");
        using (writer.Open("for (nint r = firstRow; r < endRow; r++)"))
        {
            writer.Line("ref float line = ref Add(ref source, (r * xPitch) + (firstColumn * 16));");
            string all = $"result = {simd.MaxOrNaN(["result", .. Enumerable.Range(0, Windows.Size).Select(column => simd.Load("line", 16 * column))])};";
            writer.Line(Windows.IsClipped ? Of($"if (endColumn - firstColumn == {Windows.Size}) {all}") : all);
            if (Windows.IsClipped)
            {
                writer.Line($"else for (nint s = 0; s < endColumn - firstColumn; s++) result = {simd.MaxOrNaN("result", simd.Load("line", "s * 16"))};");
            }
        }
    }

    private void Maximum(SourceWriter writer, SimdTarget simd)
    {
        writer.Line($"{simd.Type} result = {simd.Load("source", "(firstRow * xPitch) + (firstColumn * 16)")};");
        if (KeepsWinners)
        {
            writer.Line($"{simd.Type} winner = {simd.Zero}, tap = {simd.Zero};");
        }

        writer.Line("for (nint r = firstRow; r < endRow; r++)");
        using (writer.Open("for (nint s = firstColumn; s < endColumn; s++)"))
        {
            writer.Line($"{simd.Type} value = {simd.Load("source", "(r * xPitch) + (s * 16)")};");
            writer.Line($"{simd.Type} larger = {simd.MaxOrNaN("result", "value")};");
            if (KeepsWinners)
            {
                writer.Line("// As in PyTorch the first of equals wins, and of what is no number the last.");
                string winner = simd.Select(simd.Greater("value", "result"), "tap", "winner");
                writer.Line($"winner = {simd.Select(simd.Equal("value", "value"), winner, "tap")};");
                writer.Line($"tap += {simd.Constant(1)};");
            }

            writer.Line("result = larger;");
        }
    }

    private void Mean(SourceWriter writer, SimdTarget simd)
    {
        writer.Line($"{simd.Type} total = {simd.Zero};");
        using (writer.Open("for (nint r = firstRow; r < endRow; r++)"))
        {
            writer.Line($"{simd.Type} sum = {simd.Zero};");
            using (writer.Open("for (nint s = firstColumn; s < endColumn; s++)"))
            {
                writer.Line($"sum += {simd.Load("source", "(r * xPitch) + (s * 16)")};");
            }

            writer.Line("total += sum;");
        }

        writer.Line($"{simd.Type} result = total * {Windows.Factor(simd)};");
    }
}

/// <summary>The gradient of a pool's input: a maximum hands it to its winner, a mean to all alike.</summary>
/// <param name="Windows">Which windows.</param>
/// <param name="AreDisjoint">Whether each input is in exactly one window, so that it is stored; otherwise it is added to what is there.</param>
public sealed record PoolGradientKernel(PoolWindows Windows, bool AreDisjoint) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => Windows.Name + "Gradient" + (AreDisjoint ? "Disjoint" : "");

    /// <inheritdoc/>
    public override string Summary => "Gradient of a pool (" + Windows.Words + "): " + (Windows.IsMaximum
        ? Of($"forward was y = x[winner], so dx[winner] {(AreDisjoint ? "" : "+")}= dy.")
        : Of($"forward was y = Σ x / count, so dx {(AreDisjoint ? "" : "+")}= dy / count over the window."));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => Windows.IsMaximum
        ? ["ref dy", "ref dx", "ref winners", .. Sizes, "winnersPlane", "winnersPitch"]
        : ["ref dy", "ref dx", .. Sizes];

    private static IReadOnlyList<string> Sizes => ["blocks", "dyPlane", "dyPitch", "dxPlane", "dxPitch", "rows", "columns", "inputRows", "inputColumns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (Windows.Open(writer, simd, isShared: false))
        {
            writer.Line("ref float target = ref Add(ref dx, (block * dxPlane) + lane);");
            writer.Line($"{simd.Type} gradient = {simd.Load("dy", "(block * dyPlane) + (row * dyPitch) + (column * 16) + lane")};");
            if (Windows.IsMaximum)
            {
                writer.Line($"{simd.Type} winner = {simd.Load("winners", "(block * winnersPlane) + (row * winnersPitch) + (column * 16) + lane")}, tap = {simd.Zero};");
            }
            else
            {
                writer.Line($"gradient *= {Windows.Factor(simd)};");
            }

            writer.Line("for (nint r = firstRow; r < endRow; r++)");
            using (writer.Open("for (nint s = firstColumn; s < endColumn; s++)"))
            {
                const string Offset = "(r * dxPitch) + (s * 16)";
                string share = Windows.IsMaximum
                    ? simd.Select(simd.Equal("winner", "tap"), "gradient", simd.Zero)
                    : "gradient";
                writer.Line(simd.Store(AreDisjoint ? share : $"({simd.Load("target", Offset)} + {share})", "target", Offset));
                if (Windows.IsMaximum)
                {
                    writer.Line($"tap += {simd.Constant(1)};");
                }
            }
        }
    }
}

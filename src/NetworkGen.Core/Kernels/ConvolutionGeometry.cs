using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Planning;
using NetworkGen.Core.ReceptiveFields;

namespace NetworkGen.Core.Kernels;

/// <summary>The numbers of a convolution as its kernels see it; a linear layer is a 1×1 convolution of a 1×1 map.</summary>
/// <param name="InChannels">Channels that arrive.</param>
/// <param name="OutChannels">Channels that leave.</param>
/// <param name="Groups">Groups as declared.</param>
/// <param name="Vertical">Taps over rows.</param>
/// <param name="Horizontal">Taps over columns.</param>
/// <param name="Input">The shape that arrives.</param>
/// <param name="Output">The shape that leaves.</param>
public sealed record ConvolutionGeometry(
    int InChannels, int OutChannels, int Groups, Window Vertical, Window Horizontal, TensorShape Input, TensorShape Output)
{
    private const int MostPhases = 16;

    /// <summary>Rows of the map that are computed as one (<see cref="Joined"/>).</summary>
    public int JoinedRows { get; private init; } = 1;

    /// <summary>Whether the output has zeros between the rows that are computed as one.</summary>
    public bool HasGaps { get; private init; }

    /// <summary>Columns of a row of the output as it lies in memory.</summary>
    public int RowColumns => Output.Width / JoinedRows;

    /// <summary>The geometry of a node, or null where it is no convolution.</summary>
    public static ConvolutionGeometry? Of(Node node)
    {
        TensorShape input = node.InputShapes[0];
        return node.Layer switch
        {
            Convolution convolution => new(
                input.Channels, node.Shape.Channels, convolution.Groups(input), convolution.Vertical(input), convolution.Horizontal(input), input, node.Shape),
            Linear => new(input.Channels, node.Shape.Channels, 1, Window.One, Window.One, input, node.Shape),
            _ => null,
        };
    }

    /// <summary>The convolution whose gradient a transposed convolution is: from its result to its input. Null for other nodes.</summary>
    public static ConvolutionGeometry? Transposed(Node node) => node.Layer is ConvTranspose2d layer
        ? new(node.Shape.Channels, node.InputShapes[0].Channels, layer.Groups, layer.Window, layer.Window, node.Shape, node.InputShapes[0])
        : null;

    /// <summary>The same for the vectors of several images, which stand side by side as columns.</summary>
    public ConvolutionGeometry OfImages(int images) => images == 1 ? this : this with { Input = Input with { Width = images }, Output = Output with { Width = images } };

    /// <summary>Whether it is a 1×1, not lane by lane, that reads every position.</summary>
    public bool IsPointwise => Taps == 1 && (Vertical.Stride, Horizontal.Stride) == (1, 1) && !IsLanewise;

    /// <summary>Whether it is a 1×1 that leaves some positions out.</summary>
    public bool IsStridedPointwise => Taps == 1 && Vertical.Stride == Horizontal.Stride && Vertical.Stride > 1 && InputHalo == Halo.None && !IsLanewise
        && (Input.Height, Input.Width) != (Output.Height, Output.Width);

    /// <summary>The same on a copy of the positions that a strided 1×1 reads.</summary>
    public ConvolutionGeometry OfRead => this with { Vertical = Window.One, Horizontal = Window.One, Input = Output with { Channels = InChannels } };

    /// <summary>The same for so many output channels of one without groups.</summary>
    public ConvolutionGeometry OfChannels(int count) => this with { OutChannels = count, Output = Output with { Channels = count } };

    /// <summary>Whether each output reads the input at its own position alone, so that rows may be joined where nothing lies between those of the input.</summary>
    public bool CanJoinRows => IsPointwise && InputHalo == Halo.None && (Input.Height, Input.Width) == (Output.Height, Output.Width);

    /// <summary>The same with every so many rows as one.</summary>
    /// <param name="rows">How many; they divide the height.</param>
    /// <param name="hasGaps">Whether the output has zeros between its rows.</param>
    public ConvolutionGeometry Joined(int rows, bool hasGaps) => rows == 1 ? this : this with
    {
        Input = Input with { Height = Output.Height / rows, Width = Input.Width * rows },
        Output = Output with { Height = Output.Height / rows, Width = Output.Width * rows },
        JoinedRows = rows,
        HasGaps = hasGaps,
    };

    /// <summary>Whether each channel reads only itself, so that 16 of them are computed lane by lane.</summary>
    public bool IsLanewise => Groups > 1 && Groups == InChannels && Groups == OutChannels;

    /// <summary>
    /// Groups as computed. Neighbouring groups are joined, with zero weights between them, until each side is a multiple of 16 channels;
    /// where that never happens all are one. Lanewise, every block of 16 is a group.
    /// </summary>
    public int PanelGroups
    {
        get
        {
            if (IsLanewise)
            {
                return Blocks(OutChannels);
            }

            for (int joined = 1; joined < Groups; joined++)
            {
                if (Groups % joined == 0 && joined * (InChannels / Groups) % TensorLayout.FullBlock == 0 && joined * (OutChannels / Groups) % TensorLayout.FullBlock == 0)
                {
                    return Groups / joined;
                }
            }

            return 1;
        }
    }

    /// <summary>Blocks of 16 output channels in a computed group.</summary>
    public int OutputBlocks => IsLanewise ? 1 : Blocks(OutChannels / PanelGroups);

    /// <summary>Blocks of input channels in a computed group, for an input in blocks of 16 or of 1.</summary>
    public int InputBlocks(int block) => IsLanewise ? 1 : block == 1 ? InChannels / PanelGroups : Blocks(InChannels / PanelGroups);

    /// <summary>Whether the gradient of the input is worth a kernel call for each phase of the stride.</summary>
    public bool HasFewPhases =>
        (long)Math.Min(Vertical.Stride, Vertical.Kernel) * Math.Min(Horizontal.Stride, Horizontal.Kernel) <= MostPhases;

    /// <summary>Whether every position of the input is met by some tap.</summary>
    public bool PhasesCoverInput => StridePhase.CoverAll(Vertical, Input.Height) && StridePhase.CoverAll(Horizontal, Input.Width);

    /// <summary>Floats of the packed weights of so many taps.</summary>
    public long PackedLength(int taps, int block) => IsLanewise
        ? (long)PanelGroups * taps * TensorLayout.FullBlock
        : (long)PanelGroups * OutputBlocks * InputBlocks(block) * taps * block * TensorLayout.FullBlock;

    /// <summary>The phases of the input as maps to write, where each is worth a kernel call.</summary>
    public IEnumerable<TileRequest> PhaseTiles =>
        from row in HasFewPhases ? StridePhase.All(Vertical, Input.Height) : []
        from column in StridePhase.All(Horizontal, Input.Width)
        select Tile(row.Outputs, column.Outputs, InputBlocks(TensorLayout.FullBlock));

    /// <summary>The output as a map to write.</summary>
    public TileRequest OutputTile => Tile(Output.Height, Output.Width, OutputBlocks) with { ColumnsBetweenGaps = HasGaps ? RowColumns : null };

    /// <summary>The whole input as a map to write.</summary>
    public TileRequest InputTile => Tile(Input.Height, Input.Width, InputBlocks(TensorLayout.FullBlock));

    /// <summary>A map that one of its kernels writes.</summary>
    public TileRequest Tile(int rows, int columns, int blocks) => new(rows, columns, blocks, IsLanewise, IsPointwise: IsPointwise);

    /// <summary>The convolution that makes the gradient of the input of that of the output, where the stride is 1: the two kinds of channels exchanged, its taps turned around.</summary>
    public ConvolutionGeometry Turned => new(OutChannels, InChannels, Groups, Turn(Vertical), Turn(Horizontal), Output, Input);

    /// <summary>Taps in all.</summary>
    public int Taps => Vertical.Kernel * Horizontal.Kernel;

    /// <summary>Zeros that forward reads around its input.</summary>
    public Halo InputHalo => new(
        Vertical.PaddingLow, High(Vertical, Input.Height, Output.Height), Horizontal.PaddingLow, High(Horizontal, Input.Width, Output.Width));

    /// <summary>Zeros that the gradient of the input reads around the gradient of the output.</summary>
    public Halo GradientHalo
    {
        get
        {
            if (!HasFewPhases)
            {
                return Halo.None;
            }

            IReadOnlyList<StridePhase> rows = StridePhase.All(Vertical, Input.Height);
            IReadOnlyList<StridePhase> columns = StridePhase.All(Horizontal, Input.Width);
            return new Halo(
                Most(rows, static phase => -phase.First), Most(rows, phase => phase.Last - Output.Height + 1),
                Most(columns, static phase => -phase.First), Most(columns, phase => phase.Last - Output.Width + 1));
        }
    }

    private static Window Turn(Window window) => window with
    {
        PaddingLow = window.Extent - 1 - window.PaddingLow,
        PaddingHigh = window.Extent - 1 - window.PaddingHigh,
    };

    private static int Most(IReadOnlyList<StridePhase> phases, Func<StridePhase, int> zeros) => phases.Select(zeros).DefaultIfEmpty(0).Max(static count => Math.Max(0, count));

    private static int Blocks(int channels) => (channels + TensorLayout.FullBlock - 1) / TensorLayout.FullBlock;

    private static int High(Window window, int inputs, int outputs) =>
        Math.Max(0, ((outputs - 1) * window.Stride) + window.Extent - window.PaddingLow - inputs);
}

/// <summary>
/// Forward was y[o] += x[o·s + r·d − p]·w[r]. The gradient of x[i] therefore sums dy[o]·w[r] over o = (i + p − r·d) / s where that is whole:
/// for the inputs i = f, f + s, f + 2s, … it is a convolution of stride 1 over dy with every (s / gcd(s, d))-th tap, turned around.
/// </summary>
/// <param name="Phase">f.</param>
/// <param name="Outputs">How many inputs are in this phase.</param>
/// <param name="FirstTap">The tap that meets the smallest o.</param>
/// <param name="TapStep">From one tap to the one that meets the next larger o (negative).</param>
/// <param name="Taps">How many taps.</param>
/// <param name="First">The o that input f meets first; below 0 where it lies before the output.</param>
/// <param name="Dilation">From one tap to the next in o.</param>
public readonly record struct StridePhase(int Phase, int Outputs, int FirstTap, int TapStep, int Taps, int First, int Dilation)
{
    /// <summary>The last o that is read.</summary>
    public int Last => First + Outputs - 1 + ((Taps - 1) * Dilation);

    /// <summary>The phases of one axis of so many inputs that some tap meets, in order.</summary>
    public static IReadOnlyList<StridePhase> All(Window window, int inputs)
    {
        int common = GreatestCommonDivisor(window.Stride, window.Dilation);
        int step = window.Stride / common;
        var phases = new List<StridePhase>();
        for (int tap = 0; tap < Math.Min(step, window.Kernel); tap++)
        {
            // Taps a step apart meet the same phase, those in between each another one.
            int phase = (int)((((((long)tap * window.Dilation) - window.PaddingLow) % window.Stride) + window.Stride) % window.Stride);
            if (phase < inputs)
            {
                int taps = ((window.Kernel - 1 - tap) / step) + 1;
                int largest = tap + ((taps - 1) * step);
                int first = (int)((phase + window.PaddingLow - ((long)largest * window.Dilation)) / window.Stride);
                phases.Add(new StridePhase(phase, ((inputs - phase - 1) / window.Stride) + 1, largest, -step, taps, first, window.Dilation / common));
            }
        }

        return [.. phases.OrderBy(static phase => phase.Phase)];
    }

    /// <summary>Whether every input of an axis is in one of its phases; what is in none gets no gradient.</summary>
    public static bool CoverAll(Window window, int inputs) => All(window, inputs).Count == Math.Min(window.Stride, inputs);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}

using System;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A sliding window along one axis: output o, tap k reads input o·stride − padding + k·dilation.</summary>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Step between outputs.</param>
/// <param name="Padding">Positions before the first input.</param>
/// <param name="Dilation">Step between taps.</param>
/// <param name="Outputs">Number of outputs.</param>
public readonly record struct ReferenceWindow(int Kernel, int Stride, int Padding, int Dilation, int Outputs)
{
    /// <summary>The input position that tap <paramref name="k"/> of output <paramref name="o"/> reads; may lie in the padding.</summary>
    public int Read(int o, int k) => (o * Stride) - Padding + (k * Dilation);

    /// <summary>⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 outputs; with Same ⌈size / stride⌉, the smaller half of the padding first.</summary>
    public static ReferenceWindow OfConvolution(int size, int kernel, int stride, int padding, int dilation)
    {
        Require(InRange(1, kernel, stride, dilation) && (padding == Layers.Same || InRange(0, padding)), "an argument of the window is out of range");
        long extent = ((long)dilation * (kernel - 1)) + 1;
        if (padding == Layers.Same)
        {
            int outputs = (size + stride - 1) / stride;
            long total = Math.Max((((outputs - 1L) * stride) + extent) - size, 0);
            return new(kernel, stride, (int)(total / 2), dilation, outputs);
        }

        Require(size + (2L * padding) >= extent, $"a kernel of extent {extent} on {size} with padding {padding}");
        return new(kernel, stride, padding, dilation, (int)((size + (2L * padding) - extent) / stride) + 1);
    }

    /// <summary>(size − 1)·stride − 2·padding + dilation·(kernel − 1) + output padding + 1 outputs, the output padding below the stride or the dilation.</summary>
    public static int OutputsOfTransposed(int size, int kernel, int stride, int padding, int outputPadding, int dilation)
    {
        Require(InRange(1, kernel, stride, dilation) && InRange(0, padding, outputPadding), "an argument of the window is out of range");
        Require(outputPadding < Math.Max(stride, dilation), $"an output padding of {outputPadding} at stride {stride} and dilation {dilation}");
        long outputs = ((size - 1L) * stride) - (2L * padding) + ((long)dilation * (kernel - 1)) + outputPadding + 1;
        Require(outputs > 0, $"a transposed kernel on {size} with padding {padding} leaves {outputs}");
        return (int)outputs;
    }

    /// <summary>As a convolution; with ceil mode rounded up, but no window may start behind the input and its left padding.</summary>
    public static ReferenceWindow OfPool(int size, int kernel, int stride, int padding, bool ceilMode)
    {
        Require(InRange(1, kernel, stride) && InRange(0, padding) && padding <= kernel / 2, "an argument of the pool is out of range");
        int span = size + (2 * padding) - kernel;
        Require(span >= 0 || (ceilMode && span > -stride), $"a pool of {kernel} on {size} with padding {padding}");
        int outputs = (int)Math.Floor((double)(span + (ceilMode ? stride - 1 : 0)) / stride) + 1;
        if (ceilMode && (outputs - 1) * stride >= size + padding)
        {
            outputs--;
        }

        return new(kernel, stride, padding, 1, outputs);
    }

    /// <summary>What the compiler documents as legal: 32,767 at most.</summary>
    private static bool InRange(int minimum, params int[] arguments) => Array.TrueForAll(arguments, argument => argument >= minimum && argument <= short.MaxValue);

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new IllegalLayerException(otherwise);
        }
    }
}

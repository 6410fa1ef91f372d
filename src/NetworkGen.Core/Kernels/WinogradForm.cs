using System;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// A form of Winograd's minimal filtering for kernels of 3: so many outputs from a window of two more inputs, with one product for each input
/// where a direct sum takes three for each output: y = Aᵀ[(G·w) ∘ (Bᵀ·x)], over rows and then over columns. Source: Lavin and Gray 2015, arXiv 1509.09308.
/// G is the runtime's (<c>WinogradLayout</c>, which transforms weights in double), and so are Bᵀ and A (<c>WinogradTile</c>); Aᵀ, behind which a layer's epilogue comes, is
/// emitted code, whose lines stand here.
/// </summary>
public sealed class WinogradForm
{
    private readonly Transform _output;

    private WinogradForm(int outputs, string points, Transform output)
    {
        Outputs = outputs;
        Points = points;
        _output = output;
    }

    /// <summary>The lines of a transform of vectors <c>x0</c>, <c>x1</c>, …: temporaries, and what comes out.</summary>
    private delegate (string[] Temporaries, string[] Results) Transform(SimdTarget simd, Func<int, string> x);

    /// <summary>F(2×2, 3×3) at the points 0, 1, −1 and ∞: 16 products for 36. Its errors are smaller than the direct sum's.</summary>
    public static WinogradForm F2 { get; } = new(
        2,
        "0, 1, -1, ∞",
        static (_, x) => ([], [$"({x(0)} + {x(1)}) + {x(2)}", $"({x(1)} - {x(2)}) + {x(3)}"]));

    /// <summary>F(4×4, 3×3) at the points 0, 1, −1, ½, −2 and ∞: 36 products for 144. These points lose fewer bits than ±1, ±2 do.</summary>
    public static WinogradForm F4 { get; } = new(
        4,
        "0, 1, -1, ½, -2, ∞",
        static (simd, x) => (
            [$"{x(1)} + {x(2)}", $"{x(1)} - {x(2)}"],
            [
                $"({x(0)} + t0) + ({x(3)} + {x(4)})",
                Fma(simd, 0.5f, x(3), Fma(simd, -2, x(4), "t1")),
                Fma(simd, 0.25f, x(3), Fma(simd, 4, x(4), "t0")),
                $"{x(5)} + {Fma(simd, 0.125f, x(3), Fma(simd, -8, x(4), "t1"))}",
            ]));

    /// <summary>Outputs of a tile along each axis.</summary>
    public int Outputs { get; }

    /// <summary>Inputs of a tile along each axis.</summary>
    public int Inputs => Outputs + 2;

    /// <summary>Products of a tile for each pair of channels.</summary>
    public int Products => Inputs * Inputs;

    /// <summary>Where the polynomials behind it are evaluated.</summary>
    public string Points { get; }

    /// <summary>Aᵀ on a row or a column of products: the statements that declare its results.</summary>
    /// <param name="simd">The width.</param>
    /// <param name="x">The names of the products.</param>
    /// <param name="y">The names of the results.</param>
    public string Output(SimdTarget simd, Func<int, string> x, Func<int, string> y)
    {
        (string[] temporaries, string[] results) = _output(simd, x);
        string first = string.Concat(temporaries.Select(static (value, index) => Of($"t{index} = {value}; ")));
        return $"{first}{simd.Type} {string.Join(", ", results.Select((value, index) => $"{y(index)} = {value}"))};";
    }

    /// <summary>
    /// A buffer of so many blocks of so many tiles for each product. From one block to the next it is an odd number of cache lines, so that a tile's values,
    /// which lie this far times the blocks apart, don't all fall on the same few lines of the first-level cache.
    /// </summary>
    public TensorLayout Planes(int blocks, int tiles) => TensorLayout.Blocked(new TensorShape(Products * blocks * TensorLayout.FullBlock, 1, tiles | 1), Halo.None);

    /// <summary>The names of the values that occur twice in a transform.</summary>
    public string Temporaries => this == F2 ? "" : "t0, t1";

    /// <summary><c>F(4×4, 3×3)</c>.</summary>
    public override string ToString() => Of($"F({Outputs}×{Outputs}, 3×3)");

    private static string Fma(SimdTarget simd, float factor, string value, string addend) => simd.MultiplyAdd(value, simd.Constant(factor), addend);
}

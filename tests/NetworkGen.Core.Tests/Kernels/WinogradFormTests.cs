using System;
using System.Globalization;
using System.Linq;
using NetworkGen.Core.Kernels;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>The emitted transform of products is what the theory says: y[i] = Σₚ pⁱ · m[p] over the points, of which ∞ counts for the last output alone.</summary>
public sealed class WinogradFormTests
{
    public static TheoryData<int, string> Texts { get; } = new() { { 2, "512" }, { 2, "Any" }, { 4, "512" }, { 4, "Any" } };

    [Theory, MemberData(nameof(Texts))]
    public void EveryOutputIsAPolynomialOfThePoints(int outputs, string suffix)
    {
        (WinogradForm form, SimdTarget simd) = Named(outputs, suffix);
        double[,] output = Matrix(form.Inputs, form.Outputs, (x, y) => form.Output(simd, x, y));
        double[] points = [.. form.Points.Split(", ").Select(static name => name == "∞" ? double.PositiveInfinity : name == "½" ? 0.5 : double.Parse(name, CultureInfo.InvariantCulture))];

        Assert.Equal(form.Inputs, points.Length);
        for (int i = 0; i < form.Outputs; i++)
        {
            Assert.Equal(points.Select(point => double.IsInfinity(point) ? (i == form.Outputs - 1 ? 1 : 0) : Math.Pow(point, i)), Enumerable.Range(0, form.Inputs).Select(p => output[i, p]));
        }
    }

    [Fact]
    public void TheSizesFollowFromTheOutputs()
    {
        Assert.Equal((2, 4, 16, "F(2×2, 3×3)"), (WinogradForm.F2.Outputs, WinogradForm.F2.Inputs, WinogradForm.F2.Products, WinogradForm.F2.ToString()));
        Assert.Equal((4, 6, 36, "F(4×4, 3×3)"), (WinogradForm.F4.Outputs, WinogradForm.F4.Inputs, WinogradForm.F4.Products, WinogradForm.F4.ToString()));
    }

    private static (WinogradForm Form, SimdTarget Simd) Named(int outputs, string suffix) =>
        (outputs == 2 ? WinogradForm.F2 : WinogradForm.F4, SimdTarget.Tiled.Single(simd => simd.Suffix == suffix));

    /// <summary>What emitted statements do to each unit vector: the columns of their matrix.</summary>
    private static double[,] Matrix(int columns, int rows, Func<Func<int, string>, Func<int, string>, string> statements)
    {
        var matrix = new double[rows, columns];
        for (int column = 0; column < columns; column++)
        {
            var lane = new EmittedArithmetic();
            for (int x = 0; x < columns; x++)
            {
                lane[Name("x", x)] = x == column ? 1 : 0;
            }

            lane.Run(statements(x => Name("x", x), y => Name("y", y)));
            for (int row = 0; row < rows; row++)
            {
                matrix[row, column] = lane[Name("y", row)];
            }
        }

        return matrix;
    }

    private static string Name(string vector, int index) => vector + index.ToString(CultureInfo.InvariantCulture);
}

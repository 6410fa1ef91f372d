using System;
using System.Globalization;
using System.Linq;
using NetworkGen.Core.Kernels;
using Xunit;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>
/// The emitted transforms are what the theory says: y[i] = Σₚ Aᵀ[i, p] · (G·w)[p] · (Bᵀ·x)[p] is the sum of w[r] · x[i + r]. G comes from the points alone here,
/// by Toom and Cook's construction; the runtime's, which are numbers, meet the transforms in the numeric tests.
/// </summary>
public sealed class WinogradFormTests
{
    private const int Taps = 3;

    public static TheoryData<int, string> Texts { get; } = new() { { 2, "512" }, { 2, "Any" }, { 4, "512" }, { 4, "Any" } };

    [Theory, MemberData(nameof(Texts))]
    public void EveryOutputIsTheSumOfItsTaps(int outputs, string suffix)
    {
        (WinogradForm form, SimdTarget simd) = Named(outputs, suffix);
        double[,] input = Matrix(form.Inputs, form.Inputs, (x, y) => form.Input(simd, x, y));
        double[,] output = Matrix(form.Inputs, form.Outputs, (x, y) => form.Output(simd, x, y));
        double[,] weights = ToomCook(form);
        for (int i = 0; i < form.Outputs; i++)
        {
            for (int r = 0; r < Taps; r++)
            {
                for (int j = 0; j < form.Inputs; j++)
                {
                    double sum = Enumerable.Range(0, form.Inputs).Sum(p => output[i, p] * weights[p, r] * input[p, j]);
                    Assert.Equal(j == i + r ? 1 : 0, sum, 1e-14);
                }
            }
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

    /// <summary>Rows 1, p, p² over the product of p's distances from the other points; for ∞ the last tap. F2's sign at 0 is with its input, as Lavin and Gray have it.</summary>
    private static double[,] ToomCook(WinogradForm form)
    {
        string[] names = form.Points.Split(", ");
        Assert.Equal("∞", names[^1]);
        double[] points = [.. names[..^1].Select(static name => name == "½" ? 0.5 : double.Parse(name, CultureInfo.InvariantCulture))];
        var matrix = new double[points.Length + 1, Taps];
        for (int row = 0; row < points.Length; row++)
        {
            double distances = points.Where(point => point != points[row]).Aggregate(1.0, (product, point) => product * (points[row] - point));
            double sign = form.Outputs == 2 && row == 0 ? -1 : 1;
            for (int r = 0; r < Taps; r++)
            {
                matrix[row, r] = sign * Math.Pow(points[row], r) / distances;
            }
        }

        matrix[points.Length, Taps - 1] = 1;
        return matrix;
    }

    private static string Name(string vector, int index) => vector + index.ToString(CultureInfo.InvariantCulture);
}

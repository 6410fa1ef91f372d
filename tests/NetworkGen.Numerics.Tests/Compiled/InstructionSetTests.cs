using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetworkGen.Numerics.Tests.Golden;
using NetworkGen.TestCases;
using Xunit;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>
/// The same assembly in processes that see less and less of the machine. With fused multiply-add, 512 and 256 bits give the same bits: lanes are
/// independent outputs and each sum has one order. Without it, products are rounded, and the results agree within the usual bounds.
/// </summary>
public sealed class InstructionSetTests
{
    /// <summary>The networks, and a layer for each kernel that they lack.</summary>
    private static IReadOnlyList<TestCase> Cases { get; } =
    [
        .. NetworkCases.All, .. GraphCases.All,
        .. new[]
        {
            "Conv2d_3x3_17To40", "Conv2d_Same_Stride2", "Conv2d_7x7_Stride2_Padding3", "Conv2d_Groups4_Unaligned", "Conv2d_Dilation2_Stride2", "DepthwiseConv2d_Multiplier2",
            "ConvTranspose2d_3x3_Stride2_Padding1_OutputPadding1", "ConvTranspose2d_StrideOverKernel", "ConvTranspose2d_Patches", "ConvTranspose2d_Depthwise", "Upsample_3", "Upsample_Bilinear_3",
            "MaxPool2d_Padding1", "AvgPool2d_Ceil_Padding1_CountExcludePad", "AdaptiveAvgPool2d_3", "AdaptiveMaxPool2d_3",
            "BatchNorm2d", "GroupNorm_Unaligned", "GroupNorm_AcrossBlocks", "LayerNorm", "LayerNorm_OnVector",
            "GELU", "ELU_Alpha", "ELU_NegativeAlpha", "PReLU", "PReLU_PerChannel", "Hardsigmoid_Fused", "Hardswish", "Hardswish_Fused",
            "Linear_OnMap_17", "Softmax_OnMap", "LogSoftmax_OnVector",
        }.Select(GoldenCases.Get),
    ];

    /// <summary>The networks' behaviour is tested on these too: threads, batches, allocation.</summary>
    [Theory, InlineData("WinogradInput2"), InlineData("WinogradOutput2"), InlineData("WinogradInput4"), InlineData("WinogradOutput4"), InlineData("WinogradGradient2"), InlineData("WinogradGradient4")]
    public void SomeNetworkTakesEachFormOfWinograd(string kernel) =>
        Assert.Contains(NetworkCases.All.Concat(GraphCases.All), testCase => CompiledCases.Golden.Has(testCase, kernel));

    [Fact]
    public void AllVariantsAgree()
    {
        string folder = Directory.CreateTempSubdirectory("networkgen-isa-").FullName;
        try
        {
            string assembly = Path.Combine(folder, "cases.dll");
            File.WriteAllBytes(assembly, CompiledCases.Golden.Image);
            InstructionSetReport all = Run(assembly);
            InstructionSetReport no512 = Run(assembly, "DOTNET_EnableAVX512");
            InstructionSetReport no256 = Run(assembly, "DOTNET_EnableAVX2");
            InstructionSetReport scalar = Run(assembly, "DOTNET_EnableHWIntrinsic");

            Assert.Equal((Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated), (all.Vector512, all.Vector256));
            Assert.False(no512.Vector512);
            Assert.Equal(all.Vector256, no512.Vector256);
            Assert.False(no256.Vector256);
            Assert.False(scalar.Vector128);

            if (Fma.IsSupported)
            {
                AssertSameBits(all, no512);
            }

            AssertWithinBounds(all, no256);
            AssertWithinBounds(all, scalar);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertSameBits(InstructionSetReport expected, InstructionSetReport actual)
    {
        string[] differing = [.. expected.Tensors.Where(pair => !pair.Value.AsSpan().SequenceEqual(actual.Tensors[pair.Key])).Select(pair => pair.Key)];
        Assert.True(differing.Length == 0, $"other bits than with every instruction set in:\n{string.Join("\n", differing)}");
    }

    private static void AssertWithinBounds(InstructionSetReport expected, InstructionSetReport actual)
    {
        var failures = new List<string>();
        foreach (TestCase testCase in Cases)
        {
            Dictionary<string, double[]> truth = expected.Of(testCase);
            foreach ((string tensor, double[] values) in actual.Of(testCase))
            {
                NumericError error = NumericError.Of(values, truth[tensor], Tolerance.UnitOf(tensor, truth));

                // either side may be off by the bound
                double ratio = Tolerance.Of(testCase, tensor).Ratio(error) / 2;
                if (!(ratio <= 1))
                {
                    failures.Add($"{testCase.Name}, {tensor}: {error}, {ratio:g3} times the bound");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>Runs this very assembly as a program, with one knob of the runtime turned off.</summary>
    private static InstructionSetReport Run(string assembly, string? disabled = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", typeof(InstructionSetTests).Assembly.Location, "bits", assembly },
        };
        foreach (TestCase testCase in Cases)
        {
            start.ArgumentList.Add(testCase.Name);
        }

        if (disabled is not null)
        {
            start.Environment[disabled] = "0";
        }

        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        InstructionSetReport report = InstructionSetReport.Read(process.StandardOutput);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"with {disabled ?? "nothing"} disabled the runner failed:\n{errors.Result}");
        return report;
    }
}

using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>The vectors of one number per channel that batch norm's forward and backward share, one behind the other in the order of the runtime's <c>CompiledTrainingPass.NormVector</c>.</summary>
internal enum NormVector
{
    /// <summary>The batch's means.</summary>
    Mean,

    /// <summary>The batch's biased variances.</summary>
    Variance,

    /// <summary>γ/σ.</summary>
    Scale,

    /// <summary>β.</summary>
    Shift,

    /// <summary>Σ dy.</summary>
    Sum,

    /// <summary>Σ dy·(x − mean).</summary>
    Product,

    /// <summary>a of dx = a·dy + b·(x − mean) + c.</summary>
    OfGradient,

    /// <summary>b.</summary>
    OfValue,

    /// <summary>c.</summary>
    Constant,
}

/// <summary>What kernels print of the vectors.</summary>
internal static class NormVectors
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)NormVector.Constant + 1;

    /// <summary>Some channels of a vector: those from <c>channel</c> on.</summary>
    public static string Load(SimdTarget simd, NormVector vector) => Load(simd, (int)vector);

    /// <summary>Some channels of a vector by its place among others.</summary>
    public static string Load(SimdTarget simd, int place) =>
        simd.Load("vectors", place == 0 ? "channel" : InvariantText.Of($"({place} * blocks * 16) + channel"));
}

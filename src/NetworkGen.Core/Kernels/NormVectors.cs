using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

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

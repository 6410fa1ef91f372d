using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Kernels;

/// <summary>What is applied to an accumulator before it is stored: an activation cheap enough to keep in the register tile.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Slope">The negative slope of <see cref="EpilogueKind.LeakyReLU"/>.</param>
public readonly record struct Epilogue(EpilogueKind Kind, float Slope = 0)
{
    /// <summary>Store as it is.</summary>
    public static Epilogue None { get; } = new(EpilogueKind.None);

    /// <summary>Whether it is larger, or the same, for larger values: then the activation of a maximum is the maximum of the activations.</summary>
    public bool IsMonotone => Kind switch
    {
        EpilogueKind.Hardswish => false,
        EpilogueKind.LeakyReLU => Slope >= 0,
        _ => true,
    };

    /// <summary>The name's part in a kernel's name.</summary>
    public string Suffix => Kind == EpilogueKind.None ? "" : Kind.ToString();

    /// <summary>The epilogue that computes an activation, or null where it takes more than a few instructions.</summary>
    public static Epilogue? For(Activation activation) => activation switch
    {
        ReLU => new Epilogue(EpilogueKind.ReLU),
        ReLU6 => new Epilogue(EpilogueKind.ReLU6),
        LeakyReLU leaky => new Epilogue(EpilogueKind.LeakyReLU, leaky.Slope),
        Hardsigmoid => new Epilogue(EpilogueKind.Hardsigmoid),
        Hardswish => new Epilogue(EpilogueKind.Hardswish),
        _ => null,
    };

    /// <summary>An expression for the activated value.</summary>
    public string Apply(SimdTarget simd, string value) => Kind switch
    {
        EpilogueKind.ReLU => simd.Max(simd.Zero, value),
        EpilogueKind.ReLU6 => simd.Min(simd.Constant(6), simd.Max(simd.Zero, value)),
        EpilogueKind.LeakyReLU => simd.Select(simd.Greater(value, simd.Zero), value, $"{value} * {simd.Constant(Slope)}"),
        EpilogueKind.Hardsigmoid => $"({Shifted(simd, value)} * {simd.Constant(1f / 6)})",
        EpilogueKind.Hardswish => $"({value} * {Shifted(simd, value)} * {simd.Constant(1f / 6)})",
        _ => value,
    };

    /// <summary>min(max(x + 3, 0), 6).</summary>
    private static string Shifted(SimdTarget simd, string value) =>
        simd.Min(simd.Constant(6), simd.Max(simd.Zero, $"{value} + {simd.Constant(3)}"));
}

/// <summary>The activations that an epilogue computes.</summary>
public enum EpilogueKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>min(max(x, 0), 6).</summary>
    ReLU6,

    /// <summary>x, or slope·x below zero.</summary>
    LeakyReLU,

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    Hardsigmoid,

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    Hardswish,
}

namespace NetworkGen.Core.Kernels;

/// <summary>The vectors of one number per channel that batch norm's forward and backward share, in the order in which they lie one behind the other. Compiled into the runtime library too.</summary>
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

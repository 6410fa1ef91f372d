using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>y += x: where a tensor has several readers, their gradients add up.</summary>
public sealed record AddKernel : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "AddTo";

    /// <inheritdoc/>
    public override string Summary => "y += x, value by value.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["ref x", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (MapLoop.Open(writer, simd, ("x", "source"), ("y", "target")))
        {
            writer.Line(simd.Store($"({simd.Load("target", "i")} + {simd.Load("source", "i")})", "target", "i"));
        }
    }
}

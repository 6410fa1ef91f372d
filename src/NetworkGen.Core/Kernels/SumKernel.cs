using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>y = a + b, value by value, and an activation.</summary>
/// <param name="Epilogue">What happens before a store.</param>
public sealed record SumKernel(Epilogue Epilogue) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "Sum" + Epilogue.Suffix;

    /// <inheritdoc/>
    public override string Summary => Epilogue.Kind == EpilogueKind.None ? "y = a + b, value by value." : $"y = {Epilogue.Kind}(a + b), value by value.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in a", "in b", "ref y", "blocks", "aPlane", "aPitch", "bPlane", "bPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        using (MapLoop.Open(writer, simd, ("a", "left"), ("b", "right"), ("y", "target")))
        {
            writer.Line($"{simd.Type} value = {simd.Load("left", "i")} + {simd.Load("right", "i")};");
            writer.Line(simd.Store(Epilogue.Apply(simd, "value"), "target", "i"));
        }
    }
}

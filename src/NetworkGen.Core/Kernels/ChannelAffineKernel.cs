using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>y = x·scale + shift with one scale and one shift per channel; with a center, y = (x − center)·scale + shift, which keeps its precision where the mean is large.</summary>
/// <param name="IsCentered">Whether a center is subtracted first.</param>
/// <param name="Epilogue">What happens before a store.</param>
public sealed record ChannelAffineKernel(bool IsCentered, Epilogue Epilogue) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelAffine" + (IsCentered ? "Centered" : "") + Epilogue.Suffix;

    /// <inheritdoc/>
    public override string Summary => IsCentered
        ? "y = (x - center) * scale + shift, one of each per channel."
        : "y = x * scale + shift, one of each per channel.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => IsCentered
        ? ["ref x", "ref center", "ref scale", "ref shift", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"]
        : ["ref x", "ref scale", "ref shift", "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            if (IsCentered)
            {
                writer.Line($"{simd.Type} c = {simd.Load("center", "channel")};");
            }

            writer.Line($"{simd.Type} a = {simd.Load("scale", "channel")};");
            writer.Line($"{simd.Type} b = {simd.Load("shift", "channel")};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "source"), ("y", "target")))
        {
            string x = simd.Load("source", "i");
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd(IsCentered ? $"{x} - c" : x, "a", "b")};");
            writer.Line(simd.Store(Epilogue.Apply(simd, "value"), "target", "i"));
        }
    }
}

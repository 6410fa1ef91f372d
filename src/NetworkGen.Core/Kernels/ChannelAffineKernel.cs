using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>y = x·scale + shift with one scale and one shift per channel; with a center, y = (x − center)·scale + shift, which keeps its precision where the mean is large.</summary>
/// <param name="IsCentered">Whether a center is subtracted first; center, scale and shift are then found among the <see cref="NormVector"/>s. Otherwise the shifts lie behind the scales.</param>
/// <param name="Epilogue">What happens before a store.</param>
/// <param name="AreApart">Whether a call says of each of them where it lies.</param>
public sealed record ChannelAffineKernel(bool IsCentered, Epilogue Epilogue, bool AreApart = false) : EmittedKernel
{
    /// <inheritdoc/>
    public override string Name => "ChannelAffine" + (IsCentered ? "Centered" : "") + (AreApart ? "Apart" : "") + Epilogue.Suffix;

    /// <inheritdoc/>
    public override string Summary => IsCentered
        ? "y = (x - center) * scale + shift, one of each per channel."
        : "y = x * scale + shift, one of each per channel.";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["in x", .. AreApart ? ["in center", "in scale", "in shift"] : new[] { "in vectors" }, "ref y", "blocks", "xPlane", "xPitch", "yPlane", "yPitch", "rows", "columns"];

    /// <inheritdoc/>
    public override void Body(SourceWriter writer, SimdTarget simd)
    {
        void PerChannel()
        {
            if (IsCentered)
            {
                writer.Line($"{simd.Type} c = {Load(simd, "center", NormVector.Mean, 0)};");
            }

            writer.Line($"{simd.Type} a = {Load(simd, "scale", NormVector.Scale, 0)};");
            writer.Line($"{simd.Type} b = {Load(simd, "shift", NormVector.Shift, 1)};");
        }

        using (MapLoop.OpenByChannel(writer, simd, PerChannel, ("x", "source"), ("y", "target")))
        {
            string x = simd.Load("source", "i");
            writer.Line($"{simd.Type} value = {simd.MultiplyAdd(IsCentered ? $"{x} - c" : x, "a", "b")};");
            writer.Line(simd.Store(Epilogue.Apply(simd, "value"), "target", "i"));
        }
    }

    private string Load(SimdTarget simd, string name, NormVector centered, int place) =>
        AreApart ? simd.Load(name, "channel") : NormVectors.Load(simd, IsCentered ? (int)centered : place);
}

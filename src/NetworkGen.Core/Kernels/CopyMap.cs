using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>Copies a map, or some channels of one, to where they lie otherwise.</summary>
internal static class CopyMap
{
    /// <summary>All channels.</summary>
    public static void Call(Tensor from, Tensor to, Lowering plan) => Channels(from, 0, to, 0, from.Layout.Channels, plan);

    /// <summary>Some channels.</summary>
    public static void Channels(Tensor from, int firstFrom, Tensor to, int firstTo, int count, Lowering plan)
    {
        TensorLayout target = to.Layout;
        plan.Call(
            new RuntimeKernel("MapLayout.CopyChannels", IsDivided: true, Inputs: 1),
            from.Origin, firstFrom, from.Layout.Block, from.Layout.Plane, from.Layout.Pitch,
            to.Origin, firstTo, target.Plane, target.Pitch, count, target.Height, target.Width);

        // Who reads the last block reads all of it, if only to multiply by zero.
        if (firstTo + count == target.Channels && target.Channels % target.Block != 0)
        {
            plan.Call(
                new RuntimeKernel("MapLayout.ClearSpareLanes", IsDivided: true),
                to.Origin, target.Channels, target.Height, target.Width, target.Block, target.Plane, target.Pitch);
        }
    }
}

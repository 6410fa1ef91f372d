using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Kernels;

/// <summary>What passes between the steps of Winograd's minimal filtering: transformed values of a strip's tiles, of one image or of a group whose images each have a part.</summary>
/// <param name="form">The form.</param>
/// <param name="tiles">Tiles of an image.</param>
/// <param name="images">Images of a group at most; 1 where each is by itself.</param>
/// <param name="areRows">Whether images of a group have tensors of their own, and are rows of what is multiplied (<see cref="ImageGroup"/>).</param>
/// <param name="plan">Where the calls go.</param>
internal sealed class WinogradStrip(WinogradForm form, int tiles, int images, bool areRows, Lowering plan)
{
    /// <summary>A buffer of so many blocks of all tiles for each product.</summary>
    public Tensor Planes(int blocks) => images > 1 ? plan.NewGroupTensor(form.Planes(blocks, tiles * images)) : plan.NewTensor(form.Planes(blocks, tiles));

    /// <summary>Where the tiles of the image that runs begin.</summary>
    public Operand Part(Tensor planes) => images > 1 ? planes.Part(tiles * TensorLayout.FullBlock) : planes.Start;

    /// <summary>How many tiles there are, where those of an image are so many.</summary>
    public Operand All(Operand ofImage) => images > 1 ? Operand.Text(Of($"images * {tiles}")) : ofImage;

    /// <summary>Rows of tiles.</summary>
    public Operand Rows => areRows ? Operand.Text(ImageGroup.Count) : 1;

    /// <summary>Floats from one row of tiles to the next.</summary>
    public Operand Pitch(Tensor planes) => areRows ? Operand.Text(ImageGroup.ArenaName) : planes.Layout.Pitch;

    /// <summary>A call on all tiles.</summary>
    public void Call(KernelSpec kernel, params Operand[] operands)
    {
        if (images > 1)
        {
            plan.CallOverGroup(kernel, operands);
        }
        else if (areRows)
        {
            plan.CallOverImages(kernel, operands);
        }
        else
        {
            plan.Call(kernel, operands);
        }
    }
}

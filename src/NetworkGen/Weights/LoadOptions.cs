using System.Collections.Generic;

namespace NetworkGen;

/// <summary>
/// How far a file may differ from the network, for transfer learning. The defaults are those of <c>Load</c> without options: every tensor of
/// the network is in the file, in its shape, and none besides.
/// </summary>
/// <remarks>
/// A name in <see cref="Skip"/> and <see cref="Freeze"/> stands for the tensor of that name and for all below it: <c>fc</c> for
/// <c>fc.weight</c> and <c>fc.bias</c>, not for <c>fc2.weight</c>. One that stands for nothing is an <see cref="System.ArgumentException"/>.
/// </remarks>
public sealed record LoadOptions
{
    /// <summary>
    /// Tensors of the network, parameters or running statistics, that keep their fresh values. What the file has under these names, if
    /// anything, is passed over, whatever its shape. Default none.
    /// </summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Parameters of the network that are frozen (<see cref="Parameter.IsFrozen"/>) once everything is loaded. Default none.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>
    /// What the file's names have in front of the network's: <c>module.</c> for PyTorch's <c>DataParallel</c>. A tensor of the file without it
    /// is none of the network's. Default empty.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether tensors of the network that the file lacks keep their fresh values, instead of being an error. Default false.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Whether tensors of the file that the network lacks are passed over, instead of being an error. Default false.</summary>
    public bool AllowUnexpected { get; init; }

    /// <summary>The seed of fresh values: a tensor that isn't loaded has the bits that <c>Create(Seed)</c> gives it. Default 0.</summary>
    public int Seed { get; init; }
}

using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Planning;

/// <summary>Everything the emitter prints: small plain data, nothing left to compute.</summary>
/// <param name="Network">The network.</param>
/// <param name="Input">How an image is copied in.</param>
/// <param name="Inference">The steps of <c>Forward</c>.</param>
/// <param name="Training">The steps of a training pass.</param>
public sealed record ExecutionPlan(Network Network, InputPlan Input, InferencePlan Inference, TrainingPlan Training)
{
    /// <summary>Plans a network.</summary>
    public static ExecutionPlan For(Network network)
    {
        var ground = new Groundwork(network);
        return new(network, InputPlan.For(network, ground.Flow), new InferencePlanner(ground).Plan(), new TrainingPlanner(ground).Plan());
    }
}

/// <summary>The steps of <c>Forward</c>, for one image but for what takes a group of them.</summary>
/// <param name="ArenaLength">Floats of one image's activations.</param>
/// <param name="WeightsLength">Floats of packed weights.</param>
/// <param name="Waits">How often cores that run an image together wait for each other.</param>
/// <param name="Packing">The calls that pack the weights, whenever parameters have changed.</param>
/// <param name="CopyFloats">Copies an image in from floats.</param>
/// <param name="CopyBytes">Copies an image in from bytes.</param>
/// <param name="Calls">The layers.</param>
/// <param name="CopyOutput">Copies the result out.</param>
/// <param name="ImageGroup">The images that some layers take at a time; null where none does.</param>
/// <param name="Group">The head for a group of images; null where each image runs through it by itself.</param>
public sealed record InferencePlan(
    long ArenaLength,
    long WeightsLength,
    int Waits,
    EquatableArray<KernelCall> Packing,
    EquatableArray<KernelCall> CopyFloats,
    EquatableArray<KernelCall> CopyBytes,
    EquatableArray<KernelCall> Calls,
    KernelCall CopyOutput,
    ImageGroup? ImageGroup,
    GroupPlan? Group)
{
    /// <summary>How many images of a batch one core has at the same time, and the floats of all their activations; null where it has one.</summary>
    public (int Images, long ArenaLength)? Together =>
        Group is not null ? (Group.Images, ArenaLength + Group.ArenaLength)
        : ImageGroup is { Images: > 1 } ? (ImageGroup.Images, ((ImageGroup.Images - 1) * ImageGroup.Arena) + ArenaLength)
        : null;
}

/// <summary>The head for a group of images, whose vectors are the columns of one map.</summary>
/// <param name="Images">Images of a full group.</param>
/// <param name="ArenaLength">Floats of a group's activations; they begin where those of an image end.</param>
/// <param name="Body">How many of the layers' calls come before the head.</param>
/// <param name="CopyColumn">Copies what the head begins with from one image's activations into a column.</param>
/// <param name="Calls">The head's layers.</param>
/// <param name="CopyOutput">Copies the results out.</param>
public sealed record GroupPlan(int Images, long ArenaLength, int Body, KernelCall CopyColumn, EquatableArray<KernelCall> Calls, KernelCall CopyOutput);

/// <summary>The steps of a training pass.</summary>
/// <param name="SampleLength">Floats of one image's activations and gradients.</param>
/// <param name="ScratchLength">Floats of what no later phase reads, and of what a group of images passes from phase to phase: a thread has room for it once.</param>
/// <param name="WeightsLength">Floats of packed weights and batch statistics.</param>
/// <param name="WeightGradientsLength">Floats of packed weight gradients of one chunk of the batch.</param>
/// <param name="Switches">What decides, when a backward pass starts, which of its calls are made.</param>
/// <param name="Packing">The calls that pack the weights at the start of each pass.</param>
/// <param name="Forward">The phases of the forward pass.</param>
/// <param name="Backward">The phases of the backward pass.</param>
/// <param name="BackwardInput">The phases that compute the gradient of the input, run only when it is asked for.</param>
/// <param name="Methods">The methods of the phases; these are numbered forward, backward, backward to the input.</param>
/// <param name="Unpacking">The calls that add packed weight gradients to the parameters' gradients.</param>
public sealed record TrainingPlan(
    long SampleLength,
    long ScratchLength,
    long WeightsLength,
    long WeightGradientsLength,
    EquatableArray<GradientSwitch> Switches,
    EquatableArray<KernelCall> Packing,
    EquatableArray<Phase> Forward,
    EquatableArray<Phase> Backward,
    EquatableArray<Phase> BackwardInput,
    EquatableArray<PhaseMethod> Methods,
    EquatableArray<KernelCall> Unpacking)
{
    /// <summary>
    /// Images of a group at most. Four times as many tiles make the transformed weights of a small map, and the sums of their gradients, go through the caches
    /// a quarter as often; more images would gain little, and most batches have no larger chunks (a batch of 64 has sixteen of four).
    /// </summary>
    public const int GroupSize = 4;
}

/// <summary>A part of a pass.</summary>
/// <param name="Scope">How often its calls are made.</param>
/// <param name="Calls">The calls; one over the whole batch has a phase of its own.</param>
public sealed record Phase(PhaseScope Scope, EquatableArray<KernelCall> Calls);

/// <summary>How often the calls of a phase are made.</summary>
public enum PhaseScope
{
    /// <summary>For every image.</summary>
    Image,

    /// <summary>For every group of neighbouring images (<see cref="TrainingPlan.GroupSize"/>), of which each has been through the phase before.</summary>
    Group,

    /// <summary>Once for the whole batch: what merges what images have. All of them wait for it.</summary>
    Batch,
}

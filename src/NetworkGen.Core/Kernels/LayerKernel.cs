using System.Collections.Generic;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// One way to compute a layer: what it accepts, what it asks of the tensors around it, and the calls it takes, forward and backward.
/// <see cref="KernelCatalog"/> lists them, best first.
/// </summary>
public abstract class LayerKernel
{
    /// <summary>Why it can't compute a node, or null where it can.</summary>
    public abstract string? Refusal(Node node);

    /// <summary>Whether it computes, before its stores, a batch norm behind it and the addition that ends its path (both in inference), and a cheap activation.</summary>
    public virtual bool TakesEpilogue(Node node) => false;

    /// <summary>Whether it computes, behind all these, a max pool of 2×2 before its stores (in inference).</summary>
    public virtual bool TakesPool(Node node) => false;

    /// <summary>The maps that forward writes by register tiles, in inference and in training.</summary>
    public virtual IEnumerable<TileRequest> TileRequests(Node node, Groundwork ground) => [];

    /// <summary>The maps that the gradient of its input writes by tiles.</summary>
    public virtual IEnumerable<TileRequest> GradientTileRequests(Node node, Groundwork ground) => [];

    /// <summary>Zeros that forward wants around its input.</summary>
    public virtual Halo InputHalo(Node node) => Halo.None;

    /// <summary>Zeros that backward wants around the gradient of its output.</summary>
    public virtual Halo GradientHalo(Node node) => Halo.None;

    /// <summary>Whether only the gradient of its input reads those, and not those of its parameters.</summary>
    public virtual bool WantsGradientHaloForInputOnly => false;

    /// <summary>Whether it reads planes (a block of 1) as well as blocks of 16.</summary>
    public virtual bool ReadsPlanes(Node node) => false;

    /// <summary>Whether the result is the input under another name, so that nothing is to be done.</summary>
    public virtual bool IsView(Node node, bool training) => false;

    /// <summary>Whether forward may overwrite its input.</summary>
    public virtual bool WorksInPlace => false;

    /// <summary>
    /// Whether it computes each position of a map by itself, so that the vectors of several images may stand side by side as the columns of one map.
    /// Asked of nodes between vectors only.
    /// </summary>
    public virtual bool TakesColumns(Node node) => false;

    /// <summary>The calls of inference.</summary>
    public abstract void Inference(FusedLayer layer, InferencePlanner plan);

    /// <summary>The calls of the forward pass in training.</summary>
    public abstract void Forward(FusedLayer layer, TrainingPlanner plan);

    /// <summary>
    /// The calls that compute the parameters' gradients from the output's. What <see cref="BackwardInput(FusedLayer, Tensor, Tensor, TrainingPlanner)"/>
    /// needs, too, is computed whether the parameters are trained or not; the rest says whom it is for (<see cref="TrainingPlanner.OnlyFor"/>).
    /// </summary>
    public virtual void BackwardParameters(FusedLayer layer, TrainingPlanner plan)
    {
    }

    /// <summary>The calls that compute the input's gradient from the output's.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="outputGradient">The gradient of its result.</param>
    /// <param name="inputGradient">Where the gradient of its input goes; overwritten.</param>
    /// <param name="plan">Where the calls go.</param>
    public abstract void BackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan);

    /// <summary>
    /// The calls that add the input's gradient to what is there, where the kernel can do that as it stores; by default it can't, and what it computes is added by
    /// a pass of its own.
    /// </summary>
    /// <param name="layer">The layer, which has one input.</param>
    /// <param name="outputGradient">The gradient of its result.</param>
    /// <param name="inputGradient">What is added to.</param>
    /// <param name="plan">Where the calls go.</param>
    /// <returns>Whether there are such calls.</returns>
    public virtual bool AddBackwardInput(FusedLayer layer, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) => false;

    /// <summary>Whether its backward goes through the activation fused into it, too.</summary>
    public virtual bool TakesActivationBackward(FusedLayer layer) => false;

    /// <summary>The calls that compute the gradient of one of several inputs; by default there is only one.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="outputGradient">The gradient of its result.</param>
    /// <param name="inputGradient">Where the gradient of that input goes; overwritten.</param>
    /// <param name="plan">Where the calls go.</param>
    public virtual void BackwardInput(FusedLayer layer, int input, Tensor outputGradient, Tensor inputGradient, TrainingPlanner plan) =>
        BackwardInput(layer, outputGradient, inputGradient, plan);
}

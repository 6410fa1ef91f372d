using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Kernels;

/// <summary>Every way to compute a layer, best first: the first that does not refuse is taken.</summary>
public static class KernelCatalog
{
    private static readonly IReadOnlyList<LayerKernel> _kernels =
    [
        new DirectConvolution(),
        new TransposedConvolution(),
        new BatchNormalization(),
        new GroupNormalization(),
        new Pooling(),
        new Upsampling(),
        new ElementwiseActivation(),
        new ParametricActivation(),
        new ChannelScaling(),
        new DropoutMask(),
        new Flattening(),
        new SoftmaxFunction(),
        new Addition(),
        new Multiplication(),
        new Concatenation(),
    ];

    /// <summary>The kernel for a node.</summary>
    public static LayerKernel For(Node node) => _kernels.FirstOrDefault(kernel => kernel.Refusal(node) is null)
        ?? throw new NotSupportedException(
            $"No kernel computes {node.Layer.Description}: " + string.Join("; ", _kernels.Select(kernel => kernel.GetType().Name + " " + kernel.Refusal(node))));
}

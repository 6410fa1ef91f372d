using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Layers;

namespace NetworkGen.Core.Graph;

/// <summary>
/// What <c>Shortcut</c> stands for: the block's input is added, through a strided 1×1 convolution and a batch norm where shapes differ.
/// Source: He et al. 2015, arXiv 1512.03385, option B.
/// </summary>
internal static class ShortcutLayers
{
    /// <summary>Appends them; the node that they end in, or null after reporting why no shortcut fits.</summary>
    public static int? Append(bool projects, Scope scope, string name, LayerPosition position, NodeList nodes, IssueSink issues)
    {
        TensorShape from = nodes.Shape(scope.Input);
        TensorShape to = nodes.Shape(scope.Current);
        int blockStride = scope.Values?.Stride ?? 1;
        bool isStrided = blockStride > 1 && Fits(from, to, blockStride);
        int shortcut = scope.Input;
        if (from != to || isStrided)
        {
            if (!projects)
            {
                return scope.Current;
            }

            if (Stride(from, to, blockStride) is not { } stride)
            {
                issues.Report(
                    IssueId.ShapeMismatch, null, "Shortcut", to.ToString(), issues.Source, "'" + Scope.InputName + "'", from.ToString(),
                    "no 1×1 convolution of any stride makes one from the other: strides, pools and paddings must leave ⌈size / stride⌉");
                return null;
            }

            var convolution = new Conv2d { DeclaredOutChannels = to.Channels, KernelHeight = 1, KernelWidth = 1, Stride = stride, Bias = false };
            if (nodes.Append(convolution, name + ".0", position, [scope.Input], issues) is not { } projected
                || nodes.Append(new BatchNorm2d(), name + ".1", position, [projected.Index], issues) is not { } normed)
            {
                return null;
            }

            shortcut = normed.Index;
        }

        return nodes.Append(new Add { Tensor = Scope.InputName }, name, position, [scope.Current, shortcut], issues)?.Index;
    }

    /// <summary>The block's stride where it leads from one size to the other, else the smallest that does.</summary>
    private static int? Stride(TensorShape from, TensorShape to, int blockStride)
    {
        if (from.IsVector || to.IsVector)
        {
            return null;
        }

        IEnumerable<int> smallest = Enumerable.Range(1, System.Math.Max(from.Height, from.Width));
        return smallest.Prepend(blockStride).Where(stride => Fits(from, to, stride)).Select(static stride => (int?)stride).FirstOrDefault();
    }

    private static bool Fits(TensorShape from, TensorShape to, int stride) =>
        ((from.Height - 1) / stride) + 1 == to.Height && ((from.Width - 1) / stride) + 1 == to.Width;
}

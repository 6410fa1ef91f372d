using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Layers;
using NetworkGen.Core.Reporting;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>Another square kernel for a convolution, with the padding that keeps the size of its map where one does.</summary>
internal static class OtherKernel
{
    /// <summary>The fix, not tried yet; null for a kernel that isn't one number.</summary>
    /// <param name="network">The network.</param>
    /// <param name="node">The convolution.</param>
    /// <param name="size">Rows and columns of the new kernel.</param>
    /// <param name="mustKeep">Whether there is no fix where the size of the map can't be kept.</param>
    public static Fix? Of(Network network, Node node, int size, bool mustKeep)
    {
        var layer = (Convolution)node.Layer;
        LayerDeclaration declared = AsWritten.Declared(network, node);
        if (declared.Arguments.FirstOrDefault(static argument => argument.Name == "KernelSize") is not { } kernel
            || BlockValues.Written(kernel.Value) is not null
            || (Padding(layer, node, size) is null && mustKeep))
        {
            return null;
        }

        int padding = Padding(layer, node, size) ?? InProportion(layer, size);
        (string? block, int index) = AsWritten.Place(node);
        var edits = new List<Edit> { new Edit.Set(index, "KernelSize", new ArgumentValue.Integer(size)) };
        if (padding != layer.Padding.Amount)
        {
            edits.Add(new Edit.Set(index, "Padding", new ArgumentValue.Integer(padding)));
        }

        string text = Numerals.Plain(size);
        return new Fix(
            "Make the kernel " + text + "×" + text + (edits.Count == 1 ? "" : " with Padding = " + Numerals.Plain(padding)),
            block,
            edits.ToEquatableArray());
    }

    /// <summary>The most fitting padding with which the map keeps its size.</summary>
    private static int? Padding(Convolution layer, Node node, int size)
    {
        TensorShape input = node.InputShapes[0];
        return layer.Padding.IsSame
            ? 0
            : Enumerable.Range(0, size)
                .OrderBy(padding => System.Math.Abs(padding - InProportion(layer, size)))
                .Where(padding => Outputs(padding, input.Height) == node.Shape.Height && Outputs(padding, input.Width) == node.Shape.Width)
                .Select(static padding => (int?)padding)
                .FirstOrDefault();

        int Outputs(int padding, int positions) => new Window(size, layer.Stride, padding, padding, layer.Dilation).Outputs(positions);
    }

    /// <summary>About half of the kernel stays about half of it; any other padding stays as it is.</summary>
    private static int InProportion(Convolution layer, int size)
    {
        int padding = layer.Padding.IsSame ? 0 : layer.Padding.Amount;
        return padding > 0 && (padding == layer.KernelHeight / 2 || padding == (layer.KernelHeight - 1) / 2) ? (size - 1) / 2 : padding;
    }
}

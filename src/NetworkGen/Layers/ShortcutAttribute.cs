namespace NetworkGen;

/// <summary>
/// Adds the block's input: y = x + input where their shapes agree, else y = x + BatchNorm2d(Conv2d(input)) through a 1×1 convolution
/// without bias that has the stride and the channels it takes. Source: He et al. 2015, arXiv 1512.03385, option B; torchvision's <c>downsample</c>.
/// </summary>
/// <remarks>Parameters, where there is a projection: <c>0.weight</c> of the convolution; <c>1.weight</c>, <c>1.bias</c> and the statistics of the batch norm.</remarks>
public sealed class ShortcutAttribute : LayerAttribute
{
    /// <summary>Whether shapes that don't agree are projected. False: then there is no shortcut, as in MobileNetV2. Default true.</summary>
    public bool Projection { get; set; } = true;
}

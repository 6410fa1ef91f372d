namespace NetworkGen;

/// <summary>Paddings that are a rule rather than a number of rows and columns.</summary>
public static class Pad
{
    /// <summary>
    /// As many zeros as keep the size at stride 1: (kernel - 1)·dilation in all, the odd one at the end.
    /// Source: PyTorch, <c>torch.nn.Conv2d</c>, <c>padding='same'</c>.
    /// </summary>
    public const int Same = int.MinValue;
}

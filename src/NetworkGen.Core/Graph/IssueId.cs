namespace NetworkGen.Core.Graph;

/// <summary>The ids of surface's diagnostics. Severities, titles and message formats are the descriptors'.</summary>
public static class IssueId
{
    /// <summary>The class, or a type around it, is not partial.</summary>
    public const string NotPartial = "NG0001";

    /// <summary>Layers on another partial declaration than <c>[Network]</c>.</summary>
    public const string LayersOnOtherPart = "NG0002";

    /// <summary>No layers, or layers without <c>[Network]</c>.</summary>
    public const string NoLayers = "NG0003";

    /// <summary>The class is static, abstract, a struct, or has another shape that can't be generated.</summary>
    public const string UnsupportedType = "NG0007";

    /// <summary>A tensor that nothing reads.</summary>
    public const string UnusedTensor = "NG0008";

    /// <summary>Declared input channels or features differ from what arrives.</summary>
    public const string ChannelMismatch = "NG1001";

    /// <summary>The kernel is larger than its padded input, or nothing is left.</summary>
    public const string KernelTooLarge = "NG1004";

    /// <summary>Groups don't divide the channels.</summary>
    public const string GroupsDontDivide = "NG1005";

    /// <summary>An argument out of its range.</summary>
    public const string ArgumentOutOfRange = "NG1006";

    /// <summary><c>Linear</c> on an unflattened map.</summary>
    public const string LinearOnMap = "NG1007";

    /// <summary>Over its <c>[Budget]</c>.</summary>
    public const string OverBudget = "NG1009";

    /// <summary>The feature layer's receptive field falls short of the object.</summary>
    public const string FieldTooSmall = "NG2001";
}

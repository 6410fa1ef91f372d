namespace NetworkGen.Core.Graph;

/// <summary>
/// The ids of the compiler's diagnostics, and what fills each one's message, in order. Severities, titles and message
/// formats are the descriptors'; values arrive formatted for reading (thousands separators, invariant culture).
/// <para>"Description" is <see cref="Layers.Layer.Description"/> (<c>Conv2d 3×3, 16</c>); "source" is what the layer
/// reads: <c>the input</c>, or <c>layer 2, MaxPool2d 2×2</c>.</para>
/// </summary>
public static class IssueId
{
    /// <summary>The class, or a type around it, is not partial. Found in the syntax, not here.</summary>
    public const string NotPartial = "NG0001";

    /// <summary>Layers on another partial declaration than <c>[Network]</c>. Found in the syntax, not here.</summary>
    public const string LayersOnOtherPart = "NG0002";

    /// <summary>
    /// No layers, or layers without <c>[Network]</c> (which is found in the syntax, not here). Whole network.
    /// {0} the class's name.
    /// </summary>
    public const string NoLayers = "NG0003";

    /// <summary>The class is static, abstract, a struct, or has another shape that can't be generated. Found in the syntax, not here.</summary>
    public const string UnsupportedType = "NG0007";

    /// <summary>
    /// Declared input channels or features differ from what arrives. Argument: <c>InChannels</c> or <c>InFeatures</c>.
    /// {0} description, {1} the argument's name, {2} declared, {3} arriving, {4} source.
    /// Properties: <see cref="IssueProperty.Replacement"/>, the number that arrives.
    /// </summary>
    public const string ChannelMismatch = "NG1001";

    /// <summary>
    /// The kernel is larger than its padded input, or nothing is left; or a map is needed where a vector arrives.
    /// {0} description, {1} the shape that arrives, {2} source, {3} what doesn't fit
    /// (<c>its kernel spans 5 rows, and 3 arrive</c>), {4} the way out (<c>use a smaller kernel, …</c>).
    /// </summary>
    public const string KernelTooLarge = "NG1004";

    /// <summary>
    /// Groups don't divide the channels. Argument: <c>Groups</c>.
    /// {0} description, {1} groups, {2} <c>input</c> or <c>output</c>, {3} channels of that side, {4} the nearest numbers
    /// that divide both sides (<c>2, 4, 8</c>). Properties: <see cref="IssueProperty.Replacement"/>, the nearest one.
    /// </summary>
    public const string GroupsDontDivide = "NG1005";

    /// <summary>
    /// An argument out of its range, missing or of the wrong type; or, with a null argument, a layer of an unknown kind.
    /// {0} the attribute (<c>Conv2d</c>, <c>Network</c>), {1} the argument's name, {2} its value (or <c>missing</c>),
    /// {3} what is legal (<c>1 to 32,767</c>).
    /// </summary>
    public const string ArgumentOutOfRange = "NG1006";

    /// <summary>
    /// <c>Linear</c> on an unflattened map.
    /// {0} description, {1} the shape that arrives, {2} source, {3} the features a <c>Flatten</c> before it would give.
    /// </summary>
    public const string LinearOnMap = "NG1007";

    /// <summary>
    /// Over its <c>[Budget]</c>. Whole network; argument: <c>MaxParameters</c>, <c>MaxMacs</c> or <c>MaxActivationBytes</c>.
    /// {0} the actual number, {1} what is counted (<c>parameters</c>, <c>MACs</c>, <c>activation bytes</c>), {2} allowed,
    /// {3} the layer with the largest share (<c>layer 4, Linear 10</c>), {4} its number.
    /// </summary>
    public const string OverBudget = "NG1009";

    /// <summary>
    /// The feature layer's receptive field falls short of the object. Layer: the feature layer.
    /// {0} description, {1} <c>rows</c>, <c>columns</c> or <c>pixels</c> (both axes alike), {2} pixels it sees, {3} pixels of the
    /// object, {4} share in percent without the sign (<c>7</c>, <c>97.5</c>), {5} the way out
    /// (<c>47 more 3×3 layers here, or …</c>).
    /// Properties: <see cref="IssueProperty.ConvolutionCount"/>; and <see cref="IssueProperty.PoolAfterLayer"/> with
    /// <see cref="IssueProperty.ConvolutionCountWithPool"/> where a pool helps.
    /// </summary>
    public const string FieldTooSmall = "NG2001";
}

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
    /// {0} the class's name. With the argument <see cref="IssueArgument.Block"/>: a class that can't be used as a block; {0} the attribute (<c>Stage</c>), {1} the class, {2} why and the way out.
    /// With <see cref="IssueArgument.Output"/>: a network that returns its input; {0} the last layer's attribute, {1} the class.
    /// </summary>
    public const string NoLayers = "NG0003";

    /// <summary>
    /// <c>From</c>, <c>Add</c>, <c>Mul</c> or <c>Concat</c> names no earlier tensor. Argument: <c>Tensor</c> or <c>Tensors</c>.
    /// {0} the attribute (<c>Add</c>), {1} the name, {2} why and the way out (<c>did you mean 'conv1'? Earlier ones with a name are 'input' and 'conv1'</c>).
    /// Properties: <see cref="IssueProperty.Replacement"/>, the nearest name, where one is near; <see cref="IssueProperty.Element"/> of <c>Concat</c>.
    /// </summary>
    public const string UnknownTensor = "NG0004";

    /// <summary>
    /// A name twice. Argument: <c>Name</c>, where it was written.
    /// {0} description, {1} the name, {2} who has it already (<c>layer 3, Conv2d 3×3, 16</c>, or <c>the input</c>).
    /// </summary>
    public const string DuplicateName = "NG0005";

    /// <summary>A block uses itself. {0} the attribute on the circle (<c>Use</c>), {1} the block, {2} the way round (<c>A → B → A</c>).</summary>
    public const string RecursiveBlock = "NG0006";

    /// <summary>A tensor that nothing reads; a warning. {0} the layer (<c>layer 2, MaxPool2d 2×2</c>), {1} its shape.</summary>
    public const string UnreadTensor = "NG0008";

    /// <summary>The class is static, abstract, a struct, or has another shape that can't be generated. Found in the syntax, not here.</summary>
    public const string UnsupportedType = "NG0007";

    /// <summary>
    /// Declared input channels or features differ from what arrives. Argument: <c>InChannels</c>, <c>InFeatures</c> or <c>NumParameters</c>.
    /// {0} description, {1} the argument's name, {2} declared, {3} arriving, {4} source.
    /// Fix: the number that arrives.
    /// </summary>
    public const string ChannelMismatch = "NG1001";

    /// <summary>
    /// Shapes don't match at <c>Add</c>, <c>Mul</c> or <c>Shortcut</c>. Argument: <c>Tensor</c>.
    /// {0} description, {1} the current shape, {2} where it comes from, {3} the other path (<c>'input'</c>), {4} its shape, {5} the way out.
    /// </summary>
    public const string ShapeMismatch = "NG1002";

    /// <summary>
    /// <c>Concat</c> of different heights or widths. Argument: <c>Tensors</c>; property: <see cref="IssueProperty.Element"/>.
    /// {0} description, {1} the tensor that doesn't fit (<c>'conv1'</c>), {2} its shape, {3} the current shape, {4} where that comes from, {5} the way out.
    /// </summary>
    public const string ConcatMismatch = "NG1003";

    /// <summary>
    /// The kernel is larger than its padded input, or nothing is left; or a map is needed where a vector arrives.
    /// {0} description, {1} the shape that arrives, {2} source, {3} what doesn't fit
    /// (<c>its kernel spans 5 rows, and 3 arrive</c>), {4} the way out (<c>use a smaller kernel, …</c>).
    /// </summary>
    public const string KernelTooLarge = "NG1004";

    /// <summary>
    /// Groups don't divide the channels. Argument: <c>Groups</c>.
    /// {0} description, {1} groups, {2} <c>input</c> or <c>output</c>, {3} channels of that side, {4} the nearest numbers
    /// that divide both sides (<c>2, 4, 8</c>). Fix: the nearest one.
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
    /// {0} description, {1} the shape that arrives, {2} source, {3} the features a <c>Flatten</c> before it would give. Fix: that <c>Flatten</c>.
    /// </summary>
    public const string LinearOnMap = "NG1007";

    /// <summary>
    /// Too large to generate or to hold. {0} where the limit is passed (<c>Conv2d 3×3, 64</c>), {1} what there would be (<c>1,200,000,000 parameters</c>),
    /// {2} the most there can be, {3} the way out.
    /// </summary>
    public const string TooLarge = "NG1008";

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
    /// (<c>47 more 3×3 layers after it, or …</c>). Fixes: up to 30 such layers, and pools with the layers that are missing still.
    /// </summary>
    public const string FieldTooSmall = "NG2001";

    /// <summary>
    /// Convolutions whose input already sees the whole image. Layer: the first of them.
    /// {0} description, {1} the image (<c>32×32</c>, width × height), {2} how many convolutions, {3} of how many, {4} the way out.
    /// </summary>
    public const string Unproductive = "NG2002";

    /// <summary>
    /// Rows or columns at the edges that no output reads. Layer: the first that drops something, else the feature layer.
    /// {0} description, {1} what is not read (<c>the last 10 of 400 rows and columns</c>), {2} what drops it
    /// (<c>drops the last of 185, layer 23, MaxPool2d 2×2, the last of 31</c>), {3} the way out (<c>sizes that lose nothing: 390, 406</c>).
    /// Fixes: the nearest such image below and above, the nearer one first.
    /// </summary>
    public const string UnreadInput = "NG2003";

    /// <summary>
    /// Dilations that leave holes in the field. Layer: the last dilated convolution of a run.
    /// {0} description, {1} pixels that it reads, {2} of how many between the first and the last, {3} <c>pixels</c> (both axes), <c>rows</c> or
    /// <c>columns</c>, {4} what leaves them (<c>the dilations 2, 2, 2 leave</c>), {5} the way out (<c>1, 2, 3 read all 13</c>). Fix: those dilations.
    /// </summary>
    public const string DilationHoles = "NG2004";

    /// <summary>
    /// A window moves on by more than it spans. Argument: <c>Stride</c>.
    /// {0} description, {1} positions that the kernel spans, {2} the stride, {3} <c>rows and columns</c>, <c>rows</c> or <c>columns</c>.
    /// Fix: the least odd kernel without gaps, where the map keeps its size.
    /// </summary>
    public const string StrideSkips = "NG2005";

    /// <summary>
    /// Maps that show different places of the image are joined. Layer: the join.
    /// {0} description, {1} <c>row</c> or <c>column</c>, {2} an input (<c>layer 2, MaxPool2d 2×2</c>), {3} where its first position lies and how
    /// far its neighbours are apart, {4} and {5} the same of another one, {6} the way out.
    /// </summary>
    public const string MisalignedJoin = "NG2006";

    /// <summary>
    /// Windows that don't come out even on a padded map; once for a network, at the first such layer. Argument: <c>Padding</c>.
    /// {0} description, {1} the sum (<c>224 + 2·3 − 7</c>), {2} <c>rows and columns</c>, <c>rows</c> or <c>columns</c>, {3} the remainder, {4} the stride,
    /// {5} what follows, and how many others there are (<c>so less of it is read at the end than at the beginning, as in 4 other layers</c>), {6} sizes without (<c>images of 193 or 225 pixels have none</c>). Fix: the nearest size.
    /// </summary>
    public const string UnevenPadding = "NG2007";

    /// <summary>
    /// An even kernel of a convolution. Argument: <c>KernelSize</c>.
    /// {0} description, {1} the kernel (<c>4×4</c>), {2} the odd ones next to it (<c>3×3 or 5×5</c>). Fix: one of these.
    /// </summary>
    public const string EvenKernel = "NG2008";

    /// <summary>
    /// One k×k where a stack of 3×3 takes fewer parameters. Argument: <c>KernelSize</c>.
    /// {0} description, {1} layers of the stack, {2} the field of both (<c>5×5</c>), {3} parameters now, {4} parameters of the stack. Fix: the stack.
    /// </summary>
    public const string LargeKernel = "NG2009";

    /// <summary>
    /// The first pool comes too early.
    /// {0} description, {1} pixels that the features before it see, {2} pixels that they should, {3} what is missing (<c>3 more 3×3 layers</c>).
    /// </summary>
    public const string EarlyPool = "NG2010";

    /// <summary>
    /// The last pool stands near the output.
    /// {0} description, {1} layers with a kernel above 1×1 behind it (<c>1 layer looks</c>), {2} how many there should be, {3} what is missing (<c>1 more 3×3 layer</c>).
    /// </summary>
    public const string LatePool = "NG2011";

    /// <summary>
    /// Channels cut by a kernel that looks at neighbours. Argument: <c>OutChannels</c>.
    /// {0} description, {1} channels that arrive, {2} those that leave (<c>32 channels</c>), {3} weights now, {4} weights of a 1×1, {5} the kernel (<c>3×3</c>),
    /// {6} weights of such a kernel behind the 1×1. Fix: the 1×1 before it.
    /// </summary>
    public const string ChannelCut = "NG2012";

    /// <summary>
    /// Nothing reduces the map, and by 3×3 layers alone the object takes very many. Layer: what the first pool would follow, alone or with new layers.
    /// {0} that (<c>layer 3</c>, <c>layer 3 and 2 more 3×3 layers</c>), {1} pixels of the object, {2} 3×3 layers that it takes alone, {3} where pools would go and how many layers
    /// are missing then, {4} layers in all with them. Fix: these pools and layers.
    /// </summary>
    public const string NoPool = "NG2013";

    /// <summary>
    /// Two linear layers or more, or 1×1 convolutions, with nothing non-linear between them. Layer: the last.
    /// {0} description, {1} the first (<c>layer 1, Linear 128</c>; <c>layer 1, Linear 128, and 1 more</c>), {2} <c>Linear</c> or <c>1×1 convolution</c>,
    /// {3} features or channels that enter, {4} that leave, {5} parameters of all, {6} of the one layer that does the same,
    /// {7} <c>both</c> or <c>all 3</c>, {8} the way out.
    /// </summary>
    public const string LinearStack = "NG3001";

    /// <summary>
    /// A bias before a batch norm. Argument: <c>Bias</c>. {0} description, {1} the norm (<c>layer 2, BatchNorm2d</c>), {2} parameters of the bias, in all
    /// uses of a block. Properties: the fix.
    /// </summary>
    public const string BiasBeforeNorm = "NG3002";

    /// <summary>
    /// An activation, a norm or dropout on the logits. {0} description, {1} whose results they are (<c>layer 5, Linear 10</c>), {2} what that does to them.
    /// Also <c>Softmax</c> where the loss expects logits, which is found at the call: {0} the network's class, {1} the softmax (<c>layer 6, Softmax</c>).
    /// </summary>
    public const string TouchedLogits = "NG3003";

    /// <summary>Bytes fed to a network that takes them as they are. Found at the call, not here. {0} the network's class.</summary>
    public const string BytesAsTheyAre = "NG3004";

    /// <summary>
    /// A linear layer on a map holds more than half of the parameters.
    /// {0} description, {1} its parameters, {2} all, {3} share in percent without the sign, {4} the map's shape, {5} its parameters behind a global pool.
    /// </summary>
    public const string LinearOnLargeMap = "NG3005";

    /// <summary>
    /// A call with a buffer whose length is known and wrong. Found at the call, not here.
    /// {0} what it holds (<c>'logits' holds 9 floats</c>), {1} what is needed (<c>DigitNet writes 10 per image</c>), {2} the way out.
    /// Additional location: where the length is written. With it, properties: <see cref="IssueProperty.Replacement"/>, <see cref="IssueProperty.Expression"/>.
    /// </summary>
    public const string WrongLength = "NG4001";
}

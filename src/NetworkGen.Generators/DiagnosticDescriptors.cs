using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators;

/// <summary>Every diagnostic: its severity, its words and its page. What fills the placeholders stands at <see cref="IssueId"/>.</summary>
internal static class DiagnosticDescriptors
{
    /// <summary>Where a page <c>NGnnnn.md</c> is read.</summary>
    public const string Pages = "https://github.com/networkgen/networkgen/blob/main/src/NetworkGen.Generators/Documentation/";

    private const string Declaration = "NetworkGen.Declaration";
    private const string Shapes = "NetworkGen.Shapes";
    private const string ReceptiveField = "NetworkGen.ReceptiveField";
    private const string Head = "NetworkGen.Head";
    private const string CallSite = "NetworkGen.CallSite";

    /// <summary>"'Outer' is not partial, so the members of network 'DigitNet' can't be generated: write 'partial class Outer'".</summary>
    public static readonly DiagnosticDescriptor NotPartial = new(
        IssueId.NotPartial,
        "The class, or a type around it, is not partial",
        "'{0}' is not partial, so the members of network '{1}' can't be generated: write 'partial {2} {0}'",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The forward and backward code of a network is generated into another part of its class, which takes a partial class inside partial types.",
        Pages + IssueId.NotPartial + ".md");

    /// <summary>"The layer 'Conv2d' stands on another part of 'DigitNet' than [Network], …".</summary>
    public static readonly DiagnosticDescriptor LayersOnOtherPart = new(
        IssueId.LayersOnOtherPart,
        "Layers on another part than [Network]",
        "The layer '{0}' stands on another part of '{1}' than {2}, and parts have no order among them: move it to the part that carries {2}",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Layers apply top to bottom in the order they are written, which is defined within one declaration only.",
        Pages + IssueId.LayersOnOtherPart + ".md");

    /// <summary>"'DigitNet' has [Network] but no layers: …".</summary>
    public static readonly DiagnosticDescriptor NoLayers = new(
        IssueId.NoLayers,
        "No layers, or layers without [Network]",
        "'{0}' has [Network] but no layers: write at least one below it, such as [Conv2d(16, 3), ReLU]",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is the shape of one image, given by [Network], and at least one layer.",
        Pages + IssueId.NoLayers + ".md");

    /// <summary>"'DigitNet' has layers but no [Network]: …". The same rule seen from the other side.</summary>
    public static readonly DiagnosticDescriptor LayersWithoutNetwork = new(
        IssueId.NoLayers,
        "No layers, or layers without [Network]",
        "'{0}' has layers but no [Network]: write the shape of one image above them, [Network(channels, height, width)], or [Block] if networks are to use them",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is the shape of one image, given by [Network], and at least one layer.",
        Pages + IssueId.NoLayers + ".md");

    /// <summary>"Stage: 'Basic' can't be used as a block: it has no [Block]: …". The same rule for blocks.</summary>
    public static readonly DiagnosticDescriptor NoBlock = new(
        IssueId.NoLayers,
        "No layers, or layers without [Network]",
        "{0}: '{1}' can't be used as a block: {2}",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A block is a class with [Block] and at least one layer.",
        Pages + IssueId.NoLayers + ".md");

    /// <summary>"From is the last layer of 'DigitNet', whose output would be its input: …". The same rule for layers that compute nothing.</summary>
    public static readonly DiagnosticDescriptor NothingComputed = new(
        IssueId.NoLayers,
        "No layers, or layers without [Network]",
        "{0} is the last layer of '{1}', whose output would be its input: write a layer that computes something behind it, or read another tensor",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is the shape of one image, given by [Network], and at least one layer.",
        Pages + IssueId.NoLayers + ".md");

    /// <summary>"Add: there is no earlier tensor 'conv': did you mean 'conv1'? …".</summary>
    public static readonly DiagnosticDescriptor UnknownTensor = new(
        IssueId.UnknownTensor,
        "No earlier tensor of that name",
        "{0}: there is no earlier tensor '{1}': {2}",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "From, Add, Mul and Concat read what an earlier layer of the same stack has made, by the layer's Name; \"input\" is what enters the stack.",
        Pages + IssueId.UnknownTensor + ".md");

    /// <summary>"Conv2d 3×3, 16 is called 'conv1', and so is layer conv1, Conv2d 3×3, 8: …".</summary>
    public static readonly DiagnosticDescriptor DuplicateName = new(
        IssueId.DuplicateName,
        "A name twice",
        "{0} is called '{1}', and so is {2}: give one of them another name",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Names tell tensors apart, and parameters in the file of weights.",
        Pages + IssueId.DuplicateName + ".md");

    /// <summary>"Use: the block 'A' uses itself (A → B → A), so it would never end: …".</summary>
    public static readonly DiagnosticDescriptor RecursiveBlock = new(
        IssueId.RecursiveBlock,
        "A block uses itself",
        "{0}: the block '{1}' uses itself ({2}), so it would never end: take one of these uses out, or repeat the block with Stage and Repeat",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A block stands for its layers wherever it is used, so it can't be among them.",
        Pages + IssueId.RecursiveBlock + ".md");

    /// <summary>"'DigitNet' can't be a network: it is static, …".</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = new(
        IssueId.UnsupportedType,
        "A type that can't be a network",
        "'{0}' can't be a network: {1}",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is a class or record class that can be constructed, and that leaves the names of the generated members free.",
        Pages + IssueId.UnsupportedType + ".md");

    /// <summary>"Nothing reads the 16×14×14 of layer 2, MaxPool2d 2×2, so that layer has no effect: …".</summary>
    public static readonly DiagnosticDescriptor UnreadTensor = new(
        IssueId.UnreadTensor,
        "A tensor that nothing reads",
        "Nothing reads the {1} of {0}, so that layer has no effect: read its result with From, Add, Mul or Concat, or take the layer out",
        Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A branch that doesn't lead to the output has no effect.",
        Pages + IssueId.UnreadTensor + ".md");

    /// <summary>"Conv2d 3×3, 16 declares InChannels = 16, but 8 arrive from layer 2, MaxPool2d 2×2: …".</summary>
    public static readonly DiagnosticDescriptor ChannelMismatch = new(
        IssueId.ChannelMismatch,
        "Declared channels differ from what arrives",
        "{0} declares {1} = {2}, but {3} arrive from {4}: write {1} = {3}, leave it out, or change what comes before",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "InChannels and InFeatures are optional; they state what the writer believes arrives, and are checked against what does.",
        Pages + IssueId.ChannelMismatch + ".md");

    /// <summary>"Add input: 64×28×28 from layer bn2, BatchNorm2d, and 32×28×28 of 'input', don't match: …".</summary>
    public static readonly DiagnosticDescriptor ShapeMismatch = new(
        IssueId.ShapeMismatch,
        "Shapes don't match where two paths join",
        "{0}: {1} from {2}, and {4} of {3}, don't match: {5}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Tensors are added and multiplied value by value, so both paths must arrive with the same channels, height and width; a 1×1 map may be multiplied with any height and width.",
        Pages + IssueId.ShapeMismatch + ".md");

    /// <summary>"Concat a: 'a' is 16×14×14, and 16×12×12 comes from layer 3, Conv2d 3×3, 16: …".</summary>
    public static readonly DiagnosticDescriptor ConcatMismatch = new(
        IssueId.ConcatMismatch,
        "Concat of different heights or widths",
        "{0}: {1} is {2}, and {3} comes from {4}: {5}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Channels are put one behind the other, position by position, so all maps must have one height and one width.",
        Pages + IssueId.ConcatMismatch + ".md");

    /// <summary>"Conv2d 5×5, 16 doesn't fit the 8×3×3 from layer 2, MaxPool2d 2×2: its kernel spans 5 rows, and 3 arrive; …".</summary>
    public static readonly DiagnosticDescriptor KernelTooLarge = new(
        IssueId.KernelTooLarge,
        "The kernel is larger than its input",
        "{0} doesn't fit the {1} from {2}: {3}; {4}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A kernel, with its dilation, must fit into its padded input at least once.",
        Pages + IssueId.KernelTooLarge + ".md");

    /// <summary>"Conv2d 3×3, 16 has Groups = 3, which doesn't divide its 8 input channels; …".</summary>
    public static readonly DiagnosticDescriptor GroupsDontDivide = new(
        IssueId.GroupsDontDivide,
        "Groups don't divide the channels",
        "{0} has Groups = {1}, which doesn't divide its {3} {2} channels; near it, these divide both sides: {4}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Each group convolves an equal share of the input channels to an equal share of the output channels.",
        Pages + IssueId.GroupsDontDivide + ".md");

    /// <summary>"Conv2d: Stride is 0, and must be 1 to 32,767".</summary>
    public static readonly DiagnosticDescriptor ArgumentOutOfRange = new(
        IssueId.ArgumentOutOfRange,
        "An argument out of its range",
        "{0}: {1} is {2}, and must be {3}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Every number of a declaration has a range in which the layer is defined.",
        Pages + IssueId.ArgumentOutOfRange + ".md");

    /// <summary>"Linear 10 takes a vector, but the map 16×7×7 arrives from layer 2, MaxPool2d 2×2: …".</summary>
    public static readonly DiagnosticDescriptor LinearOnMap = new(
        IssueId.LinearOnMap,
        "Linear on an unflattened map",
        "{0} takes a vector, but the map {1} arrives from {2}: put Flatten before it, which makes {3} features of the map",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Linear combines the features of a flat vector; a map of channels, rows and columns is flattened first.",
        Pages + IssueId.LinearOnMap + ".md");

    /// <summary>"With layer 2, Linear 32000, there would be 1,075,264,000 parameters, and there can be 1,073,741,824 at most: …".</summary>
    public static readonly DiagnosticDescriptor TooLarge = new(
        IssueId.TooLarge,
        "Too large to generate or to hold",
        "With {0}, there would be {1}, and there can be {2} at most: {3}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Parameters and activations lie in arrays, and every layer is a line of source: both have limits, far beyond any network that runs.",
        Pages + IssueId.TooLarge + ".md");

    /// <summary>"The network takes 604,213 parameters, and its budget allows 100,000: …".</summary>
    public static readonly DiagnosticDescriptor OverBudget = new(
        IssueId.OverBudget,
        "Over the budget",
        "The network takes {0} {1}, and its budget allows {2}: the largest share, {4}, is that of {3}",
        Shapes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "[Budget] sets what a network may cost at most, and the build keeps to it.",
        Pages + IssueId.OverBudget + ".md");

    /// <summary>"The last feature layer, Conv2d 3×3, 16, sees 7 of 100 pixels (7 %): …".</summary>
    public static readonly DiagnosticDescriptor FieldTooSmall = new(
        IssueId.FieldTooSmall,
        "The receptive field falls short of the object",
        "The last feature layer, {0}, sees {2} of {3} {1} ({4} %): {5}",
        ReceptiveField,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The layer that makes the prediction should see the whole object; what lies outside its receptive field can't take part in the decision.",
        Pages + IssueId.FieldTooSmall + ".md");

    /// <summary>"The input of Conv2d 3×3, 256 already sees all 32×32 pixels, …".</summary>
    public static readonly DiagnosticDescriptor Unproductive = new(
        IssueId.Unproductive,
        "A convolution whose input already sees the whole image",
        "The input of {0} already sees all {1} pixels, so its kernel adds parameters and sees nothing new, as in {2} of {3} convolutions: {4}",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A kernel is there to bring neighbouring values together. Where each of them has seen the whole image already, it finds nothing new.",
        Pages + IssueId.Unproductive + ".md");

    /// <summary>"No output ever reads the last 10 of 400 rows and columns of the image: …".</summary>
    public static readonly DiagnosticDescriptor UnreadInput = new(
        IssueId.UnreadInput,
        "Rows or columns that no output ever reads",
        "No output ever reads {1} of the image: {0} {2}; {3}",
        ReceptiveField,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Where the last windows of a layer don't fill up, what is left over is dropped, and no prediction depends on it.",
        Pages + IssueId.UnreadInput + ".md");

    /// <summary>"Conv2d 3×3, 8, dilation 2 reads 7 of the 13 pixels that it spans, …".</summary>
    public static readonly DiagnosticDescriptor DilationHoles = new(
        IssueId.DilationHoles,
        "Dilations that leave holes in the field",
        "{0} reads {1} of the {2} {3} that it spans, as {4} holes: {5}",
        ReceptiveField,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Dilations with a common factor see the image through a grid, and neighbouring outputs through different ones.",
        Pages + IssueId.DilationHoles + ".md");

    /// <summary>"Conv2d 1×1, 16, stride 2 spans 1 of every 2 rows and columns, and the others are never seen: …".</summary>
    public static readonly DiagnosticDescriptor StrideSkips = new(
        IssueId.StrideSkips,
        "A stride larger than the kernel skips pixels",
        "{0} spans {1} of every {2} {3}, and the others are never seen: make the kernel at least {2}, or reduce the map by a pool and leave the stride at 1",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "What lies between two windows was computed by the layers before, and takes no part in anything behind.",
        Pages + IssueId.StrideSkips + ".md");

    /// <summary>"Add pool joins different places of the image: …".</summary>
    public static readonly DiagnosticDescriptor MisalignedJoin = new(
        IssueId.MisalignedJoin,
        "A join of maps that show different places",
        "{0} joins different places of the image: {1} 0 of {2} lies {3}, that of {4} {5}; {6}",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Two maps of one size need not show the same place at the same position: kernels, strides and paddings of both paths decide that.",
        Pages + IssueId.MisalignedJoin + ".md");

    /// <summary>"The padding of Conv2d 7×7, 64, stride 2, padding 3 is uneven: 224 + 2·3 − 7 rows and columns leave a remainder of 1 at stride 2, …".</summary>
    public static readonly DiagnosticDescriptor UnevenPadding = new(
        IssueId.UnevenPadding,
        "Uneven padding",
        "The padding of {0} is uneven: {1} {2} leave a remainder of {3} at stride {4}, {5}; {6}",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Where windows don't come out even on a padded map, the zeros on one side weigh more than those on the other, and features lean to one side.",
        Pages + IssueId.UnevenPadding + ".md");

    /// <summary>"Conv2d 4×4, 16 has a kernel of 4×4, which has no centre: …".</summary>
    public static readonly DiagnosticDescriptor EvenKernel = new(
        IssueId.EvenKernel,
        "An even kernel has no centre",
        "{0} has a kernel of {1}, which has no centre: its map lies half a position to one side; take {2}",
        ReceptiveField,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Kernels are odd so that there is a centre, and as much to its left as to its right.",
        Pages + IssueId.EvenKernel + ".md");

    /// <summary>"Conv2d 5×5, 16 could be 2 layers of 3×3, which see the same 5×5 with 4,640 parameters instead of 6,416: …".</summary>
    public static readonly DiagnosticDescriptor LargeKernel = new(
        IssueId.LargeKernel,
        "One large kernel could be a stack of 3×3",
        "{0} could be {1} layers of 3×3, one behind the other: they see the same {2} with {4} parameters instead of {3}, and have activations between them",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "With 3×3 any odd size of kernel can be made, with fewer parameters.",
        Pages + IssueId.LargeKernel + ".md");

    /// <summary>"MaxPool2d 2×2 comes after features of 3 pixels, …".</summary>
    public static readonly DiagnosticDescriptor EarlyPool = new(
        IssueId.EarlyPool,
        "The first pool comes too early",
        "{0} comes after features that see {1} pixels, and should after such that see {2} (a couple of 3×3 layers on small images, 5 on large ones): put {3} before it",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A pool keeps the features that are loudest; before a few layers of 3×3 there are hardly any.",
        Pages + IssueId.EarlyPool + ".md");

    /// <summary>"MaxPool2d 2×2 is the last pool, and behind it 1 layer looks at neighbours before the prediction: …".</summary>
    public static readonly DiagnosticDescriptor LatePool = new(
        IssueId.LatePool,
        "The last pool stands near the output",
        "{0} is the last pool, and behind it {1} at neighbours before the prediction: there should be {2}, so put {3} behind it or take it out",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "What a pool keeps must still be combined: a network that can't extract information behind its last pool is not going to work.",
        Pages + IssueId.LatePool + ".md");

    /// <summary>"Conv2d 3×3, 32 makes 32 channels of 512 with 147,456 weights, …".</summary>
    public static readonly DiagnosticDescriptor ChannelCut = new(
        IssueId.ChannelCut,
        "Channels cut by a kernel where a 1×1 would do",
        "{0} makes {2} of {1} with {3} weights, where a 1×1 takes {4}: put it before a {5} of {2}, which takes {6} more",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A 3×3 extracts features; a 1×1 combines those that belong together, and reduces the channels at a ninth of the cost.",
        Pages + IssueId.ChannelCut + ".md");

    /// <summary>"Behind layer 9 the first pool would go: without one each 3×3 layer adds 2 pixels to the field, and 400 pixels take 200 layers; …".</summary>
    public static readonly DiagnosticDescriptor NoPool = new(
        IssueId.NoPool,
        "No pool where one is needed",
        "Behind {0} the first pool would go: without one each 3×3 layer adds 2 pixels to the field, and {1} pixels take {2} layers; with {3} it takes {4} in all",
        ReceptiveField,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A pool doubles what every layer behind it adds to the receptive field; without pools a large object takes more layers than anybody trains.",
        Pages + IssueId.NoPool + ".md");

    /// <summary>"Linear 10 comes after layer 1, Linear 128, with nothing non-linear between them: …".</summary>
    public static readonly DiagnosticDescriptor LinearStack = new(
        IssueId.LinearStack,
        "Two linear layers with nothing non-linear between them",
        "{0} comes after {1}, with nothing non-linear between them, so {7} together are one {2} of {3} → {4}, and their {5} parameters do the work of {6}: {8}",
        Head,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A linear function of a linear function is linear: without an activation between them, two layers can do no more than one.",
        Pages + IssueId.LinearStack + ".md");

    /// <summary>"Conv2d 3×3, 512 has a bias, and layer 1, BatchNorm2d, takes it away again with the mean: …".</summary>
    public static readonly DiagnosticDescriptor BiasBeforeNorm = new(
        IssueId.BiasBeforeNorm,
        "A bias before batch norm does nothing",
        "{0} has a bias, and {1}, takes it away again with the mean: Bias = false saves {2} parameters",
        Head,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Batch norm subtracts each channel's mean, the bias with it, and has a shift of its own.",
        Pages + IssueId.BiasBeforeNorm + ".md");

    /// <summary>"ReLU stands on the logits, the results of layer 5, Linear 10: …".</summary>
    public static readonly DiagnosticDescriptor TouchedLogits = new(
        IssueId.TouchedLogits,
        "An activation, a norm or dropout on the logits",
        "{0} stands on the results of {1}, which are the network's scores (logits): {2}: leave it out, or put a Linear or a 1×1 convolution behind it",
        Head,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The last weights make one score per class, and the loss works on these as they are.",
        Pages + IssueId.TouchedLogits + ".md");

    /// <summary>"DigitNet ends in layer 6, Softmax, and CrossEntropyLoss …". The same rule where the loss would compute it again.</summary>
    public static readonly DiagnosticDescriptor SoftmaxBeforeLoss = new(
        IssueId.TouchedLogits,
        "An activation, a norm or dropout on the logits",
        "{0} ends in {1}, and CrossEntropyLoss takes scores (logits) and computes the softmax itself: take the layer out, and use TensorPrimitives.SoftMax where you want probabilities",
        Head,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The last weights make one score per class, and the loss works on these as they are.",
        Pages + IssueId.TouchedLogits + ".md");

    /// <summary>"DigitNet's weights meet these bytes as they are, 0 to 255: …".</summary>
    public static readonly DiagnosticDescriptor BytesAsTheyAre = new(
        IssueId.BytesAsTheyAre,
        "Bytes fed without Rescale or Normalize",
        "The weights of {0} meet these bytes as they are, 0 to 255: write [Rescale(1f / 255)] as its first layer, and they become 0 to 1",
        CallSite,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Fresh weights are made for values around 0 to 1; with a hundred times that, the first steps of training throw them far off.",
        Pages + IssueId.BytesAsTheyAre + ".md");

    /// <summary>"Linear 10 holds 250,890 of the 268,000 parameters (93.6 %), as it weighs every value of a 512×7×7 map: …".</summary>
    public static readonly DiagnosticDescriptor LinearOnLargeMap = new(
        IssueId.LinearOnLargeMap,
        "A linear layer on a map holds most of the parameters",
        "{0} holds {1} of the network's {2} parameters ({3} %), as it weighs every value of a {4} map: with AdaptiveAvgPool2d(1) before Flatten it would hold {5}",
        Head,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A linear layer behind Flatten has weights of its own for every position of the map; a global pool before it leaves one value per channel.",
        Pages + IssueId.LinearOnLargeMap + ".md");

    /// <summary>"'logits' holds 9 floats, and DigitNet writes 10 per image: …".</summary>
    public static readonly DiagnosticDescriptor WrongLength = new(
        IssueId.WrongLength,
        "A buffer whose length is known and wrong",
        "{0}, and {1}: {2}",
        CallSite,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Forward takes n × InputLength and n × OutputLength floats; with other lengths it throws an ArgumentException.",
        Pages + IssueId.WrongLength + ".md");

    /// <summary>What is found at calls of networks.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfCalls { get; } = [SoftmaxBeforeLoss, BytesAsTheyAre, WrongLength];

    /// <summary>What is found at networks and blocks.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfNetworks => All.RemoveRange(OfCalls);

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        LayersOnOtherPart,
        NoLayers,
        LayersWithoutNetwork,
        NoBlock,
        NothingComputed,
        UnknownTensor,
        DuplicateName,
        RecursiveBlock,
        UnsupportedType,
        UnreadTensor,
        ChannelMismatch,
        ShapeMismatch,
        ConcatMismatch,
        KernelTooLarge,
        GroupsDontDivide,
        ArgumentOutOfRange,
        LinearOnMap,
        TooLarge,
        OverBudget,
        FieldTooSmall,
        Unproductive,
        UnreadInput,
        DilationHoles,
        StrideSkips,
        MisalignedJoin,
        UnevenPadding,
        EvenKernel,
        LargeKernel,
        EarlyPool,
        LatePool,
        ChannelCut,
        NoPool,
        LinearStack,
        BiasBeforeNorm,
        TouchedLogits,
        SoftmaxBeforeLoss,
        BytesAsTheyAre,
        LinearOnLargeMap,
        WrongLength,
    ];

    /// <summary>The descriptor of an issue.</summary>
    public static DiagnosticDescriptor Of(NetworkIssue issue) =>
        (issue.Id, issue.Argument) switch
        {
            (IssueId.NoLayers, IssueArgument.Block) => NoBlock,
            (IssueId.NoLayers, IssueArgument.Output) => NothingComputed,
            (IssueId.NoLayers, _) when issue.LayerIndex != NetworkIssue.WholeNetwork => LayersWithoutNetwork,
            _ => All.First(descriptor => descriptor.Id == issue.Id),
        };
}

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
        "The layer '{0}' stands on another part of '{1}' than [Network], and parts have no order among them: move it to the part that carries [Network]",
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
        "'{0}' has layers but no [Network]: write the shape of one image above them, [Network(channels, height, width)]",
        Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A network is the shape of one image, given by [Network], and at least one layer.",
        Pages + IssueId.NoLayers + ".md");

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

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        LayersOnOtherPart,
        NoLayers,
        LayersWithoutNetwork,
        UnsupportedType,
        ChannelMismatch,
        KernelTooLarge,
        GroupsDontDivide,
        ArgumentOutOfRange,
        LinearOnMap,
        OverBudget,
        FieldTooSmall,
    ];

    /// <summary>The descriptor of an issue.</summary>
    public static DiagnosticDescriptor Of(NetworkIssue issue) =>
        issue.Id == IssueId.NoLayers && issue.LayerIndex != NetworkIssue.WholeNetwork
            ? LayersWithoutNetwork
            : All.First(descriptor => descriptor.Id == issue.Id);
}

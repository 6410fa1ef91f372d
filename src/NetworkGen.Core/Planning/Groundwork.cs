using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>What the plans of inference and of training both stand on; made once for a network.</summary>
public sealed class Groundwork
{
    private readonly Dictionary<int, ConvolutionMethod> _convolutions = [];
    private readonly Dictionary<int, ConvolutionTrainingMethod> _training = [];
    private readonly Dictionary<int, LayerStrips> _strips = [];

    /// <summary>Decides for a network.</summary>
    public Groundwork(Network network)
    {
        Network = network;
        Flow = new Dataflow(network);
        InferenceLayers = FusedLayer.Group(network, Flow, training: false);
        TrainingLayers = FusedLayer.Group(network, Flow, training: true);
        InferenceStorage = new Storage(network, Flow, InferenceLayers, training: false);
        TrainingStorage = new Storage(network, Flow, TrainingLayers, training: true);
        FetchesAhead = network.Nodes.Sum(static node => node.Parameters.Sum(static parameter => (double)parameter.Length)) * sizeof(float) > ConvolutionCost.Cache;
        var choices = new WinogradChoices(network.Winograd, FetchesAhead);
        foreach (FusedLayer layer in InferenceLayers)
        {
            if (ConvolutionMethod.For(layer, choices, InferenceStorage) is { } method)
            {
                _convolutions[layer.Node.Index] = method;
            }
        }

        foreach (LayerStrips strips in LayerStrips.All(InferenceLayers, Flow, InferenceStorage, _convolutions).ToArray())
        {
            _strips[strips.First.Node.Index] = strips;
            foreach (int node in new[] { strips.First.Node.Index, strips.Second.Node.Index }.Where(_convolutions.ContainsKey))
            {
                _convolutions[node] = strips.ByStrips(_convolutions[node]);
            }
        }

        foreach (FusedLayer layer in TrainingLayers)
        {
            if (ConvolutionTrainingMethod.For(layer, choices, TrainingStorage) is { } method)
            {
                _training[layer.Node.Index] = method;
            }
        }

        Head = GroupedHead.Of(Flow, InferenceLayers);
        Tiles = TileMenu.For(this);
    }

    /// <summary>The network that is planned.</summary>
    public Network Network { get; }

    /// <summary>Who reads whom.</summary>
    public Dataflow Flow { get; }

    /// <summary>Its nodes as they run in inference.</summary>
    public IReadOnlyList<FusedLayer> InferenceLayers { get; }

    /// <summary>Its nodes as they run in training.</summary>
    public IReadOnlyList<FusedLayer> TrainingLayers { get; }

    /// <summary>Where their results lie in inference.</summary>
    public Storage InferenceStorage { get; }

    /// <summary>Where they lie in training.</summary>
    public Storage TrainingStorage { get; }

    /// <summary>The head that takes groups of images in inference; null where each image runs through it by itself.</summary>
    public GroupedHead? Head { get; }

    /// <summary>Whether some layers of inference have so many weights that a group of images is to share them; beside a head that does it is not worth another kind of group.</summary>
    public bool GroupsImages => Head is null && _convolutions.Values.Any(static method => method.Winograd is { SharesWeights: true });

    /// <summary>The register tiles of its convolutions.</summary>
    public TileMenu Tiles { get; }

    /// <summary>Whether convolutions fetch weights ahead of their use: all of a network's together are more than stay in the cache from one image to the next.</summary>
    public bool FetchesAhead { get; }

    /// <summary>How inference computes a layer and the next one for a part after the other, or null where it doesn't.</summary>
    public LayerStrips? Strips(FusedLayer first) => _strips.TryGetValue(first.Node.Index, out LayerStrips? strips) ? strips : null;

    /// <summary>How inference computes a node, or null where that is no convolution or leads nowhere.</summary>
    internal ConvolutionMethod? Convolution(Node node) => _convolutions.TryGetValue(node.Index, out ConvolutionMethod? method) ? method : null;

    /// <summary>How training computes a node, or null likewise.</summary>
    internal ConvolutionTrainingMethod? Training(Node node) => _training.TryGetValue(node.Index, out ConvolutionTrainingMethod? method) ? method : null;
}

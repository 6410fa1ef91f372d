using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>The sources whose generated code is compiled under every option: the shapes a class can have, and networks of every layer.</summary>
internal static class Networks
{
    /// <summary>Small enough to read in a snapshot: convolution, pool, linear.</summary>
    public const string Small = """
        namespace Course;

        /// <summary>The thinnest whole path.</summary>
        [Network(1, 8, 8)]
        [Conv2d(4, 3), ReLU, MaxPool2d(2)]
        [Conv2d(4, 3), ReLU]
        [Flatten, Linear(10)]
        public sealed partial class SmallNet;
        """;

    /// <summary>No map at all: what the vector layers become.</summary>
    public const string Vector = """
        namespace Course;

        /// <summary>Two linear layers.</summary>
        [Network(2, 1, 1)]
        [Flatten, Linear(8), Tanh, Linear(3, Bias = false), LogSoftmax]
        public sealed partial class VectorNet;
        """;

    /// <summary>What folds and fuses: batch norm, an activation, a depthwise kernel, dropout.</summary>
    public const string Fused = """
        namespace Course;

        /// <summary>Batch norm and activation disappear into the convolution at inference.</summary>
        [Network(3, 5, 5)]
        [Rescale(1f / 255), DepthwiseConv2d(3, Padding = Pad.Same), BatchNorm2d(Name = "norm"), SiLU]
        [Conv2d(4, 3, Bias = false), BatchNorm2d, ReLU6, Dropout(0.1f), AdaptiveAvgPool2d(1), Flatten]
        public sealed partial class FusedNet;
        """;

    /// <summary>The digits network of the course.</summary>
    public const string Digits = """
        /// <summary>Handwritten digits.</summary>
        [Network(1, 28, 28)]
        [Rescale(1f / 255)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU, MaxPool2d(2)]
        [Conv2d(32, 3), ReLU]
        [Conv2d(32, 3), ReLU]
        [Conv2d(16, 1), ReLU]
        [Conv2d(32, 3), ReLU]
        [Conv2d(10, 1), AdaptiveAvgPool2d(1), Flatten]
        public sealed partial class DigitNet;
        """;

    /// <summary>Winograd's minimal filtering in tiles of 2×2: one strip, with a batch norm and a bound, and with a residual.</summary>
    public const string SmallTiles = """
        namespace Course;

        /// <summary>Two convolutions and a shortcut.</summary>
        [Network(16, 8, 8, Winograd = Winograd.F2)]
        [Conv2d(16, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU]
        [Conv2d(16, 3, Padding = 1), Add("input")]
        public sealed partial class SmallTilesNet;
        """;

    /// <summary>The same in tiles of 4×4 and several strips, with activations of many instructions.</summary>
    public const string LargeTiles = """
        namespace Course;

        /// <summary>Strips.</summary>
        [Network(32, 200, 40)]
        [Conv2d(32, 3, Padding = 1), LeakyReLU(0.2f)]
        [Conv2d(64, 3, Padding = 1), ReLU6]
        [Conv2d(64, 3), Hardswish]
        public sealed partial class LargeTilesNet;
        """;

    /// <summary>Every layer and most arguments once.</summary>
    public const string EveryLayer = """
        namespace Course.Layers
        {
            /// <summary>All of them.</summary>
            [Network(3, 20, 22)]
            [Normalize(Mean = new[] { 0.5f, 0.4f, 0.3f }, Std = new[] { 0.2f })]
            [Conv2d(8, 3, 5, Stride = 2, Padding = 1, Bias = false, Name = "stem"), BatchNorm2d(Eps = 1e-3f, Momentum = 0.2f), SiLU]
            [DepthwiseConv2d(3, Multiplier = 2, Padding = Pad.Same), ReLU6]
            [Conv2d(8, 3, Groups = 4, Dilation = 2, Padding = 2, Bias = false, InChannels = 16), LeakyReLU(0.2f)]
            [MaxPool2d(3, Stride = 2, Padding = 1, CeilMode = true), GELU, Sigmoid, Tanh]
            [AvgPool2d(2, CountIncludePad = false), Dropout(0.25f), AdaptiveAvgPool2d(2)]
            [Flatten, Linear(10, Bias = false, InFeatures = 32), Softmax]
            internal partial class EveryLayerNet
            {
            }
        }
        """;

    /// <summary>Joins of every kind, and blocks: a residual stage, a gate, a block of blocks.</summary>
    public const string Graph = """
        namespace Course.Graphs;

        [Block]
        [Conv2d(Block.Width, 3, Stride = Block.Stride, Padding = 1, Bias = false, Name = "conv1"), BatchNorm2d(Name = "bn1"), ReLU]
        [Conv2d(Block.Width, 3, Padding = 1), Shortcut(Name = "downsample"), ReLU]
        internal sealed class Residual;

        internal static class Blocks<T>
        {
            /// <summary>Squeeze and excitation.</summary>
            [Block]
            [AdaptiveAvgPool2d(1), Conv2d(Block.In / 2, 1), ReLU, Conv2d(Block.In, 1), Sigmoid, Mul("input")]
            public sealed class Gate;
        }

        [Block]
        [Stage<Residual>(Block.Width, Stride = Block.Stride, Repeat = 2, Name = "residual{n}"), Use<Blocks<int>.Gate>(Name = "gate")]
        internal sealed class Gated;

        /// <summary>Paths that part and join.</summary>
        [Network(3, 12, 12)]
        [Conv2d(8, 3, Padding = 1, Name = "stem"), ReLU(Name = "left"), From("stem"), Tanh, Add("left"), Concat("input", "stem")]
        [Stage<Gated>(8, Name = "layer1"), Stage<Gated>(16, Stride = 2, Name = "layer2"), AdaptiveAvgPool2d(1), Flatten, Linear(10)]
        internal sealed partial class GraphNet;
        """;

    /// <summary>A nested class in generic, record and struct types, private and with members of its own.</summary>
    public const string Nested = """
        namespace Course.Nested;

        internal static partial class Outer<TItem>
            where TItem : class
        {
            internal partial record struct Middle
            {
                private partial interface IInner<in @event>;

                [Network(1, 3, 3)]
                [Conv2d(2, 3), LogSoftmax]
                private sealed partial class Net
                {
                    public Net()
                        : this(42)
                    {
                    }

                    internal TItem[] Items { get; } = [];
                }
            }
        }
        """;

    /// <summary>A record class, and names that are keywords.</summary>
    public const string Record = """
        namespace @namespace.@event;

        [Network(1, 3, 3)]
        [Conv2d(2, 3), Flatten]
        internal partial record @record;
        """;

    /// <summary>One name in two namespaces and in two types of one name.</summary>
    public const string SameName = """
        namespace First
        {
            [Network(1, 3, 3), Conv2d(2, 3)]
            internal partial class Net;

            internal static partial class Outer
            {
                [Network(1, 3, 3), Conv2d(3, 3)]
                internal partial class Net;
            }

            internal static partial class Outer<T>
            {
                [Network(1, 3, 3), Conv2d(4, 3)]
                internal partial class Net;

                [Network(1, 3, 3), Conv2d(4, 3)]
                internal partial class Net<TOther>;
            }
        }

        namespace Second
        {
            [Network(1, 3, 3), Conv2d(5, 3)]
            internal partial class Net;
        }
        """;

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, string> ByName { get; } = new Dictionary<string, string>
    {
        [nameof(Small)] = Small,
        [nameof(Vector)] = Vector,
        [nameof(Fused)] = Fused,
        [nameof(Digits)] = Digits,
        [nameof(SmallTiles)] = SmallTiles,
        [nameof(LargeTiles)] = LargeTiles,
        [nameof(EveryLayer)] = EveryLayer,
        [nameof(Graph)] = Graph,
        [nameof(Nested)] = Nested,
        [nameof(Record)] = Record,
        [nameof(SameName)] = SameName,
    };

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names { get; } = [.. ByName.Keys.Order()];
}

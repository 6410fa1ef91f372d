using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>Lines of layers are written where one would write them, and nothing else changes.</summary>
public sealed class InsertTests
{
    [Fact]
    public Task Between_lists_as_a_list_of_its_own() => Expect.Edits(
        [Insert(2, "Flatten")],
        """
        /// <summary>Nested, so indented.</summary>
        public static partial class Outer
        {
            // The network.
            [Network(1, 28, 28)] // an image
            [Conv2d(16, 28), ReLU] // features

            // The head.
            [[|Linear(10)|]] // classes
            public sealed partial class Net;
        }
        """,
        """
        /// <summary>Nested, so indented.</summary>
        public static partial class Outer
        {
            // The network.
            [Network(1, 28, 28)] // an image
            [Conv2d(16, 28), ReLU] // features
            [Flatten]

            // The head.
            [Linear(10)] // classes
            public sealed partial class Net;
        }
        """);

    [Fact]
    public Task Several_lines_between_lists() => Expect.Edits(
        [Insert(1, "Conv2d(16, 3, Padding = 1), ReLU", "Conv2d(16, 3, Padding = 1), ReLU")],
        """
        [Network(1, 28, 28)]
        [[|Conv2d(16, 3)|]]
        [Flatten, Linear(10)]
        partial class Net { }
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3)]
        [Conv2d(16, 3, Padding = 1), ReLU]
        [Conv2d(16, 3, Padding = 1), ReLU]
        [Flatten, Linear(10)]
        partial class Net { }
        """);

    [Fact]
    public Task Before_the_first_layer() => Expect.Edits(
        [Insert(0, "Rescale(0.5f)")],
        """
        [Network(1, 28, 28)] // an image
        // The first layer.
        [[|Conv2d(16, 28)|]]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)] // an image
        [Rescale(0.5f)]
        // The first layer.
        [Conv2d(16, 28)]
        partial class Net;
        """);

    [Fact]
    public Task Before_a_list_that_nothing_is_above() => Expect.Edits(
        [Insert(0, "ReLU")],
        """
        // A network that is written the other way round.
        [[|Conv2d(16, 28)|]]
        [Network(1, 28, 28)]
        partial class Net;
        """,
        """
        // A network that is written the other way round.
        [ReLU]
        [Conv2d(16, 28)]
        [Network(1, 28, 28)]
        partial class Net;
        """);

    [Fact]
    public Task At_the_end() => Expect.Edits(
        [Insert(1, "ReLU", "Dropout")],
        """
        [Network(1, 28, 28)]
        [[|Conv2d(16, 28)|]] // the last
        // The class.
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 28)] // the last
        [ReLU]
        [Dropout]
        // The class.
        partial class Net;
        """);

    [Fact]
    public Task Of_one_line_within_the_list() => Expect.Edits(
        [Insert(1, "Flatten")],
        """
        [Network(1, 28, 28)]
        [[|Conv2d(16, 28)|], /* the head */ Linear(10)] // features and head
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 28), /* the head */ Flatten, Linear(10)] // features and head
        partial class Net;
        """);

    [Fact]
    public Task Of_several_lines_the_list_is_split() => Expect.Edits(
        [Insert(2, "Conv2d(16, 3), ReLU", "Conv2d(16, 3), ReLU")],
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), [|ReLU|], Flatten, Linear(10)] // all of it
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU]
        [Flatten, Linear(10)] // all of it
        partial class Net;
        """);

    [Fact]
    public Task Of_several_lines_a_list_that_comments_hold_together_stays_one() => Expect.Edits(
        [Insert(1, "Conv2d(16, 3), ReLU", "Dropout")],
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), /* the end */ [|Flatten|]]
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3), /* the end */ Conv2d(16, 3), ReLU, Dropout, Flatten]
        partial class Net;
        """);

    [Fact]
    public Task In_a_list_of_one_layer_per_line() => Expect.Edits(
        [Insert(2, "Conv2d(16, 3)", "ReLU")],
        """
        [
            Network(1, 28, 28),
            Conv2d(16, 3), // first
            ReLU,
            [|Conv2d(8, 3)|], // second
            ReLU
        ]
        partial class Net;
        """,
        """
        [
            Network(1, 28, 28),
            Conv2d(16, 3), // first
            ReLU,
            Conv2d(16, 3),
            ReLU,
            Conv2d(8, 3), // second
            ReLU
        ]
        partial class Net;
        """);

    [Fact]
    public Task Where_everything_stands_on_one_line() => Expect.Edits(
        [Insert(1, "ReLU"), Insert(2, "Flatten", "Linear(10)")],
        "[Network(1, 28, 28)] [Conv2d(16, 3)] [[|Conv2d(8, 3)|]] partial class Net;",
        "[Network(1, 28, 28)] [Conv2d(16, 3)] [ReLU] [Conv2d(8, 3)] [Flatten] [Linear(10)] partial class Net;");

    [Fact]
    public Task Where_everything_stands_in_one_list() => Expect.Edits(
        [Insert(0, "ReLU"), Insert(1, "Flatten", "Linear(10)")],
        "[Network(1, 28, 28), [|Conv2d(16, 3)|]] partial class Net;",
        "[Network(1, 28, 28), ReLU, Conv2d(16, 3)] [Flatten] [Linear(10)] partial class Net;");

    [Fact]
    public Task Layers_are_counted_among_other_attributes() => Expect.Edits(
        [Insert(1, "ReLU"), Insert(2, "Dropout")],
        """
        [Serializable, Network(1, 28, 28), Budget(MaxParameters = 1_000_000)]
        [Conv2d(16, 3), Obsolete("Not used.")]
        [type: Conv2d(8, 3)]
        [CLSCompliant(false)]
        partial class [|Net|];
        """,
        """
        [Serializable, Network(1, 28, 28), Budget(MaxParameters = 1_000_000)]
        [Conv2d(16, 3), Obsolete("Not used.")]
        [ReLU]
        [type: Conv2d(8, 3)]
        [Dropout]
        [CLSCompliant(false)]
        partial class Net;
        """);

    [Fact]
    public Task Around_directives() => Expect.Edits(
        [Insert(1, "ReLU")],
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3)]
        #pragma warning disable NG2001 // the reason
        [[|Conv2d(8, 3)|]]
        #pragma warning restore NG2001
        partial class Net;
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3)]
        [ReLU]
        #pragma warning disable NG2001 // the reason
        [Conv2d(8, 3)]
        #pragma warning restore NG2001
        partial class Net;
        """);

    [Fact]
    public Task In_the_network_that_the_diagnostic_is_in() => Expect.Edits(
        [Insert(1, "ReLU")],
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3)]
        partial class A
        {
            [Network(1, 9, 9)]
            [Conv2d(4, 3)]
            [[|Conv2d(8, 3)|]]
            partial class B;
        }
        """,
        """
        [Network(1, 28, 28)]
        [Conv2d(16, 3)]
        partial class A
        {
            [Network(1, 9, 9)]
            [Conv2d(4, 3)]
            [ReLU]
            [Conv2d(8, 3)]
            partial class B;
        }
        """);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public Task Nowhere_else(int before) =>
        Expect.NoEdits([Insert(before, "ReLU")], "[Network(1, 28, 28), Conv2d(16, 3), [|ReLU|]] partial class Net;");

    private static EditText Insert(int before, params string[] lines) => new(EditKind.Insert, before, lines);
}

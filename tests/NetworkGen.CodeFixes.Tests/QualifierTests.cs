using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>What is written means the runtime's types, whatever is imported.</summary>
public sealed class QualifierTests
{
    private static readonly EditText[] _edits =
    [
        new(EditKind.Insert, 1, ["Conv2d(16, 3, Padding = Pad.Same), ReLU"]),
        new(EditKind.Set, 0, ["Padding", "Pad.Same"]),
    ];

    [Theory]
    [InlineData("NetworkGen.")]
    [InlineData("global::NetworkGen.")]
    public Task As_the_layer_beside_it_is_qualified(string space) => Expect.EditsOfFileOnly(
        _edits,
        $"""
        [{space}Network(1, 28, 28)]
        [[|{space}Conv2dAttribute(16, 3)|]]
        [{space}Flatten]
        partial class Net;
        """,
        $"""
        [{space}Network(1, 28, 28)]
        [{space}Conv2dAttribute(16, 3, Padding = {space}Pad.Same)]
        [{space}Conv2d(16, 3, Padding = {space}Pad.Same), {space}ReLU]
        [{space}Flatten]
        partial class Net;
        """);

    [Fact]
    public Task By_another_name_of_the_namespace() => Expect.EditsOfFileOnly(
        _edits,
        """
        using Ng = NetworkGen;

        [Ng::Network(1, 28, 28)]
        [[|Ng::Conv2d(16, 3)|], Ng.Flatten]
        partial class Net;
        """,
        """
        using Ng = NetworkGen;

        [Ng::Network(1, 28, 28)]
        [Ng::Conv2d(16, 3, Padding = Ng::Pad.Same), Ng.Conv2d(16, 3, Padding = Ng.Pad.Same), Ng.ReLU, Ng.Flatten]
        partial class Net;
        """);

    [Fact]
    public Task In_full_where_only_single_layers_are_imported() => Expect.EditsOfFileOnly(
        _edits,
        """
        using Network = NetworkGen.NetworkAttribute;
        using Conv2d = NetworkGen.Conv2dAttribute;

        [Network(1, 28, 28)]
        [[|Conv2d(16, 3)|]]
        partial class Net;
        """,
        """
        using Network = NetworkGen.NetworkAttribute;
        using Conv2d = NetworkGen.Conv2dAttribute;

        [Network(1, 28, 28)]
        [Conv2d(16, 3, Padding = NetworkGen.Pad.Same)]
        [NetworkGen.Conv2d(16, 3, Padding = NetworkGen.Pad.Same), NetworkGen.ReLU]
        partial class Net;
        """);

    [Fact]
    public Task Where_another_type_has_the_name() => Expect.Edits(
        _edits,
        """
        namespace Course;

        [Network(1, 28, 28)]
        [[|Conv2d(16, 3)|]]
        partial class Net;

        class Pad;

        class ReLUAttribute : Attribute;
        """,
        """
        namespace Course;

        [Network(1, 28, 28)]
        [Conv2d(16, 3, Padding = NetworkGen.Pad.Same)]
        [Conv2d(16, 3, Padding = NetworkGen.Pad.Same), NetworkGen.ReLU]
        partial class Net;

        class Pad;

        class ReLUAttribute : Attribute;
        """);

    [Fact]
    public Task Inside_the_namespace_nothing_need_be_imported() => Expect.EditsOfFileOnly(
        _edits,
        """
        namespace NetworkGen.Course;

        [Network(1, 28, 28)]
        [[|Conv2d(16, 3)|]]
        partial class Net;
        """,
        """
        namespace NetworkGen.Course;

        [Network(1, 28, 28)]
        [Conv2d(16, 3, Padding = Pad.Same)]
        [Conv2d(16, 3, Padding = Pad.Same), ReLU]
        partial class Net;
        """);
}

using System.Linq;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>The emitted text of four small networks and a stub, to read in review: a refactoring changes none of them.</summary>
public sealed class SnapshotTests
{
    /// <summary>What is emitted while the declaration has errors.</summary>
    private const string WithErrors = """
        namespace Course;

        /// <summary>A kernel of 9 rows on 8.</summary>
        [Network(1, 8, 8)]
        [Conv2d(4, 9)]
        public sealed partial class StubNet;
        """;

    [Theory]
    [InlineData("SmallNet", Networks.Small)]
    [InlineData("VectorNet", Networks.Vector)]
    [InlineData("FusedNet", Networks.Fused)]
    [InlineData("SmallTilesNet", Networks.SmallTiles)]
    [InlineData("StubNet", WithErrors)]
    public void The_text_is_as_it_was_reviewed(string name, string file) =>
        Snapshot.Verify(GeneratorRun.Of(file).Texts.Values.Single(), name);
}

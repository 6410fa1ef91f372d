using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.ReceptiveFields.Rules;
using Xunit;

namespace NetworkGen.Core.Tests.ReceptiveFields;

/// <summary>What one rule says of a network.</summary>
internal static class Rules
{
    public static NetworkIssue[] Of(string id, Declare net, RuleOptions? options = null) => Of(id, net.Build(), options);

    public static NetworkIssue[] Of(string id, Network network, RuleOptions? options = null) =>
        [.. RuleSet.Check(network, options ?? RuleOptions.Default).Where(issue => issue.Id == id)];

    /// <summary>The one issue, as text; each fix has a title given here, can be built, and leaves nothing for the rule to say.</summary>
    public static void Expect(string expected, Declare net, params string[] fixes)
    {
        NetworkIssue issue = Assert.Single(Of(expected.Split(' ')[0], net));

        Assert.Equal(expected, Declare.Text(issue));
        Assert.Equal(fixes, Fixes.Of(issue).Select(static fix => fix.Title));
        Assert.All(Fixes.Of(issue), fix => AssertMended(fix, net.Build(), issue.Id));
    }

    public static void ExpectNone(string id, Declare net, RuleOptions? options = null) => Assert.Empty(Of(id, net, options).Select(Declare.Text));

    /// <summary>With the fix the network can be built, and the rule has nothing to say any more.</summary>
    public static Network AssertMended(Fix fix, Network network, string id)
    {
        BuildResult built = NetworkBuilder.Build(fix.Apply(network.Declaration));

        Assert.Empty(built.Issues.Select(Declare.Text));
        Assert.Empty(Of(id, built.Network!).Select(Declare.Text));
        return built.Network!;
    }

    /// <summary>The layers of the stack that a fix changes, as one writes them.</summary>
    public static string LayersWith(Fix fix, Declare net)
    {
        NetworkDeclaration changed = fix.Apply(net.Declaration());
        return LayerText.Of(fix.Block is null ? changed.Layers : changed.Blocks.Single(block => block.Name == fix.Block).Layers);
    }
}

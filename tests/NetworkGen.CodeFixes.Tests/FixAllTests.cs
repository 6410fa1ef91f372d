using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NetworkGen.CodeFixes.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>"Fix all": as far as was asked for, the same way everywhere, and what contradicts itself once.</summary>
public sealed class FixAllTests
{
    private const string Id = "NG3002";

    [Theory]
    [InlineData(FixAllScope.Document, true, false, false)]
    [InlineData(FixAllScope.Project, true, true, false)]
    [InlineData(FixAllScope.Solution, true, true, true)]
    public async Task As_far_as_was_asked_for(FixAllScope scope, params bool[] isMended)
    {
        FixRun mended = await FixRun.Of(Normed("A", false), Normed("B", false)).WithProject("Other", Normed("C", false)).AfterAllAsync(Id, scope);

        Document other = mended.Project.Solution.Projects.Single(static project => project.Name == "Other").Documents.First();
        Assert.Equal(
            [Normed("A", isMended[0]), Normed("B", isMended[1]), Normed("C", isMended[2])],
            [await mended.TextAsync(0), await mended.TextAsync(1), (await other.GetTextAsync()).ToString()]);
    }

    /// <summary>In one network pools go behind layers that are there, in the other among new ones too; to neither only layers are added.</summary>
    [Fact]
    public async Task The_same_way_everywhere()
    {
        FixRun mended = await FixRun.Of(Sized("A", 28), Sized("B", 18), Sized("C", 60)).AfterAllAsync("NG2001", FixAllScope.Project, way: 1);

        Assert.DoesNotContain(await mended.DiagnosticsAsync(), static diagnostic => diagnostic.Id == "NG2001");
        foreach (int file in Enumerable.Range(0, 3))
        {
            Assert.Contains("[MaxPool2d(2)]", await mended.TextAsync(file));
        }
    }

    /// <summary>The block needs another number in each use: the first one's is written, and the second is told of then.</summary>
    [Fact]
    public async Task Of_two_that_contradict_each_other_the_first()
    {
        FixRun project = FixRun.Of(
            "[Network(4, 9, 9), Use<Basic>] partial class A;\n[Network(8, 9, 9), Use<Basic>] partial class B;",
            "[Block, Conv2d(4, 3, InChannels = 2)] class Basic;");

        FixRun mended = await project.AfterAllAsync("NG1001");

        Assert.Equal("[Block, Conv2d(4, 3, InChannels = 4)] class Basic;", await mended.TextAsync(1));
        Assert.Single(await mended.DiagnosticsAsync(), static diagnostic => diagnostic.Id == "NG1001");
    }

    private static string Normed(string name, bool isMended) =>
        $"[Network(1, 9, 9), Conv2d(4, 3{(isMended ? ", Bias = false" : "")}), BatchNorm2d, Conv2d(10, 7), Flatten] partial class {name};";

    private static string Sized(string name, int size) => $"""
        [Network(1, {size}, {size})]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU]
        [Conv2d(16, 3), ReLU]
        [AdaptiveAvgPool2d(1), Flatten, Linear(10)]
        partial class {name};
        """;
}

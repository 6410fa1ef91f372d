using System;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NetworkGen.Generators.Tests.Harness;

/// <summary>The tools of these tests, tested.</summary>
public sealed class HarnessTests
{
    [Fact]
    public void Marks_beside_brackets_of_attributes_are_found()
    {
        Markup markup = Markup.Parse("[[|Conv2d(16)|], ReLU(Name = [|\"a\"|])]");

        Assert.Equal("[Conv2d(16), ReLU(Name = \"a\")]", markup.Text);
        Assert.Equal([new TextSpan(1, 10), new TextSpan(25, 3)], markup.Spans);
    }

    [Fact]
    public void An_open_mark_is_an_error() => Assert.Throws<FormatException>(() => Markup.Parse("a [|b"));

    [Theory]
    [InlineData("a\nb\nc", "a\nx\nc", "line 2:\n- b\n+ x")]
    [InlineData("a\nb", "a", "line 2:\n- b\n+ (end)")]
    public void The_first_difference_is_shown(string expected, string actual, string shown) =>
        Assert.Contains(shown, Snapshot.FirstDifference("Net", expected, actual), StringComparison.Ordinal);
}

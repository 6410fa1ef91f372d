using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>NG0001: <c>partial</c>, where C# wants it.</summary>
public sealed class NotPartialTests
{
    private const string Id = "NG0001";

    [Theory]
    [InlineData("class Net;", "partial class Net;")]
    [InlineData("public sealed class Net;", "public sealed partial class Net;")]
    [InlineData("internal /* not abstract */ sealed class Net { }", "internal /* not abstract */ sealed partial class Net { }")]
    [InlineData("public record Net;", "public partial record Net;")]
    [InlineData("public sealed record class Net;", "public sealed partial record class Net;")]
    [InlineData("unsafe class Net;", "unsafe partial class Net;")]
    public Task Behind_the_other_modifiers(string before, string after) => Expect.Fix(
        Id,
        "Make 'Net' partial",
        FixRun.Of("// A network.\n[Network(1, 28, 28)] // an image\n[Conv2d(16, 28)]\n// The class.\n" + before).AllowingUnsafe(),
        "// A network.\n[Network(1, 28, 28)] // an image\n[Conv2d(16, 28)]\n// The class.\n" + after);

    [Fact]
    public Task Types_around_it() => Expect.Fix(
        Id,
        "Make 'Outer' and 'Net' partial",
        FixRun.Of(
            """
            public record struct Outer
            {
                partial interface IInner
                {
                    [Network(1, 28, 28), Conv2d(16, 28)] class Net;
                }
            }
            """,
            "partial record struct Outer { partial interface IInner; }"),
        """
        public partial record struct Outer
        {
            partial interface IInner
            {
                [Network(1, 28, 28), Conv2d(16, 28)] partial class Net;
            }
        }
        """);

    [Fact]
    public Task A_part_in_another_file() => Expect.Fix(
        Id,
        "Make 'Net' partial",
        FixRun.Of("[Network(1, 28, 28), Conv2d(16, 28)] partial class Net;", "public class Net { public int Age => 3; }"),
        "[Network(1, 28, 28), Conv2d(16, 28)] partial class Net;",
        "public partial class Net { public int Age => 3; }");

    [Fact]
    public Task All() => Expect.FixAll(
        Id,
        FixRun.Of(
            """
            static class Outer
            {
                [Network(1, 28, 28), Conv2d(16, 28)] sealed class A;
                [Network(1, 28, 28), Conv2d(16, 28)] sealed class B;
            }
            """,
            "[Network(1, 28, 28), Conv2d(16, 28)] class C;"),
        """
        static partial class Outer
        {
            [Network(1, 28, 28), Conv2d(16, 28)] sealed partial class A;
            [Network(1, 28, 28), Conv2d(16, 28)] sealed partial class B;
        }
        """,
        "[Network(1, 28, 28), Conv2d(16, 28)] partial class C;");
}

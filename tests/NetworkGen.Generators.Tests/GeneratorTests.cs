using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Which classes get a file, under which name, and that the text depends on nothing else.</summary>
public sealed class GeneratorTests
{
    [Theory]
    [InlineData(nameof(Networks.Small), "Course.SmallNet.g.cs")]
    [InlineData(nameof(Networks.Digits), "DigitNet.g.cs")]
    [InlineData(nameof(Networks.Graph), "Course.Graphs.GraphNet.g.cs")]
    [InlineData(nameof(Networks.Nested), "Course.Nested.Outer`1+Middle+Net.g.cs")]
    [InlineData(nameof(Networks.Record), "namespace.event.record.g.cs")]
    [InlineData(nameof(Networks.SameName), "First.Net.g.cs", "First.Outer+Net.g.cs", "First.Outer`1+Net.g.cs", "First.Outer`1+Net`1.g.cs", "Second.Net.g.cs")]
    public void Each_network_has_a_file_under_its_full_metadata_name(string name, params string[] hintNames) =>
        Assert.Equal(hintNames.Order(StringComparer.Ordinal), GeneratorRun.Of(Networks.ByName[name]).Texts.Keys.Select(WithoutHash).Order(StringComparer.Ordinal));

    [Fact]
    public void Networks_whose_names_differ_in_case_only_have_a_file_each()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [Network(1, 3, 3), Conv2d(2, 3)] partial class DigitNet;
            [Network(1, 3, 3), Conv2d(3, 3)] partial class Digitnet;
            namespace C { [Network(1, 3, 3), Conv2d(2, 3)] partial class Net; }
            namespace c { [Network(1, 3, 3), Conv2d(2, 3)] partial class Net; }
            """);

        Assert.Equal(4, run.Texts.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void The_hash_in_a_files_name_is_FNV_1a() => Assert.Equal("a.e40c292c.g.cs", Sources.Compile("class @a;").TypeOf("a").HintName());

    [Theory]
    [InlineData("partial class Net;")]
    [InlineData("[Conv2d(16, 3), ReLU] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] class Net;")]
    [InlineData("class Outer { [Network(1, 28, 28), Conv2d(3)] partial class Net; }")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] static partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] abstract partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] file partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] partial struct Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] partial class Net(int size);")]
    [InlineData("namespace Other { class NetworkAttribute(int a, int b, int c) : Attribute; [Network(1, 28, 28), Conv2d(3)] partial class Net; }")]
    public void A_type_that_is_no_network_or_can_be_none_gets_no_file(string file) => Assert.Empty(GeneratorRun.Of(file).Texts);

    [Fact]
    public void A_second_Network_on_another_part_is_the_compilers_to_refuse_and_makes_no_second_file()
    {
        GeneratorRun run = GeneratorRun.Of("[Network(1, 28, 28), ReLU] partial class Net;", "[Network(1, 28, 28), Flatten] partial class Net;");

        Assert.Equal(["Net.g.cs"], run.Texts.Keys.Select(WithoutHash));
        Assert.Contains(run.CompilerDiagnostics(), static diagnostic => diagnostic.Id == "CS0579");
    }

    [Fact]
    public void An_attribute_that_another_generator_will_add_changes_nothing() => Assert.Equal(
        GeneratorRun.Of("[Network(1, 3, 3), Conv2d(2, 3)] partial class Net;").Texts,
        GeneratorRun.Of("[Network(1, 3, 3), Generated, Conv2d(2, 3)] partial class Net;").Texts);

    [Fact]
    public void Every_member_of_a_network_is_known_as_taken()
    {
        INamedTypeSymbol network = Sources.Compile("").TypeOf("NetworkGen.INetwork`1");

        Assert.All(
            network.GetMembers().Where(static member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary }),
            static member => Assert.True(GeneratedMembers.Collides(member), $"{GeneratedMembers.Display(member)} is missing."));
    }

    [Theory]
    [MemberData(nameof(Networks.Names), MemberType = typeof(Networks))]
    public void The_text_is_the_same_under_a_culture_whose_minus_sign_is_U2212(string name)
    {
        IReadOnlyDictionary<string, string> expected = GeneratorRun.Of(Networks.ByName[name]).Texts;
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.GetCultureInfo("sv-SE").Clone();
            odd.NumberFormat.NegativeSign = "\u2212";
            odd.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = odd;

            Assert.Equal(expected, GeneratorRun.Of(Networks.ByName[name]).Texts);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Networks.Names), MemberType = typeof(Networks))]
    public void Lines_end_as_the_repository_ends_them(string name) =>
        Assert.All(GeneratorRun.Of(Networks.ByName[name]).Texts.Values, static text => Assert.DoesNotContain('\r', text));

    /// <summary><c>DigitNet.0f1e2d3c.g.cs</c> without its hash.</summary>
    private static string WithoutHash(string hintName) => Regex.Replace(hintName, @"\.[0-9a-f]{8}(?=\.g\.cs$)", "");
}

using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>Emitted code compiles without a word from the compiler, whatever the user's project has switched on.</summary>
public sealed class EmittedCodeTests
{
    /// <summary>Every source, nullable on and off, checked on and off.</summary>
    public static TheoryData<string, NullableContextOptions, bool> EverySetting { get; } = Settings();

    [Theory]
    [MemberData(nameof(EverySetting))]
    public void Emitted_code_compiles_without_a_diagnostic(string name, NullableContextOptions nullable, bool isChecked)
    {
        CSharpCompilation input = Sources.Compile(Networks.ByName[name]);
        GeneratorRun run = GeneratorRun.Of(input.WithOptions(input.Options.WithNullableContextOptions(nullable).WithOverflowChecks(isChecked)));

        Assert.NotEmpty(run.Texts);
        Assert.Empty(run.CompilerDiagnostics());
        using var assembly = new MemoryStream();
        Assert.True(run.Compiled.Emit(assembly).Success);
    }

    [Theory]
    [InlineData("[Network(1, 28, 28)] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(16, 3, InChannels = 2)] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Conv2d(16, 3, Stride = 0)] partial class Net;")]
    [InlineData("[Network(1, 28, 28)] partial class Net; [Conv2d(3)] partial class Net;")]
    [InlineData("[Network(1, 28, 28), Budget(MaxParameters = 1), Conv2d(3)] partial class Net;")]
    public void A_declaration_with_errors_leaves_its_uses_valid(string network)
    {
        GeneratorRun run = GeneratorRun.Of(network, """
            static class Uses
            {
                public static float[] Run(float[] image)
                {
                    Net net = Net.Load("net.safetensors");
                    net.Save("net.safetensors");
                    var output = new float[Net.OutputLength];
                    new Net(seed: 42).Forward(image, output);
                    Console.WriteLine(Net.Summary);
                    return output;
                }
            }
            """);

        Assert.Empty(run.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("class")]
    [InlineData("__arglist")]
    [InlineData("allows")]
    [InlineData("extension")]
    [InlineData("field")]
    [InlineData("file")]
    [InlineData("partial")]
    [InlineData("record")]
    [InlineData("required")]
    [InlineData("scoped")]
    [InlineData("var")]
    [InlineData("where")]
    [InlineData("network")]
    public void A_name_that_is_a_keyword_somewhere_is_fine_everywhere(string name)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            namespace @{{name}}.Inner
            {
                partial class Outer<@{{name}}>
                {
                    [Network(1, 3, 3), Conv2d(2, 3)] partial class Net;
                }

                partial record struct @{{name}}
                {
                    [Network(1, 3, 3), Conv2d(2, 3)] partial class Net<@{{name}}>;
                }
            }

            namespace Second
            {
                [Network(1, 3, 3), Conv2d(2, 3)] partial class @{{name}};
                [Network(1, 3, 3)] partial class Stub<@{{name}}>;
            }
            """);

        Assert.Empty(run.CompilerDiagnostics());
    }

    [Fact]
    public void A_type_of_the_users_named_var_changes_nothing() => Assert.Empty(GeneratorRun.Of(
        "class @var; namespace Course { class @var; [Network(1, 3, 3), Conv2d(2, 3)] partial class Net { class @var; } }",
        "[Network(1, 3, 3), Rescale(2f), Conv2d(2, 2), BatchNorm2d, ReLU, MaxPool2d(2), Dropout(0.5f), Flatten, Linear(2), Softmax] partial class Other;").CompilerDiagnostics());

    private static TheoryData<string, NullableContextOptions, bool> Settings()
    {
        var data = new TheoryData<string, NullableContextOptions, bool>();
        foreach (string name in Networks.ByName.Keys.Order())
        {
            foreach (NullableContextOptions nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable })
            {
                data.Add(name, nullable, false);
                data.Add(name, nullable, true);
            }
        }

        return data;
    }
}

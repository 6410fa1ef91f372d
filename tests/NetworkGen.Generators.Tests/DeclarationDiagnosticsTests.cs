using System.Linq;
using System.Threading.Tasks;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG0001, NG0002, NG0003 and NG0007: what a network's class itself must be. Each id both ways.</summary>
public sealed class DeclarationDiagnosticsTests
{
    /// <summary>Networks that are small for reading: they pool early and pad unevenly.</summary>
    private static readonly EditorConfig _withoutAdvice =
        new([.. new[] { "NG2007", "NG2010", "NG2011" }.Select(static id => $"dotnet_diagnostic.{id}.severity = none")]);

    [Theory]
    [InlineData(Networks.Small)]
    [InlineData(Networks.EveryLayer)]
    [InlineData(Networks.Graph)]
    [InlineData(Networks.Nested)]
    [InlineData(Networks.Record)]
    [InlineData(Networks.SameName)]
    public Task Networks_of_every_shape_are_fine(string file) => AnalyzerRun.ExpectNone(file, _withoutAdvice);

    [Fact]
    public Task NG0001_a_class_that_is_not_partial() => AnalyzerRun.Expect(
        "NG0001",
        "'Net' is not partial, so the members of network 'Net' can't be generated: write 'partial class Net'",
        "[Network(1, 28, 28), Conv2d(16, 28)] class [|Net|];");

    [Fact]
    public Task NG0001_types_around_it_that_are_not_partial_each_at_its_own_name() => AnalyzerRun.Expect(
        "NG0001",
        [
            "'Outer' is not partial, so the members of network 'Net' can't be generated: write 'partial record struct Outer'",
            "'Inner' is not partial, so the members of network 'Net' can't be generated: write 'partial class Inner'",
        ],
        "record struct [|Outer|] { static class [|Inner|] { [Network(1, 28, 28), Conv2d(16, 28)] partial class Net; } }");

    [Fact]
    public Task NG0002_layers_on_another_part_than_Network() => AnalyzerRun.Expect(
        "NG0002",
        [
            "The layer 'ReLU' stands on another part of 'Net' than [Network], and parts have no order among them: move it to the part that carries [Network]",
            "The layer 'Flatten' stands on another part of 'Net' than [Network], and parts have no order among them: move it to the part that carries [Network]",
        ],
        """
        [[|ReLU|], Conv2d(3, 3)]
        partial class Net;

        [Network(1, 28, 28), Conv2d(16, 28)]
        partial class Net;

        [Obsolete, [|Flatten|]]
        partial class Net;
        """);

    [Fact]
    public Task NG0002_not_for_other_attributes_on_other_parts() => AnalyzerRun.ExpectNone(
        """
        [Budget(MaxParameters = 100_000), Serializable]
        partial class Net;

        [Network(1, 28, 28), Conv2d(16, 28)]
        partial class Net;
        """);

    [Fact]
    public Task NG0003_no_layers() => AnalyzerRun.Expect(
        "NG0003",
        "'Net' has [Network] but no layers: write at least one below it, such as [Conv2d(16, 3), ReLU]",
        "[Network(1, 28, 28)] partial class [|Net|];");

    [Fact]
    public Task NG0003_layers_without_Network() => AnalyzerRun.Expect(
        "NG0003",
        "'Net' has layers but no [Network]: write the shape of one image above them, [Network(channels, height, width)], or [Block] if networks are to use them",
        "[[|Conv2d(16, 3)|], ReLU] partial class Net;");

    [Fact]
    public Task NG0003_not_for_a_class_without_attributes_of_ours() => AnalyzerRun.ExpectNone("[Obsolete] class Net;");

    [Theory]
    [InlineData("static partial class [|Net|];", "it is static, and every network has its own weights: remove 'static'")]
    [InlineData("abstract partial class [|Net|];", "it is abstract, and the generated code constructs it: remove 'abstract'")]
    [InlineData("file partial class [|Net|];", "it is local to its file, and its other part is generated into another: remove 'file'")]
    [InlineData("partial record [|Net|](int Size);", "it has a primary constructor, which every other one would have to call: remove its parameter list")]
    [InlineData("partial class [|Net|]();", "it has a primary constructor, which every other one would have to call: remove its parameter list")]
    [InlineData("partial class [|Net|] { public Net(int count) { } }", "it declares 'Net(int)', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { public Net() { } }", "its constructor 'Net()' makes no weights: let it begin with ': this(seed)'")]
    [InlineData("partial class [|Net|] { int Threads => 1; }", "it declares 'Threads', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { class Load; }", "it declares 'Load', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { void Summary() { } }", "it declares 'Summary()', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { void Forward(ReadOnlySpan<byte> image, Span<float> output) { } }", "it declares 'Forward(ReadOnlySpan<byte>, Span<float>)', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { public required int Size { get; init; } }", "its member 'Size' is required, and the generated code doesn't know its value: remove 'required'")]
    [InlineData("partial class [|Net|] : Base { public Net() : base(3) { } } class Base(int size) { public int Size => size; }", "its base class 'Base' has no constructor without arguments: add one")]
    [InlineData("partial class [|Net|] : Base { public Net() : base(3) { } } class Base { private Base() { } public Base(int size) { } }", "its base class 'Base' has no constructor without arguments: add one")]
    [InlineData("partial class [|Net|] { void Load(System.IO.Stream stream) { } }", "it declares 'Load(Stream)', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { static void Load(string path, LoadOptions options, out LoadReport report) => report = null!; }", "it declares 'Load(string, LoadOptions, out LoadReport)', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { static void Load(System.IO.Stream stream, LoadOptions options, ref LoadReport report) { } }", "it declares 'Load(Stream, LoadOptions, ref LoadReport)', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|] { object? _networkInference; object? Get() => _networkInference = _networkInference ?? 1; }", "it declares '_networkInference', which is generated: rename or remove it")]
    [InlineData("partial class [|Net|]<Summary>;", "its type parameter has the name of the generated member 'Summary': rename the type parameter")]
    [InlineData("partial class [|Net|] { public Net(ref int seed) { } }", "its constructor 'Net(ref int)' makes no weights: let it begin with ': this(seed)'")]
    [InlineData("partial record [|Net|] { protected Net(Net original) { } }", "its copy constructor 'Net(Net)' makes no weights: remove it, and the compiler's own gives the copy of 'with' the weights of the original")]
    [InlineData("partial class [|Net|] : Base; class Base : First; class First { public required int Size { get; init; } }", "the member 'Size' of its base class 'First' is required, and the generated code doesn't know its value: remove 'required'")]
    [InlineData("partial class [|Net|] : Base; class Base { public int Threads; }", "its base class 'Base' declares 'Threads', which a generated member would hide: rename it, or derive from another class")]
    [InlineData("partial class [|Net|] : Base; class Base : First; class First { protected internal virtual void Save(string path) { } }", "its base class 'First' declares 'Save(string)', which a generated member would hide: rename it, or derive from another class")]
    [InlineData("partial class [|Net|] : Base; class Base { protected string Summary() => \"\"; }", "its base class 'Base' declares 'Summary()', which a generated member would hide: rename it, or derive from another class")]
    [InlineData("partial class [|Net|] : Base; class Base { internal class Create; }", "its base class 'Base' declares 'Create', which a generated member would hide: rename it, or derive from another class")]
    public Task NG0007_a_type_that_cannot_be_a_network(string declaration, string reason) => AnalyzerRun.Expect(
        "NG0007",
        $"'Net' can't be a network: {reason}",
        "[Network(1, 28, 28), Conv2d(16, 28)] " + declaration);

    [Theory]
    [InlineData("partial struct [|Net|];", "it is declared as 'struct', and weights belong to one object: make it a class")]
    [InlineData("partial record struct [|Net|];", "it is declared as 'record struct', and weights belong to one object: make it a class")]
    [InlineData("partial interface [|Net|];", "it is declared as 'interface', and weights belong to one object: make it a class")]
    public Task NG0007_a_type_that_the_attributes_are_not_for_either(string declaration, string reason) => AnalyzerRun.Expect(
        "NG0007",
        [$"'Net' can't be a network: {reason}"],
        "[Network(1, 28, 28), Conv2d(16, 28)] " + declaration,
        "CS0592",
        "CS0592");

    [Fact]
    public Task NG0007_a_class_that_derives_from_a_network() => AnalyzerRun.Expect(
        "NG0007",
        "'Net' can't be a network: it derives from the network 'Base', whose members it would hide: repeat the layers instead",
        """
        [Network(1, 28, 28), Conv2d(16, 28)] partial class Base;
        [Network(1, 28, 28), Conv2d(16, 28)] partial class [|Net|] : Base;
        """);

    [Fact]
    public Task NG0007_a_class_with_the_name_of_a_generated_member() => AnalyzerRun.Expect(
        "NG0007",
        "'Forward' can't be a network: its name is that of the generated member 'Forward': rename the class",
        "[Network(1, 28, 28), Conv2d(16, 28)] partial class [|Forward|];");

    [Theory]
    [InlineData("sealed partial class Net;")]
    [InlineData("public partial record class Net;")]
    [InlineData("partial class Net<T> { private T? _item; private T? Item => _item ??= default; }")]
    [InlineData("partial class Net { public Net() : this(seed: 42) { } public Net(string name) : this() => Name = name; public string? Name { get; } }")]
    [InlineData("partial class Net { public void Forward(string file) { } public static Net Load(int number) => new(number); }")]
    [InlineData("partial class Net { public static Net Load(string path, LoadOptions options) => Load(path, options, out _); }")]
    [InlineData("partial class Net { static Net() { } ~Net() { } public int this[int index] => index; public static Net operator +(Net net) => net; }")]
    [InlineData("partial class Net : Base; class Base { protected Base() { } public Base(int size) { } }")]
    [InlineData("partial class Net : Base; class Base(int size = 0) { public int Size => size; }")]
    [InlineData("partial class Net : Base; class Base { private void Save(string path) => Save(path); public void Load(int number) { } public void Save<T>(string path) { } public T? Summary<T>() => default; }")]
    [InlineData("partial class Net { public Net(ref int seed) : this(seed++) { } public void Save<T>(string path) { } public void Save(ref string path) { } }")]
    [InlineData("partial class Net { public void Save(Stream stream) { } public class Stream; }")]
    [InlineData("partial record Net : Base; record Base;")]
    public async Task NG0007_not_for_what_can_be_a_network(string declaration)
    {
        string file = "[Network(1, 28, 28), Conv2d(16, 28)] " + declaration;

        await AnalyzerRun.ExpectNone(file);
        Assert.DoesNotContain(GeneratorRun.Of(file).CompilerDiagnostics(), static diagnostic => diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs"));
    }

    [Fact]
    public async Task What_the_generator_wrote_is_not_taken_for_the_users()
    {
        const string written = "[Network(1, 28, 28), Conv2d(16, 28)] partial class Net;";
        const string generated = "partial class Net { public Net(int seed) { } public int Threads => 0; }";
        const string folder = "obj/generated/NetworkGen.Generators/NetworkGen.Generators.NetworkGenerator/";
        string file = Sources.Compile(written).TypeOf("Net").HintName();

        Assert.Empty(await AnalyzerRun.Analyze(Sources.Compile(written).WithTree(folder + file, generated)));
        Assert.Equal("NG0007", Assert.Single(await AnalyzerRun.Analyze(Sources.Compile(written).WithTree(file, generated))).Id);
    }

    [Theory]
    [InlineData("[Network(1, 28, 28), Conv2d(Undeclared, InChannels = 3)] partial class Net;", "CS0103")]
    [InlineData("[Network(1, 28, 28), Convolution(3)] partial class Net;", "CS0246", "CS0246")]
    [InlineData("[Netwrk(1, 28, 28), Conv2d(3)] class Net;", "CS0246", "CS0246")]
    [InlineData("[Network(1, 28, 28), Conv2d(3)] enum Net { None }", "CS0592", "CS0592")]
    public Task What_the_compiler_says_already_is_not_said_again(string file, params string[] fromCompiler) =>
        AnalyzerRun.ExpectNone(file, alsoFromCompiler: fromCompiler);

    [Fact]
    public async Task A_project_without_NetworkGen_is_left_alone() =>
        Assert.Empty(await AnalyzerRun.Analyze(Sources.CompileWithoutRuntime("namespace NetworkGen { class NetworkAttribute : System.Attribute; [Network] class Net; }")));
}

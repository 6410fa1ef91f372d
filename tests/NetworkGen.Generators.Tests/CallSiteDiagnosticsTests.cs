using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGen.Core.Graph;
using NetworkGen.Generators.Tests.Harness;
using Xunit;

namespace NetworkGen.Generators.Tests;

/// <summary>NG4001, NG3004 and NG3003's other half: calls of networks. Each way of writing a length both ways, wrong and right.</summary>
public sealed class CallSiteDiagnosticsTests
{
    /// <summary>784 floats in, 10 out, and 7,850 parameters.</summary>
    private const string Network = """

        [Network(1, 28, 28), Rescale(1f / 255), Conv2d(10, 28), Flatten]
        sealed partial class DigitNet;
        """;

    private const string TenForOne = "holds 9 floats, and DigitNet writes 10 per image: n images take n × DigitNet.OutputLength, such as 10 for one";

    /// <summary>Statements in which 9 is wrong where 10 is right; the buffer is what is given to <c>Forward</c>.</summary>
    public static TheoryData<string, string> EveryBuffer { get; } = new()
    {
        { "", "new float[9]" },
        { "", "new float[DigitNet.OutputLength - 10 + 9]" },
        { "", "[1f, 2, 3, 4, 5, 6, 7, 8, 9]" },
        { "", "stackalloc float[9]" },
        { "", "new float[20].AsSpan(0, 9)" },
        { "", "new float[20].AsSpan(11)" },
        { "", "new float[20].AsSpan(2..11)" },
        { "", "new float[20].AsSpan()[^9..]" },
        { "", "(new float[20])[..9]" },
        { "", "someFloats.AsSpan(3, 9)" },
        { "", "someFloats.AsSpan()[1..10]" },
        { "", "GC.AllocateUninitializedArray<float>(9)" },
        { "float[] logits = new float[9];", "logits" },
        { "float[] logits = [0, 0, 0, 0, 0, 0, 0, 0, 0];", "logits" },
        { "float[] logits = { 0, 0, 0, 0, 0, 0, 0, 0, 0 };", "logits" },
        { "var logits = new[] { 0f, 0, 0, 0, 0, 0, 0, 0, 0 };", "logits" },
        { "Span<float> logits = stackalloc float[9];", "logits" },
        { "Span<float> logits = stackalloc[] { 0f, 0, 0, 0, 0, 0, 0, 0, 0 };", "logits" },
        { "Span<float> logits = new float[9];", "logits" },
        { "Span<float> all = new float[20];", "all.Slice(11)" },
        { "Span<float> all = new float[20];", "all.Slice(length: 9, start: 0)" },
        { "const int Classes = 9; float[] logits = new float[Classes];", "logits" },
        { "int classes = 9; float[] logits = new float[classes];", "logits" },
        { "float[] some = new float[3]; float[] logits = new float[3 * some.Length];", "logits" },
        { "float[] logits; logits = new float[9];", "logits" },
        { "float[] logits = new float[9]; logits[0] = 1; Array.Sort(logits);", "logits" },
        { "", "_field" },
        { "", "this._field" },
        { "", "Static" },
        { "", "_made" },
        { "", "Property" },
        { "", "output: new float[9]" },
    };

    [Theory]
    [MemberData(nameof(EveryBuffer))]
    public async Task NG4001_a_length_that_is_known_and_wrong(string before, string buffer)
    {
        string text = buffer.Replace("output: ", "");
        string title = text.Length > 32 ? "The output" : $"'{text}'";
        await AnalyzerRun.Expect("NG4001", $"{title} {TenForOne}", Calls(before, buffer.Replace(text, $"[|{text}|]"), "9"));
    }

    [Theory]
    [InlineData("float[] logits = new float[9]; logits = new float[10];", "logits")]
    [InlineData("float[] logits = new float[9]; Array.Resize(ref logits, 10);", "logits")]
    [InlineData("float[] logits = new float[9]; (logits, _) = (new float[10], 1);", "logits")]
    [InlineData("float[] logits = new float[9]; logits ??= new float[10];", "logits")]
    [InlineData("float[] logits = new float[9]; ref float[] other = ref logits;", "logits")]
    [InlineData("Make(out float[] logits);", "logits")]
    [InlineData("int classes = 9; classes++; float[] logits = new float[classes];", "logits")]
    [InlineData("", "someFloats")]
    [InlineData("", "_open")]
    [InlineData("", "_twice")]
    [InlineData("", "new float[someFloats.Length]")]
    [InlineData("", "new float[20].AsSpan(someFloats.Length)")]
    [InlineData("", "new float[5].AsSpan(0, 9)")]
    [InlineData("", "true ? new float[9] : new float[10]")]
    [InlineData("", "[.. someFloats, 1]")]
    [InlineData("", "new float[10]")]
    [InlineData("", "new float[3 * DigitNet.OutputLength]")]
    [InlineData("", "stackalloc float[20]")]
    [InlineData("", "new float[0]")]
    public Task NG4001_not_where_it_is_right_or_may_be(string before, string buffer) => AnalyzerRun.ExpectNone(Calls(before, buffer, "10"));

    [Fact]
    public Task NG4001_of_images() => AnalyzerRun.Expect(
        "NG4001",
        "'new float[1_500]' holds 1,500 floats, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 1,568 for 2",
        Method("net.Forward([|new float[1_500]|], someFloats);"));

    [Fact]
    public Task NG4001_of_one_byte() => AnalyzerRun.Expect(
        "NG4001",
        "'new byte[1]' holds 1 byte, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 784 for one",
        Method("net.Forward([|new byte[1]|], new float[10]);"));

    [Theory]
    [InlineData("784", "10", "10 for the one image of 'pixels': make it DigitNet.OutputLength long", "9")]
    [InlineData("3 * DigitNet.InputLength", "30", "30 for the 3 images of 'pixels': make it 3 * DigitNet.OutputLength long", "10")]
    public async Task NG4001_of_as_many_results_as_images(string input, string right, string need, string wrong)
    {
        await AnalyzerRun.Expect(
            "NG4001",
            $"'logits' holds {wrong} floats, and DigitNet writes {need}",
            Method($"float[] pixels = new float[{input}]; float[] logits = new float[{wrong}]; net.Forward(pixels, [|logits|]);"));
        await AnalyzerRun.ExpectNone(Method($"float[] pixels = new float[{input}]; float[] logits = new float[{right}]; net.Forward(pixels, logits);"));
    }

    [Theory]
    [InlineData("new float[10]")]
    [InlineData("someFloats")]
    public Task NG4001_an_empty_input_is_too_short_for_one_image(string output) => AnalyzerRun.Expect(
        "NG4001",
        "'new float[0]' holds 0 floats, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 784 for one",
        Method($"net.Forward([|new float[0]|], {output});"));

    [Fact]
    public Task NG4001_not_of_no_images_and_no_results() => AnalyzerRun.ExpectNone(Method("net.Forward(new float[0], new float[0]);"));

    /// <summary>The compiler and the runtime speak of these.</summary>
    [Fact]
    public Task NG4001_not_of_negative_lengths() =>
        AnalyzerRun.ExpectNone(Method("int n = -784; net.Forward(new float[n], someFloats); net.Forward(someFloats, new float[n]);"));

    [Fact]
    public Task NG4001_both_buffers_can_be_wrong_for_themselves() => AnalyzerRun.Expect(
        "NG4001",
        [
            "'new float[783]' holds 783 floats, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 784 for one",
            "'new float[9]' " + TenForOne,
        ],
        Method("net.Forward([|new float[783]|], [|new float[9]|]); net.Forward(new float[783 + 1], new float[10]);"));

    [Fact]
    public Task NG4001_through_the_interface_of_a_known_network_only() => AnalyzerRun.Expect(
        "NG4001",
        "'new float[9]' " + TenForOne,
        """
        class User
        {
            void Call(INetwork<DigitNet> net, float[] image) => net.Forward(image, [|new float[9]|]);
            void Call<T>(T net, float[] image) where T : INetwork<T> => net.Forward(image, new float[9]);
            void Call<T>(INetwork<T> net, float[] image) where T : INetwork<T> => net.Forward(image, new float[9]);
        }
        """ + Network);

    [Fact]
    public Task NG4001_not_of_methods_of_the_same_name() => AnalyzerRun.ExpectNone(
        """
        class Other { public void Forward(ReadOnlySpan<float> input, Span<float> output) { } }
        class User { void Call(Other other, DigitNet net) { other.Forward(new float[1], new float[1]); net.Forward(new float[9], 1); } }
        partial class DigitNet { public void Forward(ReadOnlySpan<float> input, int number) { } }
        """ + Network);

    [Fact]
    public Task NG4001_not_of_a_network_that_cannot_be_built() => AnalyzerRun.Expect(
        "NG1006",
        "Conv2d: Stride is 0, and must be 1 to 32,767",
        "class User { void Call(Net net) => net.Forward(new float[9], new float[9]); } [Network(1, 3, 3), Conv2d(10, Stride = [|0|])] partial class Net;");

    [Theory]
    [InlineData("Forward", "4", "783", "783 floats, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 784 for one")]
    [InlineData("Forward", "4", "0", "0 floats, and DigitNet reads 784 per image: n images take n × DigitNet.InputLength, such as 784 for one")]
    [InlineData("Forward", "4", "3920", "3,920 floats, and the pass was created for 4 images of 784: make it 3,136 or shorter, or create the pass with a larger batchSize")]
    [InlineData("Backward", "4", "9", "9 floats, and DigitNet writes 10 per image: n images take n × DigitNet.OutputLength, such as 10 for one")]
    [InlineData("Backward", "1", "20", "20 floats, and the pass was created for 1 image of 10: make it 10 or shorter, or create the pass with a larger batchSize")]
    [InlineData("Backward", "someFloats.Length", "9", "9 floats, and DigitNet writes 10 per image: n images take n × DigitNet.OutputLength, such as 10 for one")]
    public Task NG4001_of_a_training_pass(string method, string batchSize, string length, string message) => AnalyzerRun.Expect(
        "NG4001",
        $"'new float[{length}]' holds {message}",
        Method($"using TrainingPass pass = net.CreateTrainingPass({batchSize}); pass.{method}([|new float[{length}]|]);"));

    [Fact]
    public Task NG4001_not_of_a_training_pass_that_fits_or_is_unknown() => AnalyzerRun.ExpectNone(Method(
        """
        using TrainingPass pass = net.CreateTrainingPass(batchSize: 4);
        pass.Forward(new float[784]);
        pass.Forward(new float[4 * 784]);
        pass.Backward(new float[40]);
        using TrainingPass other = net.CreateTrainingPass(someFloats.Length);
        other.Forward(new float[100 * 784]);
        TrainingPass either = someFloats.Length > 1 ? pass : other;
        either.Forward(new float[9]);
        """));

    [Theory]
    [InlineData("net.Parameters[\"1.weight\"].CopyFrom([|new float[9]|]);", "1.weight of DigitNet, [10, 1, 28, 28], takes 7,840: make it 7,840 long")]
    [InlineData("Parameter bias = net.Parameters[\"1.bias\"]; bias.CopyFrom([|new float[9]|]);", "1.bias of DigitNet, [10], takes 10: make it 10 long")]
    [InlineData("net.Parameters.CopyFrom([|new float[9]|]);", "the 2 parameters of DigitNet take 7,850: make it 7,850 long")]
    [InlineData("net.Buffers.CopyFrom([|new float[9]|]);", "the 0 running statistics of DigitNet take 0: make it 0 long")]
    [InlineData("new Sgd(0.1).Step(net.Parameters, [|new float[9]|]);", "the 2 parameters of DigitNet take 7,850: make it 7,850 long")]
    public Task NG4001_of_parameters(string statement, string need) =>
        AnalyzerRun.Expect("NG4001", $"'new float[9]' holds 9 floats, and {need}", Method(statement));

    [Fact]
    public Task NG4001_not_of_parameters_that_fit_or_are_unknown() => AnalyzerRun.ExpectNone(Method(
        """
        net.Parameters["1.bias"].CopyFrom(new float[10]);
        net.Parameters["1.bais"].CopyFrom(new float[9]);
        net.Parameters[0].CopyFrom(new float[9]);
        net.Parameters[someFloats.Length.ToString()].CopyFrom(new float[9]);
        net.Parameters.CopyFrom(new float[7_850]);
        new Sgd(0.1).Step(net.Parameters, new float[7_850]);
        """));

    [Theory]
    [InlineData("new TensorSpan<float>(a, [28, 28])", "new TensorSpan<float>(b, [1, 10])", 0, "'image' is [28, 28], and DigitNet reads [n, 1, 28, 28]: make that its lengths")]
    [InlineData("new ReadOnlyTensorSpan<float>(a, [a.Length, 3, 28, 28])", "new TensorSpan<float>(b, [1, 10])", 0, "'image' is [n, 3, 28, 28], and DigitNet reads [n, 1, 28, 28]: make that its lengths")]
    [InlineData("new TensorSpan<float>(a, [2, 1, 28, 28])", "new TensorSpan<float>(b, [1, 10])", 1, "'scores' is [1, 10], and DigitNet writes [2, 10] or [2, 10, 1, 1]: make that its lengths")]
    [InlineData("new TensorSpan<float>(a, [a.Length, 1, 28, 28])", "new TensorSpan<float>(b, [10])", 1, "'scores' is [10], and DigitNet writes [n, 10] or [n, 10, 1, 1]: make that its lengths")]
    public Task NG4001_of_tensors(string image, string scores, int wrong, string message)
    {
        string[] arguments = ["image", "scores"];
        arguments[wrong] = "[|" + arguments[wrong] + "|]";
        return AnalyzerRun.Expect("NG4001", message, Tensors(image, scores, string.Join(", ", arguments)));
    }

    [Fact]
    public Task NG4001_of_a_tensor_by_its_role() => AnalyzerRun.Expect(
        "NG4001",
        "The input is [28, 28], and DigitNet reads [n, 1, 28, 28]: make that its lengths",
        Tensors("default", "new TensorSpan<float>(b, [1, 10])", "[|new ReadOnlyTensorSpan<float>(a, [28, 28])|], scores"));

    [Theory]
    [InlineData("new TensorSpan<float>(a, [2, 1, 28, 28])", "new TensorSpan<float>(b, [2, 10])")]
    [InlineData("new TensorSpan<float>(a, [2, 1, 28, 28])", "new TensorSpan<float>(b, [2, 10, 1, 1])")]
    [InlineData("new TensorSpan<float>(a, [a.Length, 1, 28, 28])", "new TensorSpan<float>(b, [b.Length, 10])")]
    [InlineData("new TensorSpan<float>(a, lengths)", "new TensorSpan<float>(b, lengths)")]
    public Task NG4001_not_of_tensors_that_fit_or_are_unknown(string image, string scores) => AnalyzerRun.ExpectNone(Tensors(image, scores, "image, scores"));

    [Fact]
    public async Task NG4001_in_top_level_statements() => Assert.Equal(
        ["NG4001: 'logits' holds 9 floats, and DigitNet writes 20 for the 2 images of 'pixels': make it 2 * DigitNet.OutputLength long"],
        (await AnalyzerRun.Analyze(GeneratorRun.Of(Sources.Compile(
                "DigitNet net = new(1); float[] pixels = new float[2 * DigitNet.InputLength]; Span<float> logits = stackalloc float[9]; net.Forward(pixels, logits);" + Network)
                .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication))).Compiled))
            .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(null)}"));

    [Theory]
    [InlineData("float[] logits = new float[9]; net.Forward(someFloats, logits);", "9", "10", "DigitNet.OutputLength")]
    [InlineData("float[] logits = new float[3 * 7]; net.Forward(someFloats, logits);", "3 * 7", "20", "2 * DigitNet.OutputLength")]
    [InlineData("Span<float> logits = stackalloc float[9]; net.Forward(new float[2 * 784], logits);", "9", "20", "2 * DigitNet.OutputLength")]
    [InlineData("net.Parameters[\"1.bias\"].CopyFrom(new float[9]);", "9", "10", "10")]
    public async Task NG4001_brings_its_fix_the_right_length_and_its_place(string statements, string size, string right, string expression)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Analyze(GeneratorRun.Of(Method(statements)).Compiled));
        Location place = Assert.Single(diagnostic.AdditionalLocations);

        Assert.Equal(size, place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length));
        Assert.Equal(right, diagnostic.Properties[IssueProperty.Replacement]);
        Assert.Equal(expression, diagnostic.Properties[IssueProperty.Expression]);
    }

    [Fact]
    public async Task NG4001_has_no_fix_where_no_length_is_written()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Analyze(GeneratorRun.Of(Method("net.Forward(someFloats, [1, 2, 3]);")).Compiled));

        Assert.Empty(diagnostic.AdditionalLocations);
        Assert.Empty(diagnostic.Properties);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NG4001_of_a_network_of_another_assembly(bool asProject)
    {
        GeneratorRun library = GeneratorRun.Of(Sources.Compile("namespace Lib; [Network(1, 3, 3), Conv2d(10), Softmax] public partial class Net;").WithAssemblyName("Library"));
        CSharpCompilation user = Sources.Compile(
            "class User { void Call(Lib.Net net) { net.Forward(new float[9], new float[10]); net.Forward(new float[9], new float[11]); net.Parameters.CopyFrom(new float[1]); } }");

        Diagnostic diagnostic = Assert.Single(await AnalyzerRun.Analyze(user.WithReference(library.Compiled, asProject)));
        Assert.Equal(
            "'new float[11]' holds 11 floats, and Net writes 10 for the one image of 'new float[9]': make it Lib.Net.OutputLength long",
            diagnostic.GetMessage(null));
    }

    [Fact]
    public async Task NG3004_bytes_without_Rescale()
    {
        const string User = "class User { void Call(Net net, byte[] image, float[] output) => net.Forward({0}, output); }";
        await AnalyzerRun.Expect(
            "NG3004",
            "The weights of Net meet these bytes as they are, 0 to 255: write [Rescale(1f / 255)] as its first layer, and they become 0 to 1",
            User.Replace("{0}", "[|image|]") + " [Network(1, 3, 3), Conv2d(10)] partial class Net;");
        await AnalyzerRun.ExpectNone(User.Replace("{0}", "image") + " [Network(1, 3, 3), Rescale(1f / 255), Conv2d(10)] partial class Net;");
        await AnalyzerRun.ExpectNone(User.Replace("{0}", "image") + " [Network(1, 3, 3), Normalize(Mean = new[] { 127f }, Std = new[] { 50f }), Conv2d(10)] partial class Net;");
        await AnalyzerRun.ExpectNone(User.Replace("byte", "float").Replace("{0}", "image") + " [Network(1, 3, 3), Conv2d(10)] partial class Net;");
    }

    [Theory]
    [InlineData("new Trainer<Net>(net, new Sgd(0.1), [|new CrossEntropyLoss()|]);")]
    [InlineData("Trainer<Net> trainer = new(loss: [|new CrossEntropyLoss()|], network: net, optimizer: new Sgd(0.1));")]
    [InlineData("Loss loss = new CrossEntropyLoss(); Trainer<Net> trainer = new(net, new Sgd(0.1), [|loss|]);")]
    [InlineData("var trainer = new Trainer<Net>(net, new Sgd(0.1), [|_loss|]);")]
    public Task NG3003_softmax_where_the_loss_expects_logits(string statements) => AnalyzerRun.Expect(
        "NG3003",
        "Net ends in layer 1, Softmax, and CrossEntropyLoss takes scores (logits) and computes the softmax itself: take the layer out, and use TensorPrimitives.SoftMax where you want probabilities",
        Trains(statements, "Softmax, Flatten"));

    [Theory]
    [InlineData("Softmax, Flatten", "new Trainer<Net>(net, new Sgd(0.1), new MeanSquaredErrorLoss());")]
    [InlineData("Softmax, Flatten", "Loss loss = new CrossEntropyLoss(); loss = new MeanSquaredErrorLoss(); Trainer<Net> trainer = new(net, new Sgd(0.1), loss);")]
    [InlineData("Softmax, Conv2d(5, 1)", "new Trainer<Net>(net, new Sgd(0.1), new CrossEntropyLoss());")]
    [InlineData("LogSoftmax", "new Trainer<Net>(net, new Sgd(0.1), new CrossEntropyLoss());")]
    [InlineData("Flatten", "new Trainer<Net>(net, new Sgd(0.1), new CrossEntropyLoss());")]
    public Task NG3003_not_where_the_loss_gets_what_it_expects(string end, string statements) => AnalyzerRun.ExpectNone(Trains(statements, end));

    /// <summary>A class whose members hold buffers of <paramref name="size"/> floats, and a method that gives one to <c>Forward</c>.</summary>
    private static string Calls(string before, string buffer, string size) =>
        $$"""
        class User
        {
            private static readonly float[] Static = new float[{{size}}];
            private readonly float[] _field = new float[{{size}}];
            private readonly float[] _made;
            private readonly float[] _twice = new float[9];
            private float[] _open = new float[9];

            public User() => _made = new float[{{size}}];

            public User(int number) : this() => _twice = new float[number];

            private float[] Property { get; } = new float[{{size}}];

            void Call(DigitNet net, float[] someFloats)
            {
                {{before}}
                net.Forward(someFloats, {{buffer}});
            }

            void Make(out float[] floats) => floats = _open = Static;
        }
        """ + Network;

    private static string Tensors(string image, string scores, string arguments) =>
        "using System.Numerics.Tensors;\nclass User { void Call(DigitNet net, float[] a, float[] b, nint[] lengths) { ReadOnlyTensorSpan<float> image = "
        + image + "; TensorSpan<float> scores = " + scores + "; net.Forward(" + arguments + "); } }" + Network;

    private static string Method(string statements) =>
        "class User\n{\n    void Call(DigitNet net, float[] someFloats)\n    {\n" + statements + "\n    }\n}" + Network;

    private static string Trains(string statements, string end) =>
        "class User { static readonly Loss _loss = new CrossEntropyLoss(); void Call(Net net) { " + statements + " } }\n[Network(1, 3, 3), Conv2d(10), " + end + "] partial class Net;";
}

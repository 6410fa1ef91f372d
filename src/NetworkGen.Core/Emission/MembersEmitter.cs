using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using NetworkGen.Core.Reporting;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints the members that users call, on their own class. Every name is global::, since the user's namespace may hold anything.</summary>
internal static class MembersEmitter
{
    private const string InvalidData =
        "\n/// <exception cref=\"global::System.IO.InvalidDataException\">The data is damaged or belongs to another network; the message names the tensor.</exception>";

    /// <summary>The members of a checked network.</summary>
    public static void Emit(SourceWriter writer, Network network, SummaryTable overview) =>
        Print(writer, new MemberBodies(network.Declaration.Type, network, Reason: ""), () => Remarks(writer, overview));

    /// <summary>The members of a network that can't be generated; each throws and says why.</summary>
    public static void EmitStub(SourceWriter writer, NetworkDeclaration declaration, string reason) => Print(
        writer,
        new MemberBodies(declaration.Type, Network: null, reason),
        () => writer.Line($"/// <remarks>{Xml.Escape(reason)}</remarks>"));

    /// <summary>The members of a checked network, with its lengths and shapes, but bodies that throw.</summary>
    public static void EmitOutline(SourceWriter writer, Network network, string reason) =>
        Print(writer, new MemberBodies(network.Declaration.Type, Network: null, reason, Outlined: network), () => Remarks(writer, SummaryTable.Overview(network)));

    private static void Print(SourceWriter writer, MemberBodies bodies, Action remarks)
    {
        var blocks = new Stack<IDisposable>();
        if (bodies.Type.Namespace.Length > 0)
        {
            blocks.Push(writer.Open("namespace " + bodies.Type.Namespace));
        }

        foreach (TypePart part in bodies.Type.Parts.Take(bodies.Type.Parts.Count - 1))
        {
            blocks.Push(writer.Open($"partial {part.Keyword} {part.Name}{part.TypeParameters}"));
        }

        remarks();
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"NetworkGen\", \"{NetworkEmitter.Version}\")]");
        blocks.Push(writer.Open($"partial {bodies.Keyword} {bodies.Self} : global::NetworkGen.INetwork<{bodies.Self}>"));
        PrintMembers(writer, bodies);
        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }
    }

    private static void PrintMembers(SourceWriter writer, MemberBodies bodies)
    {
        if (bodies.Network is not null)
        {
            writer.Line("private readonly global::NetworkGen.ParameterSet _networkParameters;");
            writer.Line("private readonly global::NetworkGen.ParameterSet _networkBuffers;");
            writer.Line("private readonly global::NetworkGen.InferenceProgram _networkInference;");
            writer.Line();
        }

        writer.Line("/// <summary>A fresh network, initialised as PyTorch does it (Kaiming-uniform).</summary>");
        writer.Line("/// <param name=\"seed\">The same seed gives the same bits on every machine.</param>");
        using (writer.Open($"public {bodies.Name}(int seed = 0)"))
        {
            foreach (string line in bodies.Constructor)
            {
                writer.Line(line);
            }
        }

        foreach (Member member in Members(bodies))
        {
            writer.Line();
            writer.Line(member.Documentation);
            writer.Line(member.Text);
        }

        writer.Line();
        writer.Line($"static int global::NetworkGen.INetwork<{bodies.Self}>.InputLength => InputLength;");
        writer.Line();
        writer.Line($"static int global::NetworkGen.INetwork<{bodies.Self}>.OutputLength => OutputLength;");
    }

    private static IEnumerable<Member> Members(MemberBodies bodies)
    {
        string self = bodies.Self;
        yield return new(
            $"/// <summary>Floats per input image{bodies.InputText}.</summary>",
            Of($"public const int InputLength = {bodies.InputLength};"));
        yield return new(
            $"/// <summary>Floats per output{bodies.OutputText}.</summary>",
            Of($"public const int OutputLength = {bodies.OutputLength};"));
        yield return new("/// <summary>The shape of one input image.</summary>", $"public static global::NetworkGen.TensorShape InputShape => {bodies.InputShape};");
        yield return new("/// <summary>The shape of one output.</summary>", $"public static global::NetworkGen.TensorShape OutputShape => {bodies.OutputShape};");
        yield return new(
            "/// <summary>Per layer: name, kind, shape, receptive field, jump, parameters, multiply-accumulates; <c>ToString()</c> is a table.</summary>",
            $"public static global::NetworkGen.NetworkSummary Summary => {bodies.Body("global::NetworkGen.Generated.Description.Summary")};");
        yield return new(
            "/// <summary>Everything that is trained, in one buffer; each parameter a named view in PyTorch's layout.</summary>",
            $"public global::NetworkGen.ParameterSet Parameters => {bodies.Body("_networkParameters")};");
        yield return new(
            "/// <summary>Running statistics of batch norms, in one buffer; empty without them.</summary>",
            $"public global::NetworkGen.ParameterSet Buffers => {bodies.Body("_networkBuffers")};");
        yield return new(
            "/// <summary>\n"
            + "/// How many cores one call may use: images are spread over them, and where there are fewer images than cores, cores share an image as far\n"
            + "/// as it pays. Results don't depend on it, to the bit. Default 0: all cores; one where the work is too small. 1: the caller's alone.\n"
            + "/// A training pass takes the number when it is created, and spreads its batch.\n"
            + "/// </summary>\n"
            + "/// <exception cref=\"global::System.ArgumentOutOfRangeException\">Below 0.</exception>",
            bodies.Network is null
                ? $"public int Threads {{ get => {bodies.Throw}; set => {bodies.Throw}; }}"
                : "public int Threads\n{\n    get => _networkInference.Threads;\n    set => _networkInference.Threads = value;\n}");
        yield return new(
            "/// <summary>A fresh network, initialised as PyTorch does it.</summary>\n/// <param name=\"seed\">The same seed gives the same bits on every machine.</param>",
            $"public static {self} Create(int seed) => {bodies.Body($"new {self}(seed)")};");
        yield return Load(bodies, "string path", "path", "/// <summary>A network with the weights of a safetensors file.</summary>\n/// <param name=\"path\">The file.</param>");
        yield return Load(bodies, "global::System.IO.Stream stream", "stream", "/// <summary>A network with the weights of a safetensors stream.</summary>\n/// <param name=\"stream\">The stream; it stays open.</param>");
        yield return LoadWithOptions(bodies, "string path", "path", "/// <summary>A network with the weights of a safetensors file, as far as the options want them: for transfer learning.</summary>\n/// <param name=\"path\">The file.</param>");
        yield return LoadWithOptions(bodies, "global::System.IO.Stream stream", "stream", "/// <summary>A network with the weights of a safetensors stream, as far as the options want them: for transfer learning.</summary>\n/// <param name=\"stream\">The stream; it stays open.</param>");
        yield return new(
            "/// <summary>Writes parameters and buffers as a safetensors file; the old file is replaced whole or not at all.</summary>\n/// <param name=\"path\">The file.</param>",
            $"public void Save(string path) => {bodies.Body("global::NetworkGen.Weights.Save(path, _networkParameters, _networkBuffers)")};");
        yield return new(
            "/// <summary>Writes parameters and buffers as safetensors.</summary>\n/// <param name=\"stream\">The stream; it stays open.</param>",
            $"public void Save(global::System.IO.Stream stream) => {bodies.Body("global::NetworkGen.Weights.Save(stream, _networkParameters, _networkBuffers)")};");
        yield return Forward(bodies, "global::System.ReadOnlySpan<float> input, global::System.Span<float> output", "input, output",
            "Inference on n images. Safe from many threads; allocates nothing after the first calls.", "n × <see cref=\"InputLength\"/> floats, channels × height × width each.", "n × <see cref=\"OutputLength\"/> floats.", "A length is wrong.");
        yield return Forward(bodies, "global::System.ReadOnlySpan<byte> input, global::System.Span<float> output", "input, output",
            "Inference on n images of bytes, interleaved height × width × channels, as image decoders give them.", "n × <see cref=\"InputLength\"/> bytes.", "n × <see cref=\"OutputLength\"/> floats.", "A length is wrong.");
        yield return Forward(bodies, "in global::System.Numerics.Tensors.ReadOnlyTensorSpan<float> input, in global::System.Numerics.Tensors.TensorSpan<float> output", "in input, in output",
            "Inference on a dense tensor of n images.", "[n, channels, height, width] of <see cref=\"InputShape\"/>.",
            "[n, channels, height, width] of <see cref=\"OutputShape\"/>; [n, features] as well where height and width are 1.", "A shape is wrong, or a tensor isn't dense.");
        yield return new(
            "/// <summary>A forward and backward pass in training mode: batch statistics, dropout.</summary>\n/// <param name=\"batchSize\">The most images it takes at once.</param>",
            "public global::NetworkGen.TrainingPass CreateTrainingPass(int batchSize) =>\n    " + bodies.Body("new global::NetworkGen.Generated.Training(_networkParameters, _networkBuffers, batchSize) { Threads = Threads }") + ";");
    }

    private static Member Load(MemberBodies bodies, string parameter, string argument, string documentation)
    {
        string self = bodies.Self;
        documentation += InvalidData;
        return bodies.Network is null
            ? new(documentation, $"public static {self} Load({parameter}) => {bodies.Throw};")
            : new(documentation, $"public static {self} Load({parameter})\n{{\n    {self} network = new(seed: 0);\n    global::NetworkGen.Weights.Load({argument}, network._networkParameters, network._networkBuffers);\n    return network;\n}}");
    }

    private static Member LoadWithOptions(MemberBodies bodies, string parameter, string argument, string documentation)
    {
        string self = bodies.Self;
        string header = $"public static {self} Load({parameter}, global::NetworkGen.LoadOptions options, out global::NetworkGen.LoadReport report)";
        documentation +=
            "\n/// <param name=\"options\">What may differ between file and network, and what is frozen.</param>\n/// <param name=\"report\">What was loaded and what wasn't.</param>"
            + "\n/// <exception cref=\"global::System.ArgumentException\">A name in the options stands for nothing; the message offers the nearest.</exception>" + InvalidData;
        return bodies.Network is null
            ? new(documentation, $"{header} => {bodies.Throw};")
            : new(documentation, $"{header}\n{{\n    global::System.ArgumentNullException.ThrowIfNull(options);\n    {self} network = new(options.Seed);\n    report = global::NetworkGen.Weights.Load({argument}, network._networkParameters, network._networkBuffers, options);\n    return network;\n}}");
    }

    private static Member Forward(MemberBodies bodies, string parameters, string arguments, string summary, string input, string output, string error) => new(
        $"/// <summary>{summary}</summary>\n/// <param name=\"input\">{input}</param>\n/// <param name=\"output\">{output}</param>\n/// <exception cref=\"global::System.ArgumentException\">{error}</exception>",
        $"public void Forward({parameters}) => {bodies.Body($"_networkInference.Forward({arguments})")};");

    private static void Remarks(SourceWriter writer, SummaryTable table)
    {
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string line in table.ToString().Split('\n'))
        {
            writer.Line(("/// " + Xml.Escape(line)).TrimEnd());
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    /// <summary>One member as text.</summary>
    private sealed record Member(string Documentation, string Text);
}

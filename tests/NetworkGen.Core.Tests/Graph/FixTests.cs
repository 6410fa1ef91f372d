using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;
using Xunit;

namespace NetworkGen.Core.Tests.Graph;

/// <summary>Fixes are tried on the declaration before they are offered, and travel as text.</summary>
public sealed class FixTests
{
    private static readonly LayerDeclaration _relu = new("ReLU", EquatableArray<Argument>.Empty);

    private static readonly NetworkDeclaration _declaration = Declared(Conv2d(8), Conv2d(4), _relu);

    [Fact]
    public void Layers_are_counted_as_they_stood_before_any_edit()
    {
        Fix fix = Of(
            new Edit.Insert(0, EquatableArray.Of(Conv2d(1))),
            new Edit.Replace(1, EquatableArray.Of(Conv2d(2), Conv2d(3))),
            new Edit.Set(2, "Name", new ArgumentValue.Text("end")),
            new Edit.Insert(3, EquatableArray.Of(Conv2d(5), _relu), Repeat: 2));

        Assert.Equal(
            "Conv2d(1, 3), Conv2d(8, 3), Conv2d(2, 3), Conv2d(3, 3), ReLU(Name = \"end\"), Conv2d(5, 3), ReLU, Conv2d(5, 3), ReLU",
            LayerText.Of(fix.Apply(_declaration).Layers));
    }

    [Fact]
    public void An_argument_is_set_whether_it_was_written_or_not()
    {
        Fix fix = Of(new Edit.Set(0, "KernelSize", new ArgumentValue.Integer(5)), new Edit.Set(0, "Bias", new ArgumentValue.Flag(false)));

        Assert.Equal("Conv2d(8, 5, Bias = false)", LayerText.Of(EquatableArray.Of(fix.Apply(_declaration).Layers[0])));
    }

    [Fact]
    public void The_image_is_an_argument_of_the_whole_network() =>
        Assert.Equal(20, Of(new Edit.Set(NetworkIssue.WholeNetwork, "Height", new ArgumentValue.Integer(20))).Try(NetworkBuilder.Build(_declaration).Network!)!.InputShape.Height);

    [Fact]
    public void What_cannot_be_built_is_not_a_fix() =>
        Assert.Null(Of(new Edit.Set(0, "KernelSize", new ArgumentValue.Integer(99))).Try(NetworkBuilder.Build(_declaration).Network!));

    [Fact]
    public void A_fix_reads_back_from_its_text()
    {
        Fix fix = Of(
            new Edit.Set(0, "Padding", new ArgumentValue.Integer(Core.Layers.Padding.SameMarker)),
            new Edit.Insert(3, EquatableArray.Of(Conv2d(5), _relu), Repeat: 2));

        Property property = Assert.Single(Fix.Properties([fix]));
        FixText text = FixText.Parse(property.Value);

        Assert.True(FixText.IsKey(property.Key));
        Assert.Equal("Mend it", text.Title);
        Assert.False(text.IsInBlock);
        Assert.Equal([EditKind.Set, EditKind.Insert], text.Edits.Select(static edit => edit.Kind));
        Assert.Equal([0, 3], text.Edits.Select(static edit => edit.Layer));
        Assert.Equal(["Padding", "Pad.Same"], text.Edits[0].Parts);
        Assert.Equal(["Conv2d(5, 3), ReLU", "Conv2d(5, 3), ReLU"], text.Edits[1].Parts);
    }

    [Theory]
    [InlineData("Conv2d", "Conv2d(8, 5, 3, Bias = false)", "Bias", false, "OutChannels", 8, "KernelHeight", 5, "KernelWidth", 3)]
    [InlineData("LeakyReLU", "LeakyReLU(0.1f)", "Slope", 0.1f)]
    [InlineData("PReLU", "PReLU(8, Init = 0.25f)", "Init", 0.25f, "NumParameters", 8)]
    [InlineData("ReLU", "ReLU(Name = \"a \\\"b\\\"\")", "Name", "a \"b\"")]
    [InlineData("Concat", "Concat(Tensors = new string[] { \"a\", \"b\" })", "Tensors", new[] { "a", "b" })]
    [InlineData("Normalize", "Normalize(Mean = new float[] { 0.5f, 1f })", "Mean", new[] { 0.5, 1 })]
    public void ALayerIsWrittenAsItsAttributeIsCalled(string kind, string text, params object[] arguments) => Assert.Equal(
        text,
        LayerText.Of(EquatableArray.Of(new LayerDeclaration(
            kind, arguments.Chunk(2).Select(static pair => Declare.ToArgument(((string)pair[0], pair[1]))).ToEquatableArray()))));

    private static Fix Of(params Edit[] edits) => new("Mend it", null, EquatableArray.Of(edits));

    private static NetworkDeclaration Declared(params LayerDeclaration[] layers) => new(
        new TypeDeclaration("", EquatableArray.Of(new TypePart("class", "Net", ""))),
        EquatableArray.Of(Number("Channels", 1), Number("Height", 28), Number("Width", 28)),
        EquatableArray<Argument>.Empty,
        EquatableArray.Of(layers));

    private static LayerDeclaration Conv2d(int channels) => new("Conv2d", EquatableArray.Of(Number("OutChannels", channels), Number("KernelSize", 3)));

    private static Argument Number(string name, long value) => new(name, new ArgumentValue.Integer(value));
}

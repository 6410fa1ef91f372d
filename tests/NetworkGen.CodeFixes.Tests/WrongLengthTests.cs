using System.Threading.Tasks;
using NetworkGen.CodeFixes.Tests.Harness;
using Xunit;

namespace NetworkGen.CodeFixes.Tests;

/// <summary>NG4001: the right length, where it is written.</summary>
public sealed class WrongLengthTests
{
    private const string Id = "NG4001";

    [Theory]
    [InlineData("net.Forward(images, new float[9]);", "net.Forward(images, new float[DigitNet.OutputLength]);")]
    [InlineData("net.Forward(images, stackalloc float[9]);", "net.Forward(images, stackalloc float[DigitNet.OutputLength]);")]
    [InlineData("net.Forward(images, GC.AllocateUninitializedArray<float>(9));", "net.Forward(images, GC.AllocateUninitializedArray<float>(DigitNet.OutputLength));")]
    [InlineData("float[] logits = new float[/* classes */ 3 * 3]; net.Forward(images, logits);", "float[] logits = new float[/* classes */ DigitNet.OutputLength]; net.Forward(images, logits);")]
    [InlineData("Span<float> logits = stackalloc float[Nine]; net.Forward(images, logits);", "Span<float> logits = stackalloc float[DigitNet.OutputLength]; net.Forward(images, logits);")]
    [InlineData("float[] logits = new float[Nine] /* ten */; net.Forward(images, logits);", "float[] logits = new float[DigitNet.OutputLength] /* ten */; net.Forward(images, logits);")]
    public Task For_one_image(string before, string after) => Expect.Fix(Id, "Make it DigitNet.OutputLength long", Calls(before), Calls(after));

    [Fact]
    public Task For_the_images_of_the_input() => Expect.Fix(
        Id,
        "Make it 2 * DigitNet.OutputLength long",
        Calls("net.Forward(new float[2 * DigitNet.InputLength], new float[10]);"),
        Calls("net.Forward(new float[2 * DigitNet.InputLength], new float[2 * DigitNet.OutputLength]);"));

    [Fact]
    public Task In_a_field() => Expect.Fix(
        Id,
        "Make it 2 * DigitNet.OutputLength long",
        Calls("net.Forward(images, _field);", "9 + 9"),
        Calls("net.Forward(images, _field);", "2 * DigitNet.OutputLength"));

    [Fact]
    public Task A_number_where_there_is_no_constant() => Expect.Fix(
        Id,
        "Make it 10 long",
        Calls("net.Parameters[\"0.bias\"].CopyFrom(new float[11]);"),
        Calls("net.Parameters[\"0.bias\"].CopyFrom(new float[10]);"));

    [Theory]
    [InlineData("net.Forward(images, [1, 2, 3]);")]
    [InlineData("net.Forward(images, images.AsSpan(0, 9));")]
    public Task Nothing_where_no_length_is_written(string statement) => Expect.NoFix(Id, FixRun.Of(Calls(statement)));

    [Fact]
    public Task All_and_one_buffer_of_two_calls_once() => Expect.FixAll(
        Id,
        FixRun.Of(Calls("float[] logits = new float[9]; net.Forward(images, logits); net.Forward(images, logits); net.Forward(images, new float[8]);")),
        Calls("float[] logits = new float[DigitNet.OutputLength]; net.Forward(images, logits); net.Forward(images, logits); net.Forward(images, new float[DigitNet.OutputLength]);"));

    private static string Calls(string statements, string field = "20") => $$"""
        namespace Course
        {
            [Network(1, 28, 28), Conv2d(10, 28), Flatten]
            sealed partial class DigitNet;
        }

        namespace Course.Reading
        {
            static class Reader
            {
                private const int Nine = 9;
                private static readonly float[] _field = new float[{{field}}];

                public static void Read(DigitNet net, float[] images)
                {
                    {{statements}} // the call
                }
            }
        }
        """;
}

using System;
using System.Globalization;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Kernels;
using Xunit;

namespace NetworkGen.Core.Tests.Emission;

public sealed class SourceWriterTests
{
    [Fact]
    public void BlocksIndentAndLinesEndInLineFeeds()
    {
        var writer = new SourceWriter();
        using (writer.Open("class A"))
        {
            writer.Line("int a;\nint b;");
            writer.Line();
        }

        Assert.Equal("class A\n{\n    int a;\n    int b;\n\n}\n", writer.ToString());
    }

    [Fact]
    public void NumbersAreInvariantUnderAnyCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
        odd.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = odd;
        try
        {
            var writer = new SourceWriter();
            writer.Line($"{-5} {1234567} {0.5}");

            Assert.Equal("-5 1234567 0.5\n", writer.ToString());
            Assert.Equal("-0.0025f", SimdTarget.Literal(-0.0025f));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(1e-45f)]
    [InlineData(float.MaxValue)]
    [InlineData(-1.17549435e-38f)]
    public void FloatLiteralsParseBackToTheSameBits(float value) =>
        Assert.Equal(
            BitConverter.SingleToInt32Bits(value),
            BitConverter.SingleToInt32Bits(float.Parse(SimdTarget.Literal(value).TrimEnd('f'), CultureInfo.InvariantCulture)));
}

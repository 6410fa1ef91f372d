using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using static NetworkGen.Tests.Safetensors.SafetensorsFile;

namespace NetworkGen.Tests.Safetensors;

/// <summary>Float16 and bfloat16 files: every one of their 65536 numbers becomes the float32 of the same value.</summary>
public class HalfPrecisionTests
{
    private static readonly ushort[] _every = [.. Enumerable.Range(0, 1 << 16).Select(static bits => (ushort)bits)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryFloat16IsReadExactly(bool trickle)
    {
        float[] values = Load("F16", _every, trickle);
        for (int bits = 0; bits < values.Length; bits++)
        {
            double expected = ValueOfFloat16(bits);
            Assert.True(double.IsNaN(expected) ? float.IsNaN(values[bits]) : values[bits] == expected, $"{bits:X4}: expected {expected}, got {values[bits]}");
            Assert.Equal(bits >= 0x8000, float.IsNegative(values[bits]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryBFloat16IsTheUpperHalfOfItsFloat32(bool trickle) => Assert.Equal(
        _every.Select(static bits => (uint)bits << 16), Load("BF16", _every, trickle).Select(BitConverter.SingleToUInt32Bits));

    [Theory]
    [InlineData("F16", 0x3C00, 1f)]
    [InlineData("F16", 0xC100, -2.5f)]
    [InlineData("F16", 0x0001, 5.9604644775390625E-8f)]
    [InlineData("F16", 0x03FF, 6.0975551605224609375E-5f)]
    [InlineData("F16", 0x7BFF, 65504f)]
    [InlineData("F16", 0x7C00, float.PositiveInfinity)]
    [InlineData("F16", 0x8000, -0f)]
    [InlineData("BF16", 0x3F80, 1f)]
    [InlineData("BF16", 0xC020, -2.5f)]
    [InlineData("BF16", 0x0001, 9.1835496E-41f)]
    [InlineData("BF16", 0xFF80, float.NegativeInfinity)]
    public void KnownNumbersAreRight(string type, int bits, float value) =>
        Assert.Equal(BitConverter.SingleToUInt32Bits(value), BitConverter.SingleToUInt32Bits(Load(type, [(ushort)bits], trickle: false)[0]));

    /// <summary>Odd lengths leave the tensors behind them at odd places.</summary>
    [Fact]
    public void TypesMixInOneFile()
    {
        const string header =
            """{"a":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]},"b":{"dtype":"F32","shape":[1],"data_offsets":[6,10]},"c":{"dtype":"F16","shape":[1],"data_offsets":[10,12]}}""";
        ParameterSet parameters = new(Info("a", 3), Info("b", 1), Info("c", 1));
        Weights.Load(new MemoryStream(Bytes(header, [.. Raw16([0x3F80, 0x4000, 0x4040]), .. Raw([4]), .. Raw16([0x4500])])), parameters, new ParameterSet());
        Assert.Equal([1, 2, 3, 4, 5], parameters.Values.ToArray());
    }

    [Theory]
    [InlineData("F16", 1025, 2050, -1, "The file ends in 'a': expected 2050 bytes, found 2049")]
    [InlineData("BF16", 3, 6, -6, "The file ends in 'a': expected 6 bytes, found 0")]
    [InlineData("BF16", 3, 6, 1, "goes on after the last tensor, 'a': expected 6 bytes")]
    [InlineData("F16", 3, 12, 0, "'a', F16 [3], needs 6 bytes; its data_offsets [0, 12] give 12")]
    [InlineData("F16", 3, 5, 0, "'a', F16 [3], needs 6 bytes; its data_offsets [0, 5] give 5")]
    [InlineData("F64", 3, 24, 0, "'a': expected F32, F16 or BF16, found F64. Save it as float32 (in PyTorch: model.float()).")]
    [InlineData("I16", 3, 6, 0, "'a': expected F32, F16 or BF16, found I16")]
    public void BadSizesAndTypesAreRefused(string type, int count, int claimed, int more, string said)
    {
        string header = $$"""{"a":{"dtype":"{{type}}","shape":[{{count}}],"data_offsets":[0,{{claimed}}] } }""";
        byte[] bytes = Bytes(header, new byte[claimed + more]);
        foreach (Stream stream in new[] { new MemoryStream(bytes), Trickle(bytes) })
        {
            ParameterSet parameters = new(Info("a", count));
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Weights.Load(stream, parameters, new ParameterSet()));
            Assert.Contains(said, exception.Message, StringComparison.Ordinal);
            Assert.Equal(0, parameters.Version);
        }
    }

    /// <summary>IEEE 754: sign, 5 bits of exponent with a bias of 15, 10 bits of fraction.</summary>
    private static double ValueOfFloat16(int bits)
    {
        int exponent = (bits >> 10) & 31;
        double fraction = (bits & 1023) / 1024.0;
        double size = exponent switch
        {
            0 => fraction * Math.Pow(2, -14),
            31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1 + fraction) * Math.Pow(2, exponent - 15),
        };
        return bits >= 0x8000 ? -size : size;
    }

    private static float[] Load(string type, ushort[] values, bool trickle)
    {
        string header = $$"""{"a":{"dtype":"{{type}}","shape":[{{values.Length}}],"data_offsets":[0,{{values.Length * 2}}] } }""";
        byte[] bytes = Bytes(header, Raw16(values));
        ParameterSet parameters = new(Info("a", values.Length));
        Weights.Load(trickle ? Trickle(bytes) : new MemoryStream(bytes), parameters, new ParameterSet());
        return parameters.Values.ToArray();
    }

    private static ParameterInfo Info(string name, int length) => new(name, [length], default);

    private static byte[] Raw16(IReadOnlyList<ushort> values)
    {
        byte[] bytes = new byte[values.Count * sizeof(ushort)];
        for (int i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), values[i]);
        }

        return bytes;
    }
}

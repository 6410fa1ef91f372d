using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using static NetworkGen.Tests.Safetensors.SafetensorsFile;

namespace NetworkGen.Tests.Safetensors;

/// <summary>Every kind of bad file: refused with the tensor's name and both sides, and the network keeps its values.</summary>
public class BadFileTests
{
    private const string Weight = """{"fc.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}""";
    private const string Bias = """ "fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}""";
    private const string Mean = """ "bn.running_mean":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}""";

    public static TheoryData<string, string, string[]> Headers => new()
    {
        { "duplicate tensor", Header[..^1] + """,  "fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""", ["'fc.bias' comes twice"] },
        { "overlap", Header.Replace("[24,32]", "[20,28]", StringComparison.Ordinal), ["'fc.bias' overlaps 'fc.weight'", "byte 24, found 20"] },
        { "same bytes twice", Header.Replace("[32,40]", "[24,32]", StringComparison.Ordinal), ["overlaps", "byte 32, found 24"] },
        { "hole", Header.Replace("[32,40]", "[36,44]", StringComparison.Ordinal), ["'bn.running_mean' leaves a hole of 4 bytes after 'fc.bias'"] },
        { "hole at the start", """{"fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", ["'fc.bias' leaves a hole of 8 bytes after the header"] },
        { "offsets backwards", Header.Replace("[0,24]", "[24,0]", StringComparison.Ordinal), ["'fc.weight'", "needs 24 bytes", "give -24"] },
        { "offsets too short", Header.Replace("[0,24]", "[0,20]", StringComparison.Ordinal), ["'fc.weight', F32 [2, 3], needs 24 bytes", "[0, 20] give 20"] },
        { "three offsets", Header.Replace("[0,24]", "[0,24,24]", StringComparison.Ordinal), ["'fc.weight' lacks its two data_offsets"] },
        { "offset beyond 64 bits", Header.Replace("[0,24]", "[0,99999999999999999999]", StringComparison.Ordinal), ["data_offsets of 'fc.weight'", "2^63 - 1"] },
        { "shape that overflows", Header.Replace("[2,3]", "[4294967296,4294967296,4294967296]", StringComparison.Ordinal), ["'fc.weight', F32 [4294967296", "give 24"] },
        { "shape that wraps to right", Header.Replace("[2,3]", "[9223372036854775807,2,3]", StringComparison.Ordinal), ["'fc.weight'", "give 24"] },
        { "negative dimension", Header.Replace("[2,3]", "[-2,-3]", StringComparison.Ordinal), ["shape of 'fc.weight'"] },
        { "fraction as dimension", Header.Replace("[2,3]", "[2.0,3]", StringComparison.Ordinal), ["shape of 'fc.weight'"] },
        { "text as dimension", Header.Replace("[2,3]", "[\"2\",3]", StringComparison.Ordinal), ["shape of 'fc.weight'"] },
        { "shape is no list", Header.Replace("[2,3]", "6", StringComparison.Ordinal), ["Expected a StartArray for shape of 'fc.weight', found a Number"] },
        { "no dtype", Header.Replace("\"dtype\":\"F32\",\"shape\":[2,3]", "\"shape\":[2,3]", StringComparison.Ordinal), ["'fc.weight' lacks its dtype"] },
        { "no shape", Header.Replace("\"shape\":[2,3],", "", StringComparison.Ordinal), ["'fc.weight' lacks its shape"] },
        { "two shapes", Header.Replace("\"shape\":[2,3]", "\"shape\":[2,3],\"shape\":[2,3]", StringComparison.Ordinal), ["'fc.weight'", "second 'shape'"] },
        { "unknown key", Header.Replace("\"shape\":[2,3]", "\"shape\":[2,3],\"order\":\"C\"", StringComparison.Ordinal), ["'fc.weight'", "'order'"] },
        { "unknown dtype", Header.Replace("F32\",\"shape\":[2,3]", "float\",\"shape\":[2,3]", StringComparison.Ordinal), ["'fc.weight' is of the unknown type 'float'"] },
        { "wrong dtype", Header.Replace("F32\",\"shape\":[2,3]", "I32\",\"shape\":[2,3]", StringComparison.Ordinal), ["'fc.weight': expected F32, F16 or BF16, found I32", "model.float()"] },
        { "wrong shape", Header.Replace("[2,3]", "[3,2]", StringComparison.Ordinal), ["'fc.weight': expected the shape [2, 3], found F32 [3, 2]"] },
        { "wrong rank", Header.Replace("[2,3]", "[2,3,1]", StringComparison.Ordinal), ["'fc.weight': expected the shape [2, 3], found F32 [2, 3, 1]"] },
        { "other names", Header.Replace("fc.weight", "module.fc.weight", StringComparison.Ordinal), ["'fc.weight' is missing: expected the shape [2, 3]. Did you mean 'module.fc.weight'?", "'module.fc.weight', F32 [2, 3], is not in the network. Did you mean 'fc.weight'?"] },
        { "missing buffer", Header.Replace("bn.running_mean", "bn.num_batches_tracked", StringComparison.Ordinal), ["'bn.running_mean' is missing"] },
        { "metadata is no object", """{"__metadata__":[],""" + Header[1..], ["__metadata__"] },
        { "metadata holds a number", """{"__metadata__":{"epoch":3},""" + Header[1..], ["__metadata__ 'epoch'"] },
        { "metadata key twice", """{"__metadata__":{"a":"b","a":"b"},""" + Header[1..], ["'a' comes twice in __metadata__"] },
        { "metadata twice", """{"__metadata__":{},"__metadata__":{},""" + Header[1..], ["'__metadata__' comes twice"] },
        { "not JSON", "tensors", ["not valid JSON"] },
        { "JSON that ends early", Header[..^1], ["not valid JSON"] },
        { "JSON with more behind", Header + "{}", ["not valid JSON"] },
        { "JSON with a comment", Header + "// made by hand", ["not valid JSON"] },
        { "a list", "[]", ["StartObject"] },
        { "nothing", "", ["not valid JSON"] },
        { "deep nesting", string.Concat(Enumerable.Repeat("{\"a\":", 1000)), ["'a'"] },
        { "tensor is no object", """{"fc.weight":1}""", ["'fc.weight'"] },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void ABadHeaderIsRefused(string kind, string header, string[] said)
    {
        Assert.NotEqual("", kind);
        ExpectRefusal(Bytes(header, Values), said);
    }

    [Fact]
    public void TextThatIsNotUtf8IsRefused() =>
        ExpectRefusal(Bytes([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'], []), ["not valid JSON"]);

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] bytes = Bytes(Header, Values);
        for (int length = 0; length < bytes.Length; length++)
        {
            ExpectRefusal(bytes[..length], []);
        }
    }

    [Theory]
    [InlineData(3, "The file ends in the header's length: expected 8 bytes, found 3")]
    [InlineData(-41, "header")]
    [InlineData(-40, "The file ends in 'fc.weight': expected 24 bytes, found 0")]
    [InlineData(-17, "The file ends in 'fc.weight': expected 24 bytes, found 23")]
    [InlineData(-1, "The file ends in 'bn.running_mean': expected 8 bytes, found 7")]
    public void ATruncationNamesTheTensor(int length, string said)
    {
        byte[] bytes = Bytes(Header, Values);
        ExpectRefusal(bytes[..(length < 0 ? bytes.Length + length : length)], [said]);
    }

    [Fact]
    public void BytesAfterTheLastTensorAreRefused() =>
        ExpectRefusal([.. Bytes(Header, Values), 0], ["goes on after the last tensor, 'bn.running_mean'", "expected 40 bytes"]);

    [Theory]
    [InlineData(1UL << 40)]
    [InlineData(100_000_001)]
    [InlineData(ulong.MaxValue)]
    public void AnImpossibleHeaderLengthIsRefused(ulong length)
    {
        byte[] bytes = Bytes(Header, Values);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        ExpectRefusal(bytes, [$"claims {length} bytes"]);
    }

    [Fact]
    public void AHeaderThatClaimsMuchTakesNoMemory()
    {
        byte[] bytes = new byte[1000];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 100_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Weights.Load(Trickle(bytes), Parameters(), Buffers()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void AllDifferencesAreListed()
    {
        string header = Weight.Replace("[2,3]", "[3,2]", StringComparison.Ordinal) + ","
            + Bias.Replace("fc.bias", "fc.biased", StringComparison.Ordinal) + ","
            + Mean.Replace("F32", "I32", StringComparison.Ordinal);
        ExpectRefusal(
            Bytes(header, Values),
            ["nothing was loaded", "'fc.weight'", "'fc.bias' is missing", "Did you mean 'fc.biased'?", "'fc.biased', F32 [2], is not in the network", "'bn.running_mean': expected F32, F16 or BF16, found I32"]);
    }

    [Fact]
    public void ManyDifferencesAreCounted()
    {
        IEnumerable<string> strangers = Enumerable.Range(0, 30).Select(static i => $$""","x{{i}}":{"dtype":"F32","shape":[0],"data_offsets":[40,40]}""");
        ExpectRefusal(Bytes(Header[..^1] + string.Concat(strangers) + "}", Values), ["… and 10 more."]);
    }

    [Fact]
    public void RandomDamageNeverGetsPastTheReaderInPart()
    {
        byte[] right = Bytes(Header, Values);
        for (ulong i = 0; i < 5000; i++)
        {
            RandomStream random = new(11, i);
            byte[] bytes = [.. right];
            bytes[random.Below(0, right.Length - (Values.Length * sizeof(float)))] = (byte)random.Bits(1);
            ParameterSet parameters = Parameters();
            ParameterSet buffers = Buffers();
            try
            {
                Weights.Load(new MemoryStream(bytes), parameters, buffers);
                Assert.Equal(Values, (float[])[.. parameters.Values, .. buffers.Values]);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(0, parameters.Version + buffers.Version);
            }
        }
    }

    private static void ExpectRefusal(byte[] bytes, string[] said)
    {
        foreach (Stream stream in new[] { new MemoryStream(bytes), Trickle(bytes) })
        {
            ParameterSet parameters = Parameters();
            ParameterSet buffers = Buffers();
            parameters.Initialize(1);
            buffers.Initialize(1);
            float[] before = [.. parameters.Values, .. buffers.Values];
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Weights.Load(stream, parameters, buffers));
            Assert.All(said, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
            Assert.Equal(before, (float[])[.. parameters.Values, .. buffers.Values]);
            Assert.Equal(2, parameters.Version + buffers.Version);
        }
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;
using static NetworkGen.Tests.Safetensors.SafetensorsFile;

namespace NetworkGen.Tests.Safetensors;

public class SafetensorsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ARightFileLoads(bool trickle)
    {
        byte[] bytes = Bytes(Header, Values);
        ParameterSet parameters = Parameters();
        ParameterSet buffers = Buffers();
        long version = parameters.Version;
        Weights.Load(trickle ? Trickle(bytes) : new MemoryStream(bytes), parameters, buffers);
        Assert.Equal(Values[..8], parameters.Values.ToArray());
        Assert.Equal(Values[8..], buffers.Values.ToArray());
        Assert.True(parameters.Version > version);
    }

    [Fact]
    public void OrderMetadataWhitespaceAndBatchCountersDontMatter()
    {
        const string header =
            """
            { "__metadata__": { "format": "pt", "by": "hand" },
              "bn.num_batches_tracked": { "data_offsets": [8, 16], "shape": [], "dtype": "I64" },
              "fc.weight": { "shape": [2, 3], "dtype": "F32", "data_offsets": [24, 48] },
              "bn.running_mean": { "dtype": "F32", "shape": [2], "data_offsets": [0, 8] },
              "fc.bias": { "dtype": "F32", "shape": [2], "data_offsets": [16, 24] } }     
            """;
        ParameterSet parameters = Parameters();
        ParameterSet buffers = Buffers();
        float[] data = [0.5f, 0.25f, 99, 99, -1, -2, 1, 2, 3, 4, 5, 6];
        Weights.Load(Trickle(Bytes(header, data)), parameters, buffers);
        Assert.Equal(Values[..8], parameters.Values.ToArray());
        Assert.Equal(Values[8..], buffers.Values.ToArray());
    }

    [Fact]
    public void SavedBitsComeBack()
    {
        ParameterSet parameters = Parameters();
        float[] odd = [float.NaN, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue, 1 / 3f, 0, 1];
        parameters.CopyFrom(odd);
        MemoryStream stream = new();
        Weights.Save(stream, parameters, Buffers());
        stream.Position = 0;
        ParameterSet loaded = Parameters();
        Weights.Load(stream, loaded, Buffers());
        Assert.Equal(odd.Select(BitConverter.SingleToUInt32Bits), loaded.Values.ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void TheWrittenBytesAreTheFormats()
    {
        ParameterSet parameters = Parameters();
        ParameterSet buffers = Buffers();
        parameters.CopyFrom(Values.AsSpan(0, 8));
        buffers.CopyFrom(Values.AsSpan(8));
        MemoryStream stream = new();
        Weights.Save(stream, parameters, buffers);
        byte[] bytes = stream.ToArray();

        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        string json = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal(Header.Replace("{\"fc.weight\"", "{\"__metadata__\":{\"format\":\"pt\"},\"fc.weight\"", StringComparison.Ordinal), json.TrimEnd(' '));
        Assert.Equal(Raw(Values), bytes[(8 + length)..]);
        using JsonDocument document = JsonDocument.Parse(json);
    }

    [Fact]
    public void NamesOutsideAsciiComeBack()
    {
        ParameterSet Named() => new(new ParameterInfo("größe \"1\"\n.weight", [1], Initializer.Constant(1)));
        ParameterSet saved = Named();
        saved.CopyFrom([5]);
        MemoryStream stream = new();
        Weights.Save(stream, saved, new ParameterSet());
        stream.Position = 0;
        ParameterSet loaded = Named();
        Weights.Load(stream, loaded, new ParameterSet());
        Assert.Equal(5, loaded.Values[0]);
    }

    [Fact]
    public void ANetworkWithoutParametersIsAFileWithoutTensors()
    {
        MemoryStream stream = new();
        Weights.Save(stream, new ParameterSet(), new ParameterSet());
        stream.Position = 0;
        Weights.Load(stream, new ParameterSet(), new ParameterSet());
        Assert.Equal(stream.Length, stream.Position);
    }
}

using System;
using System.IO;
using System.Linq;
using Xunit;
using static NetworkGen.Tests.Safetensors.SafetensorsFile;

namespace NetworkGen.Tests.Safetensors;

/// <summary>Files that fit in part: each option lets through what it names and nothing else.</summary>
public class LoadOptionsTests
{
    private const string NewHead =
        """{"bn.running_mean":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"fc.weight":{"dtype":"I32","shape":[1],"data_offsets":[8,12]},"fc.1.bias":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""";

    private readonly ParameterSet _parameters = Parameters();
    private readonly ParameterSet _buffers = Buffers();
    private readonly float[] _fresh;

    public LoadOptionsTests()
    {
        _parameters.Initialize(1);
        _buffers.Initialize(1);
        _fresh = [.. _parameters.Values];
    }

    [Fact]
    public void DefaultsAreAsStrictAsLoadingWithoutOptions()
    {
        Refuses(Bytes(NewHead, 9, 9, 0, 0), new LoadOptions(), "'fc.weight': expected the shape [2, 3], found I32 [1]", "'fc.bias' is missing", "'fc.1.bias', F32 [1], is not in the network");
        LoadReport report = Load(Bytes(Header, Values), new LoadOptions());
        Assert.Equal(["fc.weight", "fc.bias", "bn.running_mean"], report.Loaded);
        Assert.Equal(0, report.Skipped.Count + report.Missing.Count + report.Unexpected.Count + report.Frozen.Count);
        Assert.Equal("Loaded 3 of 3 tensors.", report.ToString());
        Assert.Equal(Values, Now());
    }

    /// <summary>Whatever the file has of the head, of any shape and type, under names of its own, or nothing.</summary>
    [Fact]
    public void ASkippedLayerKeepsItsFreshValues()
    {
        LoadReport report = Load(Bytes(NewHead, 8, 9, 0, 0), new LoadOptions { Skip = ["fc"] });
        Assert.Equal(["bn.running_mean"], report.Loaded);
        Assert.Equal(["fc.weight", "fc.bias"], report.Skipped);
        Assert.Equal(0, report.Missing.Count + report.Unexpected.Count);
        Assert.Equal([.. _fresh, 8, 9], Now());
        Assert.Equal("Loaded 1 of 3 tensors.\nSkipped, with fresh values: fc.weight, fc.bias.", report.ToString());
    }

    [Fact]
    public void ASingleTensorIsSkippedByItsName()
    {
        LoadReport report = Load(Bytes(Header, Values), new LoadOptions { Skip = ["fc.bias", "bn"] });
        Assert.Equal(["fc.bias", "bn.running_mean"], report.Skipped);
        Assert.Equal([.. Values[..6], .. _fresh[6..], 7, 7], Now());
    }

    [Fact]
    public void ANameStandsForItselfAndAllBelowIt()
    {
        ParameterSet two = new(new ParameterInfo("fc.weight", [1], default), new ParameterInfo("fc2.weight", [1], default));
        const string header = """{"fc2.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        LoadReport report = Weights.Load(new MemoryStream(Bytes(header, 5)), two, new ParameterSet(), new LoadOptions { Skip = ["fc"] });
        Assert.Equal(["fc.weight"], report.Skipped);
        Assert.Equal(["fc2.weight"], report.Loaded);
        Assert.Equal([0, 5], two.Values.ToArray());
    }

    [Fact]
    public void MissingTensorsKeepTheirValuesIfAllowed()
    {
        const string header = """{"fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        Refuses(Bytes(header, 8, 9), new LoadOptions { AllowUnexpected = true }, "'fc.weight' is missing", "'bn.running_mean' is missing");
        LoadReport report = Load(Bytes(header, 8, 9), new LoadOptions { AllowMissing = true });
        Assert.Equal(["fc.bias"], report.Loaded);
        Assert.Equal(["fc.weight", "bn.running_mean"], report.Missing);
        Assert.Equal([.. _fresh[..6], 8, 9, 7, 7], Now());
        Assert.Equal("Loaded 1 of 3 tensors.\nMissing in the file, with fresh values: fc.weight, bn.running_mean.", report.ToString());
    }

    [Fact]
    public void UnexpectedTensorsArePassedOverIfAllowed()
    {
        string header = Header[..^1] + ""","ema.b":{"dtype":"I64","shape":[1],"data_offsets":[40,48]},"ema.a":{"dtype":"F64","shape":[],"data_offsets":[48,56]}}""";
        float[] data = [.. Values, 0, 0, 0, 0];
        Refuses(Bytes(header, data), new LoadOptions { AllowMissing = true }, "'ema.a', F64 [], is not in the network", "'ema.b'");
        LoadReport report = Load(Bytes(header, data), new LoadOptions { AllowUnexpected = true });
        Assert.Equal(["ema.a", "ema.b"], report.Unexpected);
        Assert.Equal(Values, Now());
        Assert.Equal("Loaded 3 of 3 tensors.\nNot in the network, passed over: ema.a, ema.b.", report.ToString());
    }

    /// <summary>AllowMissing and AllowUnexpected are about names: a tensor that is there fits, or is skipped by name.</summary>
    [Fact]
    public void AWrongShapeIsNeverAllowed() => Refuses(
        Bytes(Header.Replace("[2,3]", "[3,2]", StringComparison.Ordinal), Values), new LoadOptions { AllowMissing = true, AllowUnexpected = true },
        "'fc.weight': expected the shape [2, 3], found F32 [3, 2]");

    [Fact]
    public void APrefixIsStripped()
    {
        string header = Header.Replace("\"fc.", "\"module.fc.", StringComparison.Ordinal).Replace("\"bn.", "\"module.bn.", StringComparison.Ordinal);
        Refuses(Bytes(header, Values), new LoadOptions(), "'fc.weight' is missing", "Did you mean 'module.fc.weight'?", "All are there behind 'module.': load with LoadOptions.Prefix = \"module.\".");
        Assert.Equal(["fc.weight", "fc.bias", "bn.running_mean"], Load(Bytes(header, Values), new LoadOptions { Prefix = "module." }).Loaded);
        Assert.Equal(Values, Now());
    }

    [Fact]
    public void WhatLacksThePrefixIsNotTheNetworks()
    {
        string header = Header.Replace("\"fc.", "\"module.fc.", StringComparison.Ordinal);
        Refuses(Bytes(header, Values), new LoadOptions { Prefix = "module." }, "'bn.running_mean' is missing", "'bn.running_mean', F32 [2], is not in the network");
        LoadReport report = Load(Bytes(header, Values), new LoadOptions { Prefix = "module.", AllowMissing = true, AllowUnexpected = true });
        Assert.Equal(["bn.running_mean"], report.Missing);
        Assert.Equal(["bn.running_mean"], report.Unexpected);
    }

    [Fact]
    public void APrefixThatNothingHasIsSaidSo() => Refuses(
        Bytes(Header, Values), new LoadOptions { Prefix = "model.", AllowMissing = true, AllowUnexpected = true },
        "No tensor's name begins with the prefix 'model.'; the first is 'fc.weight'");

    [Fact]
    public void NamedParametersAreFrozenOnceAllIsLoaded()
    {
        LoadReport report = Load(Bytes(Header, Values), new LoadOptions { Freeze = ["fc.weight"] });
        Assert.Equal(["fc.weight"], report.Frozen);
        Assert.Equal([true, false], _parameters.Select(static parameter => parameter.IsFrozen));
        Assert.Equal("Loaded 3 of 3 tensors.\nFrozen: fc.weight.", report.ToString());
    }

    [Fact]
    public void ARefusedFileFreezesNothing() =>
        Refuses(Bytes(Header, Values)[..^1], new LoadOptions { Freeze = ["fc"], Skip = ["bn"] }, "The file ends in 'bn.running_mean'");

    [Theory]
    [InlineData("fcc", "'fcc' is neither a tensor nor the beginning of one. Did you mean 'fc'?")]
    [InlineData("fc.wieght", "Did you mean 'fc.weight'?")]
    [InlineData("f", "'f' is neither")]
    [InlineData("fc.", "'fc.' is neither")]
    [InlineData("", "'' is neither")]
    public void ANameThatStandsForNothingIsAnError(string name, string said)
    {
        byte[] bytes = Bytes(Header, Values);
        ArgumentException skip = Assert.Throws<ArgumentException>("Skip", () => Load(bytes, new LoadOptions { Skip = ["fc", name] }));
        ArgumentException freeze = Assert.Throws<ArgumentException>("Freeze", () => Load(bytes, new LoadOptions { Freeze = ["fc", name] }));
        Assert.Contains(said, skip.Message, StringComparison.Ordinal);
        Assert.Contains(said, freeze.Message, StringComparison.Ordinal);
        ExpectUnchanged();
    }

    [Fact]
    public void RunningStatisticsCanBeSkippedButNotFrozen()
    {
        Assert.Throws<ArgumentException>("Freeze", () => Load(Bytes(Header, Values), new LoadOptions { Freeze = ["bn"] }));
        Assert.Equal(["bn.running_mean"], Load(Bytes(Header, Values), new LoadOptions { Skip = ["bn"] }).Skipped);
    }

    [Fact]
    public void AReportOfManyNamesStaysShort()
    {
        LoadReport report = new(["a"], [], [], [.. Enumerable.Range(0, 30).Select(static i => $"x{i}")], []);
        Assert.Equal("Loaded 1 of 1 tensors.\nNot in the network, passed over: x0, x1, x2, x3, x4, x5, x6, x7 and 22 more.", report.ToString());
    }

    private LoadReport Load(byte[] bytes, LoadOptions options) => Weights.Load(new MemoryStream(bytes), _parameters, _buffers, options);

    private void Refuses(byte[] bytes, LoadOptions options, params string[] said)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Load(bytes, options));
        Assert.All(said, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
        ExpectUnchanged();
    }

    private void ExpectUnchanged()
    {
        Assert.Equal([.. _fresh, 7, 7], Now());
        Assert.Equal(2, _parameters.Version + _buffers.Version);
        Assert.DoesNotContain(_parameters, static parameter => parameter.IsFrozen);
    }

    private float[] Now() => [.. _parameters.Values, .. _buffers.Values];
}

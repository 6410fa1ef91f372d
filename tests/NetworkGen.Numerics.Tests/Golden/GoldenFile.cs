using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetworkGen.Numerics.Tests.Golden;

/// <summary>golden.json, as golden.py wrote it.</summary>
public static class GoldenFile
{
    private static readonly Lazy<Dictionary<string, GoldenTensor[]>> Cases = new(Read);

    /// <summary>All tensors that PyTorch gave for a case.</summary>
    public static IReadOnlyList<GoldenTensor> Tensors(string caseName) => Cases.Value.TryGetValue(caseName, out GoldenTensor[]? tensors)
        ? tensors
        : throw new ArgumentException($"golden.json has no case {caseName}: write cases.json and run golden.py again", nameof(caseName));

    /// <summary>One tensor of a case.</summary>
    public static GoldenTensor Tensor(string caseName, string tensor) => Tensors(caseName).Single(golden => golden.Name == tensor);

    /// <summary>A file that was compiled in from this folder.</summary>
    public static string ReadText(string name)
    {
        using Stream stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not embedded in the test assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, GoldenTensor[]> Read()
    {
        using var json = JsonDocument.Parse(ReadText("golden.json"));
        return json.RootElement.EnumerateObject().ToDictionary(
            testCase => testCase.Name,
            testCase => Tensors(testCase.Name, testCase.Value));
    }

    /// <summary>The tensors of a case, as golden.py's summary() writes them.</summary>
    public static GoldenTensor[] Tensors(string caseName, JsonElement tensors) => [.. tensors.EnumerateObject().Select(tensor => Tensor(caseName, tensor))];

    private static GoldenTensor Tensor(string caseName, JsonProperty tensor)
    {
        int length = tensor.Value.GetProperty("length").GetInt32();
        double[] values = [.. tensor.Value.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
        int[] indices = length == values.Length
            ? [.. Enumerable.Range(0, length)]
            : Array.ConvertAll(Recipe.Bits($"{caseName}/{tensor.Name}/sample", values.Length), bits => (int)(bits % (uint)length));
        return new GoldenTensor(tensor.Name, length, tensor.Value.GetProperty("norm").GetDouble(), indices, values);
    }
}

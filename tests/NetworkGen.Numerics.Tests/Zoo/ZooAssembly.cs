using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using NetworkGen.Numerics.Tests.Compiled;
using NetworkGen.Numerics.Tests.Golden;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>The networks of samples/Zoo: as the sample was built, and their declarations compiled once more for other sizes.</summary>
internal static partial class ZooAssembly
{
    private static readonly Assembly _sample = typeof(global::Zoo.ResNet18).Assembly;

    private static readonly Lazy<Dictionary<string, Type>> _others = new(Compile);

    /// <summary>Names of the sample's networks.</summary>
    public static IEnumerable<string> Names => _sample.GetExportedTypes().Where(static type => type.GetInterfaces().Any(static one => one.Name == typeof(INetwork<>).Name)).Select(static type => type.Name);

    /// <summary>The sample's class for 224×224, else the one compiled for a size.</summary>
    public static Type Network(string name, ZooOutput size) =>
        size is { Height: 224, Width: 224 } ? _sample.GetType($"Zoo.{name}", throwOnError: true)! : _others.Value[$"Zoo.At{size.Size}.{name}"];

    /// <summary>A small network for gradients.</summary>
    public static Type SmallNetwork(string name) => _others.Value[$"Zoo.Small.{name}"];

    private static Dictionary<string, Type> Compile()
    {
        IEnumerable<(string, string)> resized =
            from network in ZooNetwork.All
            from output in network.Outputs
            where output is not { Height: 224, Width: 224 }
            select ($"{network.Name}.{output.Size}.cs", Declaration(network.Name, $"Zoo.At{output.Size}", output.Height, output.Width));
        (string, string)[] small = [("UNet.Small.cs", Declaration("UNet", "Zoo.Small", 32, 32)), ("Small.cs", SmallNetworks.Source)];
        byte[] image = CaseCompiler.Compile(resized.Concat(small), _sample.Location);
        return Assembly.Load(image).GetExportedTypes().ToDictionary(static type => type.FullName!);
    }

    /// <summary>A file of the sample for another size. Blocks that it shares with others are the sample's.</summary>
    private static string Declaration(string name, string @namespace, int height, int width)
    {
        string text = GoldenFile.ReadText($"Zoo/{name}").Replace("namespace Zoo;", $"namespace {@namespace};", StringComparison.Ordinal);
        string resized = Size().Replace(text, $"[Network(3, {height}, {width})]");
        return resized != text ? resized : throw new InvalidOperationException($"{name}.cs of samples/Zoo declares no network of 3×224×224");
    }

    [GeneratedRegex(@"\[Network\(3, 224, 224(, ObjectSize = \d+)?\)\]")]
    private static partial Regex Size();
}

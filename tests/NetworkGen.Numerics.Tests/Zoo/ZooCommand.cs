using System.IO;
using NetworkGen.Numerics.Tests.Compiled;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>Loads the files that <c>zoo.py weights</c> wrote, and compares every output with PyTorch's.</summary>
internal static class ZooCommand
{
    /// <summary>Prints a row per network and size; whether all are within the bound.</summary>
    public static bool Run(TextWriter writer, string folder)
    {
        const string Row = "{0,-12} {1,9} {2,12} {3,15} {4,15}   {5}";
        writer.WriteLine(Row, "network", "size", "outputs", "max |Δ| / max", "other classes", "");
        bool isWithinBounds = true;
        foreach (ZooNetwork zoo in ZooNetwork.All)
        {
            foreach (ZooOutput size in zoo.Outputs)
            {
                (int count, ZooError error) = Compare(folder, zoo, size);
                isWithinBounds &= error.IsWithinBound;
                writer.WriteLine(Row, zoo.Name, size.Size, count, error.Relative.ToString("e2", System.Globalization.CultureInfo.InvariantCulture), error.OtherClasses, error.IsWithinBound ? "" : "MISS");
            }
        }

        return isWithinBounds;
    }

    private static (int Count, ZooError Error) Compare(string folder, ZooNetwork zoo, ZooOutput size)
    {
        using FileStream weights = File.OpenRead(Path.Combine(folder, $"{zoo.Name}.safetensors"));
        INetworkUnderTest network = NetworkUnderTest.Load(ZooAssembly.Network(zoo.Name, size), weights);
        TensorShape shape = network.OutputShape;
        int[] outputShape = shape is { Height: 1, Width: 1 } ? [1, shape.Channels] : [1, shape.Channels, shape.Height, shape.Width];
        var none = Initializer.Constant(0);
        ParameterSet known = new(new ParameterInfo("input", [1, 3, size.Height, size.Width], none), new ParameterInfo("output", outputShape, none));
        Weights.Load(Path.Combine(folder, $"{zoo.Name}.{size.Size}.safetensors"), known, new ParameterSet());
        float[] output = network.Forward(known["input"].Values.ToArray());
        return (output.Length, ZooError.Of(NetworkUnderTest.Widen(output), NetworkUnderTest.Widen(known["output"].Values), shape.Channels));
    }
}

using System;
using System.Linq;
using NetworkGen.Numerics.Tests.Compiled;
using Xunit;

namespace NetworkGen.Numerics.Tests.Zoo;

/// <summary>The networks of samples/Zoo with torchvision's state dicts, against what PyTorch computes with them.</summary>
public sealed class ZooTests
{
    public static TheoryData<string, string> Outputs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (ZooNetwork network in ZooNetwork.All)
            {
                foreach (ZooOutput output in network.Outputs)
                {
                    data.Add(network.Name, output.Size);
                }
            }

            return data;
        }
    }

    /// <summary>A network without PyTorch's numbers would be a network without a test.</summary>
    [Fact]
    public void EveryNetworkIsCompared()
    {
        Assert.Equal(ZooAssembly.Names.Order(), ZooNetwork.All.Select(network => network.Name).Order());
        Assert.All(ZooNetwork.All, network => Assert.Equal((2, "224x224"), (network.Outputs.Length, network.Outputs[0].Size)));
    }

    /// <summary>The state dict loads without a key left over or missing; then outputs are PyTorch's, and the largest is the same one.</summary>
    [Theory, MemberData(nameof(Outputs))]
    public void LoadsAndComputesWhatPyTorchDoes(string name, string size)
    {
        ZooNetwork zoo = ZooNetwork.Get(name);
        ZooOutput truth = zoo.Output(size);
        using StateDictStream state = zoo.StateDict();
        INetworkUnderTest network = NetworkUnderTest.Load(ZooAssembly.Network(name, truth), state);
        Assert.Equal(zoo.Sha256, state.Sha256);

        string[] expected = [.. zoo.Tensors.Where(tensor => !tensor.IsWhole).Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), network.Parameters.Concat(network.Buffers).Select(tensor => tensor.ToString()).Order(StringComparer.Ordinal));

        float[] output = network.Forward(zoo.Image(truth.Height, truth.Width));
        ZooError error = ZooError.Of(zoo.AtPositions(output, network.OutputShape), truth.Values, network.OutputShape.Channels);
        Assert.True(error.IsWithinBound, $"{name} at {size}: {error}");
    }
}

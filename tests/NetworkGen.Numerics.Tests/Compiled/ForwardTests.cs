using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using Xunit;
using static NetworkGen.Numerics.Tests.Compiled.NetworkCasesData;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>What <c>Forward</c> promises besides its numbers.</summary>
public sealed class ForwardTests
{
    public static TheoryData<string> Networks => Names;

    [Theory, MemberData(nameof(Networks))]
    public void AllocatesNothingAfterWarmUp(string name)
    {
        INetworkUnderTest network = Create(name);
        foreach (int batchSize in new[] { 1, 5 })
        {
            float[] x = Input(name, batchSize);
            byte[] bytes = Array.ConvertAll(x, value => (byte)Math.Clamp(value, 0, 255));
            var y = new float[batchSize * network.OutputLength];
            Assert.Equal(0, Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<float>)x, y)));
            Assert.Equal(0, Allocation.OfWarmCalls(() => network.Forward((ReadOnlySpan<byte>)bytes, y)));
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void EightThreadsOnOneInstanceGetTheBitsOfOne(string name)
    {
        INetworkUnderTest network = Create(name);
        const int Threads = 8;
        const int Repetitions = 20;
        float[][] inputs = [.. Enumerable.Range(1, Threads).Select(thread => Input(name, batchSize: (thread % 3) + 1, step: thread))];
        float[][] serial = Array.ConvertAll(inputs, network.Forward);

        var differing = new bool[Threads];
        using var start = new Barrier(Threads);
        Thread[] threads =
        [
            .. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
            {
                start.SignalAndWait();
                for (int i = 0; i < Repetitions; i++)
                {
                    differing[thread] |= !SameBits(serial[thread], network.Forward(inputs[thread]));
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.DoesNotContain(true, differing);
    }

    /// <summary>However many cores one call may use: the same bits.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void AnyNumberOfCoresGivesTheSameBits(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 4);
        network.Threads = 1;
        float[] serial = network.Forward(x);
        foreach (int threads in new[] { 0, 2, 3 })
        {
            network.Threads = threads;
            Assert.True(SameBits(serial, network.Forward(x)), $"{threads} threads differ from one");
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void AnImageGivesTheSameBitsInAnyBatch(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 5);
        float[] together = network.Forward(x);
        for (int n = 0; n < 5; n++)
        {
            float[] alone = network.Forward(x[(n * network.InputLength)..((n + 1) * network.InputLength)]);
            Assert.True(SameBits(together[(n * network.OutputLength)..((n + 1) * network.OutputLength)], alone), $"image {n}");
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void BytesInterleavedByPixelEqualFloatsByChannel(string name)
    {
        const int BatchSize = 3;
        INetworkUnderTest network = Create(name);
        TensorShape shape = network.InputShape;
        byte[] bytes = Array.ConvertAll(Recipe.Bits(name + "/bytes", BatchSize * network.InputLength), bits => (byte)(bits >> 24));
        var floats = new float[bytes.Length];
        for (int n = 0; n < BatchSize; n++)
        {
            for (int c = 0; c < shape.Channels; c++)
            {
                for (int pixel = 0; pixel < shape.Height * shape.Width; pixel++)
                {
                    floats[(((n * shape.Channels) + c) * shape.Height * shape.Width) + pixel] = bytes[(((n * shape.Height * shape.Width) + pixel) * shape.Channels) + c];
                }
            }
        }

        var y = new float[BatchSize * network.OutputLength];
        network.Forward((ReadOnlySpan<byte>)bytes, y);
        Assert.Equal(network.Forward(floats), y);
    }

    [Theory, MemberData(nameof(Networks))]
    public void TensorsEqualSpans(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 2);
        var y = new float[2 * network.OutputLength];
        network.Forward(
            new ReadOnlyTensorSpan<float>(x, [2, network.InputShape.Channels, network.InputShape.Height, network.InputShape.Width]),
            new TensorSpan<float>(y, [2, network.OutputShape.Channels, network.OutputShape.Height, network.OutputShape.Width]));
        Assert.Equal(network.Forward(x), y);
    }

    [Theory, MemberData(nameof(Networks))]
    public void WrongTensorShapesAreNamed(string name)
    {
        INetworkUnderTest network = Create(name);
        (TensorShape i, TensorShape o) = (network.InputShape, network.OutputShape);
        nint[] input = [2, i.Channels, i.Height, i.Width];
        nint[] output = [2, o.Channels, o.Height, o.Width];

        // as many floats, but in another shape
        Refused("input", [2, i.Height, i.Width, i.Channels + 1], output);
        Refused("input", [2, i.Channels * i.Height * i.Width], output);
        Refused("input", [i.Channels * i.Height, 2, i.Width], output);
        Refused("input", [2, i.Channels, i.Width * i.Height, 1], output);
        Refused("input", [1, 2, i.Channels, i.Height, i.Width], output);
        Refused("output", input, [o.Channels * o.Height * o.Width, 2]);
        Refused("output", input, [2 * o.Channels * o.Height * o.Width]);
        Refused("output", input, [1, 2 * o.Channels, o.Height, o.Width]);
        Refused("output", input, [3, o.Channels, o.Height, o.Width]);
        Refused("output", input, [2, o.Channels, o.Height * o.Width]);

        void Refused(string parameter, nint[] from, nint[] to)
        {
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => network.Forward(Tensor.CreateFromShape<float>(from), Tensor.CreateFromShape<float>(to)));
            Assert.Equal(parameter, exception.ParamName);
            Assert.Contains($"[{string.Join(", ", parameter == "input" ? from : to)}]", exception.Message, StringComparison.Ordinal);
            Assert.Contains(
                parameter == "input" ? $"[n, {i.Channels}, {i.Height}, {i.Width}]" : $"[2, {o.Channels}, {o.Height}, {o.Width}]", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void VectorsAreTensorsOfTwoDimensionsToo(string name)
    {
        INetworkUnderTest network = Create(name);
        TensorShape shape = network.OutputShape;
        float[] x = Input(name, batchSize: 2);
        var y = new float[2 * network.OutputLength];
        void Run() => network.Forward(
            new ReadOnlyTensorSpan<float>(x, [2, network.InputShape.Channels, network.InputShape.Height, network.InputShape.Width]),
            new TensorSpan<float>(y, [2, network.OutputLength]));
        if (shape is { Height: 1, Width: 1 })
        {
            Run();
            Assert.Equal(network.Forward(x), y);
        }
        else
        {
            Assert.Equal("output", Assert.ThrowsAny<ArgumentException>(Run).ParamName);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void WrongLengthsAreNamed(string name)
    {
        INetworkUnderTest network = Create(name);
        (int inputs, int outputs) = (network.InputLength, network.OutputLength);

        Expect("input", inputs + 1, inputs, () => network.Forward((ReadOnlySpan<float>)new float[inputs + 1], new float[outputs]));
        Expect("input", inputs - 1, inputs, () => network.Forward((ReadOnlySpan<float>)new float[inputs - 1], new float[outputs]));
        Expect("output", outputs, 2 * outputs, () => network.Forward((ReadOnlySpan<float>)new float[2 * inputs], new float[outputs]));
        Expect("output", outputs + 1, outputs, () => network.Forward((ReadOnlySpan<float>)new float[inputs], new float[outputs + 1]));
        Expect("input", inputs + 1, inputs, () => network.Forward((ReadOnlySpan<byte>)new byte[inputs + 1], new float[outputs]));
        Expect("output", outputs, 2 * outputs, () => network.Forward((ReadOnlySpan<byte>)new byte[2 * inputs], new float[outputs]));
        string parameter = network.Parameters[0].Name;
        Assert.Contains(parameter, Assert.Throws<ArgumentException>(() => network.Parameters[0].CopyFrom(new float[1 + network.Parameters[0].Length])).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Networks))]
    public void ChangedStateIsSeenByTheNextCall(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 2);
        float[] before = network.Forward(x);
        foreach (Parameter tensor in network.Parameters.Concat(network.Buffers))
        {
            float[] original = tensor.Values.ToArray();
            tensor.CopyFrom(Array.ConvertAll(original, value => value * 1.5f));
            Assert.False(SameBits(before, network.Forward(x)), $"{tensor.Name} changed, the output didn't");
            tensor.CopyFrom(original);
            Assert.True(SameBits(before, network.Forward(x)), $"{tensor.Name} was put back, the output wasn't");
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void SavedAndLoadedGivesTheSameBits(string name)
    {
        INetworkUnderTest network = Create(name);
        float[] x = Input(name, batchSize: 2);
        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;
        Assert.True(SameBits(network.Forward(x), network.Load(stream).Forward(x)));
    }

    [Theory, MemberData(nameof(Networks))]
    public void TheSeedDecidesTheWeights(string name)
    {
        INetworkUnderTest network = Create(name);
        Assert.True(SameBits(network.Create(7).Parameters.Values.ToArray(), network.Create(7).Parameters.Values.ToArray()));
        Assert.False(SameBits(network.Create(7).Parameters.Values.ToArray(), network.Create(8).Parameters.Values.ToArray()));
    }

    private static void Expect(string parameter, int got, int needed, Action call)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(parameter, exception.ParamName);
        string digits = exception.Message.Replace(",", "", StringComparison.Ordinal);
        Assert.Contains(got.ToString(System.Globalization.CultureInfo.InvariantCulture), digits, StringComparison.Ordinal);
        Assert.Contains(needed.ToString(System.Globalization.CultureInfo.InvariantCulture), digits, StringComparison.Ordinal);
    }

    private static bool SameBits(float[] left, float[] right) =>
        left.Select(BitConverter.SingleToInt32Bits).SequenceEqual(right.Select(BitConverter.SingleToInt32Bits));
}

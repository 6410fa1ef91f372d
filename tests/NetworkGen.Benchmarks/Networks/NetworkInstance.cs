using System;
using System.Collections.Generic;
using System.Linq;

namespace NetworkGen.Benchmarks.Networks;

/// <summary>A generated network of whatever class.</summary>
internal abstract class NetworkInstance
{
    /// <summary>The shape of one image.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Floats of one image.</summary>
    public int InputLength => InputShape.Length;

    /// <summary>Floats of one result.</summary>
    public abstract int OutputLength { get; }

    /// <summary>Everything that is trained.</summary>
    public abstract ParameterSet Parameters { get; }

    /// <summary>Running statistics.</summary>
    public abstract ParameterSet Buffers { get; }

    /// <summary>Parameters and running statistics.</summary>
    public IEnumerable<Parameter> State => Parameters.Concat(Buffers);

    /// <summary>How many cores one call may use.</summary>
    public abstract int Threads { set; }

    /// <summary>Inference on images of floats.</summary>
    public abstract void Forward(float[] images, float[] results);

    /// <summary>Inference on images of bytes.</summary>
    public abstract void Forward(byte[] images, float[] results);

    /// <summary>A forward and backward pass in training mode.</summary>
    public abstract TrainingPass CreateTrainingPass(int batchSize);

    /// <summary>A fresh network.</summary>
    public static NetworkInstance Fresh<TNetwork>(int seed)
        where TNetwork : INetwork<TNetwork> => new Of<TNetwork>(TNetwork.Create(seed));

    /// <summary>Images of random pixels, the same at every run.</summary>
    public float[] RandomImages(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count * InputLength).Select(_ => random.NextSingle())];
    }

    private sealed class Of<TNetwork>(TNetwork network) : NetworkInstance
        where TNetwork : INetwork<TNetwork>
    {
        public override TensorShape InputShape => TNetwork.InputShape;

        public override int OutputLength => TNetwork.OutputLength;

        public override ParameterSet Parameters => network.Parameters;

        public override ParameterSet Buffers => network.Buffers;

        public override int Threads
        {
            set => network.Threads = value;
        }

        public override void Forward(float[] images, float[] results) => network.Forward((ReadOnlySpan<float>)images, results);

        public override void Forward(byte[] images, float[] results) => network.Forward((ReadOnlySpan<byte>)images, results);

        public override TrainingPass CreateTrainingPass(int batchSize) => network.CreateTrainingPass(batchSize);
    }
}

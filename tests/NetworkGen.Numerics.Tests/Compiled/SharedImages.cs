using System;
using System.Linq;
using System.Threading;

namespace NetworkGen.Numerics.Tests.Compiled;

/// <summary>Images that several cores run together, on any machine and however small they are; some cores lag behind the others at random.</summary>
internal static class SharedImages
{
    private static readonly int[] MemberCounts = [2, 3, 5, 7];

    // More threads than most test machines have cores: each waits for others that don't run.
    private static readonly WorkerPool Pool = NewPool();
    private static readonly Lock PoolIsFree = new();

    /// <summary>A number of cores that together give other bits than these, image by image; null where none does.</summary>
    public static int? Differing(INetworkUnderTest network, float[] images, float[] expected)
    {
        foreach (int members in MemberCounts)
        {
            float[] actual = Forward(network, images, members);
            if (!expected.Select(BitConverter.SingleToInt32Bits).SequenceEqual(actual.Select(BitConverter.SingleToInt32Bits)))
            {
                return members;
            }
        }

        return null;
    }

    /// <summary>Inference of one image after the other, each by so many cores.</summary>
    public static float[] Forward(INetworkUnderTest network, float[] images, int members)
    {
        var output = new float[images.Length / network.InputLength * network.OutputLength];
        Use(network, members, () => ForEach(network, images, output, (image, result) => network.Forward(image, result)));
        return output;
    }

    /// <summary>The same of bytes.</summary>
    public static float[] Forward(INetworkUnderTest network, byte[] images, int members)
    {
        var output = new float[images.Length / network.InputLength * network.OutputLength];
        Use(network, members, () => ForEach(network, images, output, (image, result) => network.Forward(image, result)));
        return output;
    }

    /// <summary>Runs something while an image of a network takes so many cores; one at a time, as who finds the pool taken runs alone.</summary>
    public static void Use(INetworkUnderTest network, int members, Action action)
    {
        lock (PoolIsFree)
        {
            InferenceProgram program = network.Program;
            (int threads, int most) = (program.Threads, program.MostTogether);
            (program.Pool, program.Threads, program.MostTogether) = (Pool, members, members);
            action();
            (program.Pool, program.Threads, program.MostTogether) = (WorkerPool.Shared, threads, most);
        }
    }

    private delegate void Runner<T>(ReadOnlySpan<T> image, Span<float> result);

    private static void ForEach<T>(INetworkUnderTest network, T[] images, float[] output, Runner<T> run)
    {
        for (int image = 0; image < images.Length / network.InputLength; image++)
        {
            run(images.AsSpan(image * network.InputLength, network.InputLength), output.AsSpan(image * network.OutputLength, network.OutputLength));
        }
    }

    private static WorkerPool NewPool()
    {
        var pool = new WorkerPool(workers: 6);
        pool.Team.Waited = static () =>
        {
            switch (Random.Shared.Next(16))
            {
                case 0: Thread.Sleep(1); break;
                case < 4: Thread.SpinWait(Random.Shared.Next(1000)); break;
                default: break;
            }
        };
        return pool;
    }
}

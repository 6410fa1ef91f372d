using System;
using System.IO;
using System.Runtime.InteropServices;
using NetworkGen;

/// <summary>What a network says after three epochs, a save and a load: the same bits, whoever compiles this file.</summary>
static class TrainedLogits
{
    private const int Images = 3;

    /// <summary>The logits' bytes in hexadecimal digits.</summary>
    public static string Bits()
    {
        float[] images = new float[Images * DigitNet.InputLength];
        for (int i = 0; i < images.Length; i++)
        {
            images[i] = i * 7919 % 256;
        }

        DigitNet net = new(seed: 1);
        InMemoryDataSet data = new(images, DigitNet.InputLength, [3, 8, 1], DigitNet.OutputLength);
        new Trainer<DigitNet>(net, new AdamW(learningRate: 1e-3), new CrossEntropyLoss()).Fit(data, new FitOptions { Epochs = 3, BatchSize = 2 });
        using MemoryStream file = new();
        net.Save(file);
        file.Position = 0;

        float[] logits = new float[Images * DigitNet.OutputLength];
        DigitNet.Load(file).Forward(images, logits);
        return Convert.ToHexString(MemoryMarshal.AsBytes(logits.AsSpan()));
    }
}

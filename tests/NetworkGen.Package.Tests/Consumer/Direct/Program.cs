using System;
using NetworkGen;

// DigitNet.cs is the example of the README.
DigitNet net = new(seed: 1);
float[] images = new float[2 * DigitNet.InputLength];
for (int i = 0; i < images.Length; i++)
{
    images[i] = i * 7919 % 256;
}

float[] logits = new float[2 * DigitNet.OutputLength];
net.Forward(images, logits);
Console.WriteLine($"forward: {logits.Length} finite logits: {Array.TrueForAll(logits, float.IsFinite)}");

try
{
    net.Forward(images, new float[9]);
}
catch (ArgumentException error)
{
    Console.WriteLine($"refused: {error.Message}");
}

int[] labels = [3, 8];
CrossEntropyLoss loss = new();
AdamW optimizer = new(learningRate: 1e-3);
using TrainingPass pass = net.CreateTrainingPass(batchSize: 2);
float[] gradient = new float[logits.Length];
double before = Step();
for (int i = 0; i < 10; i++)
{
    Step();
}

Console.WriteLine($"training: loss fell: {Step() < before}");

string path = System.IO.Path.GetTempFileName();
net.Save(path);
DigitNet copy = DigitNet.Load(path, new LoadOptions { Skip = [net.Parameters[0].Name], Freeze = [net.Parameters[1].Name] }, out LoadReport report);
System.IO.File.Delete(path);
Console.WriteLine($"transfer: {report.Loaded.Count} of {copy.Parameters.Count} tensors, frozen: {copy.Parameters[1].IsFrozen}");

Console.WriteLine($"vectors of 256 bits: {System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated}");
Console.WriteLine($"trained logits: {TrainedLogits.Bits()}");

double Step()
{
    double value = loss.Compute(pass.Forward(images), new Targets(labels), gradient);
    pass.ZeroGradients();
    pass.Backward(gradient);
    optimizer.Step(net.Parameters, pass.Gradients);
    return value;
}

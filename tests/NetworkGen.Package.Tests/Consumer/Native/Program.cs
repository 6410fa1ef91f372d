using System;
using System.Runtime;
using System.Runtime.Intrinsics;

Console.WriteLine($"methods compiled while it runs: {JitInfo.GetCompiledMethodCount()}");
Console.WriteLine($"vectors of 256 bits: {Vector256.IsHardwareAccelerated}");
Console.WriteLine($"trained logits: {TrainedLogits.Bits()}");
Console.WriteLine(DigitNet.Summary);

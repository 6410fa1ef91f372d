using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Runtime.Intrinsics;
using Digits;
using NativeAot;
using NetworkGen;
using Zoo;

const string DigitWeights = "digits.safetensors";
const string ResNetWeights = "resnet18.safetensors";

switch (args)
{
    // A process that is measured: the other one, below, started it.
    case [StartUp.Command, string network, string source, string startedAt]:
        long begin = long.Parse(startedAt, CultureInfo.InvariantCulture);
        WeightSource from = Enum.Parse<WeightSource>(source);
        Console.Write(network == nameof(DigitNet)
            ? StartUp.OfThisProcess(begin, () => from.Load<DigitNet>(DigitWeights))
            : StartUp.OfThisProcess(begin, () => from.Load<ResNet18>(ResNetWeights)));
        return 0;

    // Some weights of ResNet-18's shapes, for those who have no file of torchvision's.
    case ["random-weights", string path]:
        ResNet18.Create(seed: 1).Save(path);
        return 0;

    case []:
        break;

    default:
        Console.Error.WriteLine("Without arguments: digits, then times. random-weights <file>: a fresh ResNet-18.");
        return 1;
}

// 1. The digits that were kept apart for the test, by weights of both sources.
string data = Path.Combine(AppContext.BaseDirectory, "data");
IdxDataSet test = IdxDataSet.Load(Path.Combine(data, "t10k-images-idx3-ubyte.gz"), Path.Combine(data, "t10k-labels-idx1-ubyte.gz"));
Predictions predictions = Predictions.Of(WeightSource.File.Load<DigitNet>(DigitWeights), test);
bool isSame = Predictions.Of(WeightSource.Embedded.Load<DigitNet>(DigitWeights), test).HasBitsOf(predictions);
DigitPrinter.Print("Some it has right", test, predictions, predictions.Right(3));
int right = Enumerable.Range(0, test.Count).Count(i => predictions[i].Digit == test.Label(i));
Console.WriteLine($"{right:N0} of {test.Count:N0} test digits are right; weights of the file and those in the program give outputs that are {(isSame ? "equal bit for bit" : "NOT equal")}.");

// 2. From the start of a process to its first result.
string vectors = Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits" : "128 bits";
Console.WriteLine($"\n{(JitInfo.GetCompiledMethodCount() > 0 ? "JIT" : "NativeAOT")}, vectors of {vectors}, one thread; the program has {new FileInfo(Environment.ProcessPath!).Length:N0} bytes. Milliseconds:\n");
const string Row = "{0,-10} {1,-8} {2,10} {3,10} {4,10} {5,10} {6,10}";
Console.WriteLine(Row, "network", "weights", "start", "load", "first", "together", "steady");
Show(nameof(DigitNet));
if (WeightSources.Has(ResNetWeights))
{
    Show(nameof(ResNet18));
}
else
{
    Console.WriteLine("\nResNet-18's weights aren't in this program: README.md says how to publish it with them.");
}

return isSame ? 0 : 1;

static void Show(string network)
{
    foreach (WeightSource source in Enum.GetValues<WeightSource>())
    {
        StartUp median = StartUp.OfProcesses(network, source);
        double[] columns = [median.Start, median.Load, median.First, median.Start + median.Load + median.First, median.Steady];
        Console.WriteLine(Row, [network, source, .. columns.Select(static time => time.ToString(time < 1 ? "F3" : "F1", CultureInfo.InvariantCulture))]);
    }
}

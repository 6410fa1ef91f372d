using System;
using System.IO;
using System.Text;
using Digits;
using NetworkGen;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;

// 1. What the compiler made of the nine lines of attributes in DigitNet.cs.
Console.WriteLine(DigitNet.Summary);
Console.WriteLine();

// 2. Learn from 8,000 digits, each as it is and in four warped copies; 1,000 others are kept apart for the test.
string data = Path.Combine(AppContext.BaseDirectory, "data");
IdxDataSet train = IdxDataSet.Load(Path.Combine(data, "train-images-idx3-ubyte.gz"), Path.Combine(data, "train-labels-idx1-ubyte.gz"));
IdxDataSet test = IdxDataSet.Load(Path.Combine(data, "t10k-images-idx3-ubyte.gz"), Path.Combine(data, "t10k-labels-idx1-ubyte.gz"));

DigitNet net = new(seed: 1);
AdamW optimizer = new(learningRate: 3e-3, weightDecay: 0.02);
Trainer<DigitNet> trainer = new(net, optimizer, new CrossEntropyLoss());
FitOptions options = new() { Epochs = 4, BatchSize = 64, Validation = test, Seed = 1 };
TrainingHistory history = ProgressBar.Show(options, progress =>
    trainer.Fit(new WarpedDigits(train, copies: 5), options, new ImmediateProgress<TrainingProgress>(now =>
    {
        optimizer.LearningRate = CosineSchedule.At(now, highest: 3e-3);
        progress.Report(now);
    })));
AnsiConsole.Write(Report.Epochs(history));

// 3. What it learnt, and what it takes for what.
EvaluationResult result = trainer.Evaluate(test);
AnsiConsole.Write(Report.Confusion(result.ConfusionMatrix!));
Predictions predictions = Predictions.Of(net, test);
DigitPrinter.Print("Some it has right", test, predictions, predictions.Right(3));
DigitPrinter.Print("What it has wrong, the surest first", test, predictions, predictions.Wrong(6));

// 4. The weights as a file that PyTorch reads too, and back.
string file = Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
net.Save(file);
bool isSame = Predictions.Of(DigitNet.Load(file), test).HasBitsOf(predictions);
Console.WriteLine($"Saved {new FileInfo(file).Length:N0} bytes to {file}.");
Console.WriteLine($"Loaded into a second network: its {test.Count * DigitNet.OutputLength:N0} outputs are {(isSame ? "equal bit for bit" : "NOT equal")}.");
Console.WriteLine($"Accuracy: {result.Accuracy:P1} of {test.Count:N0} test digits.");
return isSame ? 0 : 1;

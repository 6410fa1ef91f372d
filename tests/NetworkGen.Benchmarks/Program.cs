using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using NetworkGen;
using NetworkGen.Benchmarks;
using NetworkGen.Benchmarks.KernelFigures;
using NetworkGen.Benchmarks.Measuring;
using NetworkGen.Benchmarks.Networks;
using NetworkGen.Benchmarks.ZooFigures;

const string All = "all";
const string Save = "--save";

if (typeof(INetwork<>).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true)
{
    Console.Error.WriteLine("Figures of a debug build say nothing; run with -c Release.");
    return 1;
}

// What commands run in processes of their own.
switch (args)
{
    case [FirstInference.Command, string started]:
        FirstInference.Run(started);
        return 0;

    case [KernelTimes.Command]:
        KernelTimes.Run();
        return 0;

    case [OptimizationCheck.Command, .. string[] networks]:
        OptimizationCheck.Run(networks);
        return 0;
}

var commands = new Dictionary<string, Action<Report>>
{
    ["kernels"] = KernelsCommand.Run,
    ["peers"] = PeersCommand.Run,
    ["training"] = TrainingCommand.Run,
    ["generator"] = GeneratorCommand.Run,
    ["analyzer"] = AnalyzerCommand.Run,
    ["zoo"] = ZooCommand.Run,
    ["jit"] = JitCommand.Run,
};

var ofNetwork = new Dictionary<string, Action<Report, string>>
{
    ["layers"] = LayersCommand.Run,
    ["peers"] = PeersCommand.Run,
};

string[] chosen = [.. args.Where(static argument => argument != Save)];
var report = new Report();
if (chosen is [string part, string network] && ofNetwork.TryGetValue(part, out Action<Report, string>? runNetwork) && KnownNetwork.All.Any(known => known.Name == network))
{
    runNetwork(report, network);
    return 0;
}

if (chosen is not [string name] || (name != All && !commands.ContainsKey(name)))
{
    Console.Error.WriteLine(
        $"""
        Expected one of {string.Join(", ", commands.Keys)}, {All}, and {Save} to keep the figures;
        or {string.Join(", ", ofNetwork.Keys)} and one of {string.Join(", ", KnownNetwork.All.Select(static known => known.Name))}.
        Got '{string.Join(' ', args)}'.
        """);
    return 1;
}

foreach ((string command, Action<Report> run) in commands)
{
    if (name == All || name == command)
    {
        run(report);
    }
}

if (args.Contains(Save))
{
    report.Save("dotnet run -c Release --project tests/NetworkGen.Benchmarks -- " + string.Join(' ', args));
}

return report.HasFailed ? 1 : 0;

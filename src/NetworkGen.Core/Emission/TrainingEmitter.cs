using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints a training pass: its phases forward and backward, and the order they run in.</summary>
internal static class TrainingEmitter
{
    private static string Width => "<" + SimdTarget.Any.TypeArgument + ">";

    /// <summary>Prints the pass.</summary>
    public static void Emit(SourceWriter writer, ExecutionPlan plan, KernelNames names)
    {
        TrainingPlan training = plan.Training;
        var printer = new CallPrinter(names);
        Phase[] phases = [.. training.Forward, .. training.Backward, .. training.BackwardInput];
        writer.Line($"/// <summary>A training pass: {training.SampleLength * 4 / 1024} KiB of activations and gradients per image, which begin at a, and {training.ScratchLength * 4 / 1024} KiB per thread, which begin at s; packed weights begin at w, their gradients at g. Between phases all wait.</summary>");
        using (writer.Open("file sealed class Training : global::NetworkGen.CompiledTrainingPass"))
        {
            writer.Line("public Training(global::NetworkGen.ParameterSet parameters, global::NetworkGen.ParameterSet buffers, int batchSize)");
            writer.Line("    : base(");
            writer.Line("        parameters,");
            writer.Line("        buffers,");
            writer.Line("        batchSize,");
            writer.Line($"        inputLength: {plan.Network.InputShape.Length},");
            writer.Line($"        outputLength: {plan.Network.Output.Shape.Length},");
            writer.Line($"        sampleLength: {training.SampleLength},");
            writer.Line($"        scratchLength: {training.ScratchLength},");
            writer.Line($"        weightsLength: {training.WeightsLength},");
            writer.Line($"        weightGradientsLength: {training.WeightGradientsLength},");
            writer.Line($"        switches: {training.Switches.Count})");
            writer.Open().Dispose();
            FindWanted(writer, training.Switches);

            Switch(writer, training.Methods);
            writer.Line();
            List(writer, "PackWeights", printer, training.Packing);
            Order(writer, "RunForward", printer, phases, 0, training.Forward.Count);
            writer.Line();
            Order(writer, "RunBackward", printer, phases, training.Forward.Count, training.Backward.Count);
            Order(writer, "RunBackwardInput", printer, phases, training.Forward.Count + training.Backward.Count, training.BackwardInput.Count);
            writer.Line();
            List(writer, "UnpackGradients", printer, training.Unpacking);
            foreach (PhaseMethod method in training.Methods)
            {
                writer.Line();
                Print(writer, printer, method, training);
            }
        }
    }

    /// <summary>Which gradients of results a backward pass computes; of its calls, the conditions name these.</summary>
    private static void FindWanted(SourceWriter writer, IReadOnlyList<GradientSwitch> switches)
    {
        writer.Line();
        writer.Line("/// <summary>The gradient of a result is wanted where a parameter in front of it is trained.</summary>");
        using (writer.Open("protected override void FindWanted()"))
        {
            for (int index = 0; index < switches.Count; index++)
            {
                IEnumerable<string> reasons =
                [
                    .. switches[index].Results.Select(static other => CallPrinter.Condition(new GradientCondition(IsParameter: false, other))),
                    .. switches[index].Parameters.Select(static parameter => CallPrinter.Condition(new GradientCondition(IsParameter: true, parameter))),
                ];
                writer.Line($"Wanted[{index}] = {string.Join(" || ", reasons)}; // {switches[index].Title}");
            }
        }
    }

    private static void Switch(SourceWriter writer, IReadOnlyList<PhaseMethod> methods)
    {
        writer.Line();
        using (writer.Open("protected override void RunImage(int phase, int sample, ref float a, ref float s, ref float w, ref float g)"))
        {
            KernelsEmitter.Dispatch(writer, "RunImage", "phase, sample, ref a, ref s, ref w, ref g");
        }

        writer.Line();
        using (writer.Open($"private void RunImage{Width}(int phase, int sample, ref float a, ref float s, ref float w, ref float g) {SimdTarget.Constraint}"))
        using (writer.Open("switch (phase)"))
        {
            foreach ((PhaseMethod method, PhaseUse use) in methods.SelectMany(static method => method.Uses.Select(use => (method, use))).OrderBy(static one => one.use.Phase))
            {
                string arguments = string.Concat(use.Arguments.Select(static argument => ", " + CallPrinter.Number(argument)));
                writer.Line($"case {use.Phase}: Phase{method.Number}{Width}(sample, ref a, ref s, ref w, ref g{arguments}); break;{(use.Title.Length == 0 ? "" : " // " + use.Title)}");
            }
        }
    }

    private static void List(SourceWriter writer, string name, CallPrinter printer, IReadOnlyList<KernelCall> calls)
    {
        using (writer.Open($"protected override void {name}()"))
        {
            printer.PrintList(writer, calls);
        }
    }

    private static void Method(SourceWriter writer, string header, CallPrinter printer, IReadOnlyList<KernelCall> calls)
    {
        using (writer.Open(header))
        {
            printer.Print(writer, calls);
        }
    }

    private static void Order(SourceWriter writer, string name, CallPrinter printer, Phase[] phases, int first, int count)
    {
        writer.Line();
        using (writer.Open($"protected override void {name}()"))
        {
            for (int phase = first; phase < first + count; phase++)
            {
                writer.Line(phases[phase].OverBatch ? printer.Statement(phases[phase].Calls[0]) : Of($"RunImages({phase});"));
            }
        }
    }

    private static void Print(SourceWriter writer, CallPrinter printer, PhaseMethod method, TrainingPlan training)
    {
        int backward = training.Forward.Count;
        string direction = method.Number < backward ? "Forward" : method.Number < backward + training.Backward.Count ? "Backward" : "Backward to the input";
        string others = method.Uses.Count == 1 ? "" : ", of phases " + string.Join(", ", method.Uses.Select(static use => Of($"{use.Phase}")));
        writer.Line($"// {direction}{others}");
        string parameters = string.Concat(method.Parameters.Select(static parameter => $", {(IsIndex(parameter) ? "int" : "nint")} {parameter}"));
        Method(writer, $"private void Phase{method.Number}{Width}(int sample, ref float a, ref float s, ref float w, ref float g{parameters}) {SimdTarget.Constraint}", printer, method.Calls);
    }

    private static bool IsIndex(string parameter) =>
        parameter.StartsWith("trained", StringComparison.Ordinal) || parameter.StartsWith("wanted", StringComparison.Ordinal);
}

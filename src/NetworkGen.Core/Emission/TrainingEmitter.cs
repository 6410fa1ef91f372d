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
    private const string PerImage = "int sample, int image, ref float a, ref float s, ref float w, ref float g";
    private const string PerGroup = "int images, ref float s, ref float w, ref float g";

    private static string Width => "<" + SimdTarget.Any.TypeArgument + ">";

    /// <summary>Prints the pass.</summary>
    public static void Emit(SourceWriter writer, ExecutionPlan plan, KernelNames names)
    {
        TrainingPlan training = plan.Training;
        var printer = new CallPrinter(names);
        Phase[] phases = [.. training.Forward, .. training.Backward, .. training.BackwardInput];
        writer.Line($"/// <summary>A training pass: {training.SampleLength * 4 / 1024} KiB of activations and gradients per image, which begin at a, and {training.ScratchLength * 4 / 1024} KiB per thread, which begin at s; packed weights begin at w, their gradients at g. Phases in one call of RunImages are run group by group of {TrainingPlan.GroupSize} images, the second, fourth, … for the group as one; between calls all wait.</summary>");
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
            writer.Line($"        switches: {training.Switches.Count},");
            writer.Line($"        groupSize: {TrainingPlan.GroupSize})");
            writer.Open().Dispose();
            FindWanted(writer, training.Switches);

            Switch(writer, "RunImage", PerImage, training.Methods.Where(static method => method.Scope == PhaseScope.Image));
            if (training.Methods.Any(static method => method.Scope == PhaseScope.Group))
            {
                Switch(writer, "RunGroup", PerGroup, training.Methods.Where(static method => method.Scope == PhaseScope.Group));
            }

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

    private static void Switch(SourceWriter writer, string name, string parameters, IEnumerable<PhaseMethod> methods)
    {
        writer.Line();
        string passed = Arguments(parameters);
        using (writer.Open($"protected override void {name}(int phase, {parameters})"))
        {
            KernelsEmitter.Dispatch(writer, name, "phase, " + passed);
        }

        writer.Line();
        using (writer.Open($"private void {name}{Width}(int phase, {parameters}) {SimdTarget.Constraint}"))
        using (writer.Open("switch (phase)"))
        {
            foreach ((PhaseMethod method, PhaseUse use) in methods.SelectMany(static method => method.Uses.Select(use => (method, use))).OrderBy(static one => one.use.Phase))
            {
                string arguments = string.Concat(use.Arguments.Select(static argument => ", " + CallPrinter.Number(argument)));
                writer.Line($"case {use.Phase}: Phase{method.Number}{Width}({passed}{arguments}); break;{(use.Title.Length == 0 ? "" : " // " + use.Title)}");
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
                if (phases[phase].Scope == PhaseScope.Batch)
                {
                    writer.Line(printer.Statement(phases[phase].Calls[0]));
                    continue;
                }

                int start = phase;
                while (phase + 1 < first + count && phases[phase + 1].Scope != PhaseScope.Batch)
                {
                    phase++;
                }

                writer.Line(Of($"RunImages({start}, {phase});"));
            }
        }
    }

    private static void Print(SourceWriter writer, CallPrinter printer, PhaseMethod method, TrainingPlan training)
    {
        int backward = training.Forward.Count;
        string direction = method.Number < backward ? "Forward" : method.Number < backward + training.Backward.Count ? "Backward" : "Backward to the input";
        direction += method.Scope == PhaseScope.Group ? ", a group of images" : "";
        string others = method.Uses.Count == 1 ? "" : ", of phases " + string.Join(", ", method.Uses.Select(static use => Of($"{use.Phase}")));
        writer.Line($"// {direction}{others}");
        string parameters = string.Concat(method.Parameters.Select(static parameter => $", {(IsIndex(parameter) ? "int" : "nint")} {parameter}"));
        string all = (method.Scope == PhaseScope.Image ? PerImage : PerGroup) + parameters;
        Method(writer, $"private void Phase{method.Number}{Width}({all}) {SimdTarget.Constraint}", printer, method.Calls);
    }

    /// <summary>What passes parameters on: their names, and that they are references.</summary>
    private static string Arguments(string parameters) =>
        string.Join(", ", parameters.Split([", "], StringSplitOptions.None).Select(static parameter => (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Split(' ').Last()));

    private static bool IsIndex(string parameter) =>
        parameter.StartsWith("trained", StringComparison.Ordinal) || parameter.StartsWith("wanted", StringComparison.Ordinal);
}

using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Planning;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Emission;

/// <summary>Prints a training pass: its phases forward and backward, and the order they run in.</summary>
internal static class TrainingEmitter
{
    /// <summary>Prints the pass.</summary>
    public static void Emit(SourceWriter writer, ExecutionPlan plan, KernelNames names)
    {
        TrainingPlan training = plan.Training;
        var printer = new CallPrinter(names, "Weights");
        Phase[] phases = [.. training.Forward, .. training.Backward, .. training.BackwardInput];
        writer.Line($"/// <summary>A training pass: {training.SampleLength * 4 / 1024} KiB of activations and gradients per image. A phase runs on chunks of the batch at once; between phases all wait.</summary>");
        using (writer.Open("file sealed class Training : global::NetworkGen.CompiledTrainingPass"))
        {
            writer.Line("/// <summary>Floats of one image's activations and gradients.</summary>");
            writer.Line($"private const long SampleLength = {training.SampleLength};");
            writer.Line();
            writer.Line("public Training(global::NetworkGen.ParameterSet parameters, global::NetworkGen.ParameterSet buffers, int batchSize)");
            writer.Line("    : base(");
            writer.Line("        parameters,");
            writer.Line("        buffers,");
            writer.Line("        batchSize,");
            writer.Line($"        inputLength: {plan.Network.InputShape.Length},");
            writer.Line($"        outputLength: {plan.Network.Output.Shape.Length},");
            writer.Line("        sampleLength: SampleLength,");
            writer.Line($"        weightsLength: {training.WeightsLength},");
            writer.Line($"        weightGradientsLength: {training.WeightGradientsLength},");
            writer.Line($"        switches: {training.Switches.Count})");
            writer.Open().Dispose();
            FindWanted(writer, training.Switches);

            writer.Line();
            Switch(writer, phases);
            Method(writer, "protected override void PackWeights()", printer, training.Packing);
            Order(writer, "RunForward", phases, 0, training.Forward.Count);
            Method(writer, "protected override void ClearWeightGradients()", printer, training.Clearing);
            Order(writer, "RunBackward", phases, training.Forward.Count, training.Backward.Count);
            Order(writer, "RunBackwardInput", phases, training.Forward.Count + training.Backward.Count, training.BackwardInput.Count);
            Method(writer, "protected override void UnpackGradients()", printer, training.Unpacking);
            for (int phase = 0; phase < phases.Length; phase++)
            {
                string direction = phase < training.Forward.Count ? "Forward" : phase < training.Forward.Count + training.Backward.Count ? "Backward" : "Backward to the input";
                PrintPhase(writer, printer, phases[phase], phase, direction);
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
                    .. switches[index].Results.Select(static other => CallPrinter.Condition(isParameter: false, other)),
                    .. switches[index].Parameters.Select(static parameter => CallPrinter.Condition(isParameter: true, parameter)),
                ];
                writer.Line($"Wanted[{index}] = {string.Join(" || ", reasons)}; // {switches[index].Title}");
            }
        }
    }

    private static void Switch(SourceWriter writer, Phase[] phases)
    {
        using (writer.Open("public override void Run(int step, int unit)"))
        using (writer.Open("switch (step)"))
        {
            for (int phase = 0; phase < phases.Length; phase++)
            {
                if (phases[phase].Kind != PhaseKind.Once)
                {
                    writer.Line($"case {phase}:");
                    writer.Line($"    Phase{phase}(unit);");
                    writer.Line("    break;");
                }
            }
        }
    }

    private static void Method(SourceWriter writer, string header, CallPrinter printer, IReadOnlyList<KernelCall> calls)
    {
        writer.Line();
        using (writer.Open(header))
        {
            printer.Print(writer, calls);
        }
    }

    private static void Order(SourceWriter writer, string name, Phase[] phases, int first, int count)
    {
        writer.Line();
        using (writer.Open($"protected override void {name}(int count)"))
        {
            for (int phase = first; phase < first + count; phase++)
            {
                writer.Line(phases[phase].Kind switch
                {
                    PhaseKind.Images => Of($"RunChunks({phase});"),
                    PhaseKind.Blocks => Of($"RunBlocks({phase}, {phases[phase].Blocks});"),
                    _ => Of($"Phase{phase}(count);"),
                });
            }
        }
    }

    private static void PrintPhase(SourceWriter writer, CallPrinter printer, Phase phase, int number, string direction)
    {
        writer.Line();
        bool Uses(OperandKind kind) => phase.Calls.Any(call => call.Operands.Any(operand => operand.Kind == kind));
        if (phase.Kind == PhaseKind.Once)
        {
            writer.Line($"/// <summary>{direction}, once between images.</summary>");
            using (writer.Open($"private void Phase{number}(int count)"))
            {
                printer.Print(writer, phase.Calls);
            }

            return;
        }

        string unit = phase.Kind == PhaseKind.Images ? "chunk" : "block";
        writer.Line(phase.Kind == PhaseKind.Images
            ? Of($"/// <summary>{direction}, image by image of one chunk of the batch.</summary>")
            : Of($"/// <summary>{direction}, one block of 16 channels over the whole batch.</summary>"));
        using (writer.Open($"private void Phase{number}(int {unit})"))
        {
            if (Uses(OperandKind.Weights))
            {
                writer.Line("ref float weights = ref FirstWeight;");
            }

            if (Uses(OperandKind.WeightGradients))
            {
                writer.Line("ref float weightGradients = ref ChunkWeightGradients(chunk);");
            }

            if (phase.Kind == PhaseKind.Blocks)
            {
                writer.Line("int count = Count;");
                writer.Line("ref float activations = ref Sample(0);");
                printer.Print(writer, phase.Calls);
                return;
            }

            writer.Line("int end = FirstSample(chunk + 1);");
            using (writer.Open("for (int sample = FirstSample(chunk); sample < end; sample++)"))
            {
                writer.Line("ref float activations = ref Sample(sample);");
                writer.Line();
                printer.Print(writer, phase.Calls);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetworkGen;

/// <summary>The tensors a network expects of a file, and what is wrong with those it gets.</summary>
internal sealed class StateDict(ParameterSet parameters, ParameterSet buffers)
{
    private const int MostProblems = 20;

    /// <summary>Refuses a file whose tensors aren't the network's, with all that differs in one message.</summary>
    public void Check(SafetensorsHeader header)
    {
        List<string> problems = [];
        Dictionary<string, TensorEntry> entries = header.Tensors.ToDictionary(static entry => entry.Name, StringComparer.Ordinal);
        string[] unexpected = [.. entries.Keys.Where(name => !IsExpected(name) && !IsIgnored(name)).Order(StringComparer.Ordinal)];
        foreach (Parameter tensor in parameters.Concat(buffers))
        {
            if (!entries.TryGetValue(tensor.Name, out TensorEntry? entry))
            {
                problems.Add($"'{tensor.Name}' is missing: expected F32 {ShapeOf(tensor)}.{NearestName.Hint(tensor.Name, unexpected)}");
            }
            else if (!entry.Shape.SequenceEqual(tensor.Shape.Select(static dimension => (long)dimension)))
            {
                problems.Add($"'{tensor.Name}': expected the shape {ShapeOf(tensor)}, found {entry.Description}. Load the file of this network, or change the layer to match.");
            }
            else if (entry.DType != "F32")
            {
                problems.Add($"'{tensor.Name}': expected F32, found {entry.DType}. Only float32 is read; save it so (in PyTorch: model.float()).");
            }
        }

        string[] names = [.. parameters.Concat(buffers).Select(static tensor => tensor.Name)];
        foreach (string name in unexpected)
        {
            problems.Add($"'{name}', {entries[name].Description}, is not in the network.{NearestName.Hint(name, names)}");
        }

        if (problems.Count > 0)
        {
            IEnumerable<string> shown = problems.Take(MostProblems);
            string rest = problems.Count > MostProblems ? $"\n… and {problems.Count - MostProblems} more." : "";
            throw new InvalidDataException($"The tensors don't fit the network; nothing was loaded.\n{string.Join('\n', shown)}{rest}");
        }
    }

    private static string ShapeOf(Parameter tensor) => $"[{string.Join(", ", tensor.Shape)}]";

    private bool IsExpected(string name) => parameters.TryGet(name, out _) || buffers.TryGet(name, out _);

    // PyTorch's batch norms count their batches for a momentum of None, which we don't have.
    private bool IsIgnored(string name) => name == "num_batches_tracked" || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetworkGen;

/// <summary>The tensors a network expects of a file, and what is wrong with those it gets.</summary>
internal sealed class StateDict
{
    private const int MostProblems = 20;

    private readonly Parameter[] _tensors;
    private readonly Parameter[] _skipped;
    private readonly Parameter[] _frozen;
    private readonly Dictionary<string, Parameter> _wanted;
    private readonly LoadOptions _options;

    /// <summary>Finds what the options name.</summary>
    /// <exception cref="ArgumentException">A name stands for nothing.</exception>
    public StateDict(ParameterSet parameters, ParameterSet buffers, LoadOptions options)
    {
        _options = options;
        _tensors = [.. parameters, .. buffers];
        _skipped = TensorNames.Find([.. options.Skip], _tensors, nameof(LoadOptions.Skip));
        _frozen = TensorNames.Find([.. options.Freeze], parameters, nameof(LoadOptions.Freeze));
        _wanted = _tensors.Except(_skipped).ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The parameters to freeze once all is loaded.</summary>
    public IReadOnlyList<Parameter> Frozen => _frozen;

    /// <summary>The tensor of the network that takes an entry's values, or null where they are passed over.</summary>
    public Parameter? TargetOf(TensorEntry entry) => NameOf(entry) is { } name && _wanted.TryGetValue(name, out Parameter? tensor) ? tensor : null;

    /// <summary>Refuses a file whose tensors aren't the network's, with all that differs in one message; says what will be loaded of the others.</summary>
    public LoadReport Check(SafetensorsHeader header)
    {
        CheckPrefix(header);
        Dictionary<Parameter, TensorEntry> entries = [];
        List<TensorEntry> unexpected = [];
        foreach (TensorEntry entry in header.Tensors)
        {
            if (TargetOf(entry) is { } tensor)
            {
                entries.Add(tensor, entry);
            }
            else if (!IsPassedOver(entry))
            {
                unexpected.Add(entry);
            }
        }

        unexpected.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Parameter[] missing = [.. _tensors.Where(tensor => _wanted.ContainsKey(tensor.Name) && !entries.ContainsKey(tensor))];
        List<string> problems = [];
        foreach (Parameter tensor in _tensors)
        {
            if (entries.TryGetValue(tensor, out TensorEntry? entry))
            {
                problems.AddRange(Difference(tensor, entry));
            }
            else if (!_options.AllowMissing && missing.Contains(tensor))
            {
                problems.Add($"'{tensor.Name}' is missing: expected the shape {ShapeOf(tensor)}.{NameHint.For(tensor.Name, unexpected.Select(static other => other.Name))}");
            }
        }

        if (!_options.AllowUnexpected)
        {
            problems.AddRange(unexpected.Select(entry =>
                $"'{entry.Name}', {entry.Description}, is not in the network.{NameHint.For(entry.Name, _tensors.Select(static tensor => tensor.Name))}"));
        }

        ThrowIfAny(problems, header);
        return new LoadReport(
            Names(_tensors.Where(entries.ContainsKey)), Names(_skipped), Names(missing), [.. unexpected.Select(static entry => entry.Name)], Names(_frozen));
    }

    private static IEnumerable<string> Difference(Parameter tensor, TensorEntry entry)
    {
        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(static dimension => (long)dimension)))
        {
            yield return $"'{entry.Name}': expected the shape {ShapeOf(tensor)}, found {entry.Description}. Load the file of this network, change the layer to match, or leave it out by LoadOptions.Skip.";
        }
        else if (!SafetensorsData.Reads(entry.DType))
        {
            yield return $"'{entry.Name}': expected {SafetensorsData.ReadableTypes}, found {entry.DType}. Save it as float32 (in PyTorch: model.float()).";
        }
    }

    private void ThrowIfAny(List<string> problems, SafetensorsHeader header)
    {
        if (problems.Count > 0)
        {
            IEnumerable<string> shown = problems.Take(MostProblems);
            string rest = problems.Count > MostProblems ? $"\n… and {problems.Count - MostProblems} more." : "";
            throw new InvalidDataException($"The tensors don't fit the network; nothing was loaded.{PrefixHint(header)}\n{string.Join('\n', shown)}{rest}");
        }
    }

    private static string[] Names(IEnumerable<Parameter> tensors) => [.. tensors.Select(static tensor => tensor.Name)];

    private static string ShapeOf(Parameter tensor) => $"[{string.Join(", ", tensor.Shape)}]";

    private void CheckPrefix(SafetensorsHeader header)
    {
        if (header.Tensors.Count > 0 && header.Tensors.All(entry => NameOf(entry) is null))
        {
            throw new InvalidDataException(
                $"No tensor's name begins with the prefix '{_options.Prefix}'; the first is '{header.Tensors[0].Name}'. Nothing was loaded.");
        }
    }

    /// <summary>What to say where every tensor is in the file, behind one more prefix.</summary>
    private string PrefixHint(SafetensorsHeader header)
    {
        if (_wanted.Keys.FirstOrDefault() is not { } first)
        {
            return "";
        }

        HashSet<string> names = [.. header.Tensors.Select(static entry => entry.Name)];
        string? prefix = names.Where(name => name.EndsWith('.' + first, StringComparison.Ordinal))
            .Select(name => name[..^first.Length])
            .FirstOrDefault(prefix => prefix != _options.Prefix && _wanted.Keys.All(name => names.Contains(prefix + name)));
        return prefix is null ? "" : $" All are there behind '{prefix}': load with LoadOptions.Prefix = \"{prefix}\".";
    }

    /// <summary>An entry's name without the prefix; null where it hasn't got it.</summary>
    private string? NameOf(TensorEntry entry) => entry.Name.StartsWith(_options.Prefix, StringComparison.Ordinal) ? entry.Name[_options.Prefix.Length..] : null;

    private bool IsPassedOver(TensorEntry entry) => NameOf(entry) is { } name && (IsBatchCounter(name) || _options.Skip.Any(skip => TensorNames.Covers(skip, name)));

    // PyTorch's batch norms count their batches for a momentum of None, which we don't have.
    private static bool IsBatchCounter(string name) => name == "num_batches_tracked" || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}

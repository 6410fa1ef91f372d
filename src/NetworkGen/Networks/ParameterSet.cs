using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace NetworkGen;

/// <summary>All parameters (or all running statistics) of a network: one contiguous buffer, each tensor a named view of it.</summary>
/// <remarks>
/// Values change through <see cref="CopyFrom"/>, loading or an optimizer only; each moves <see cref="Version"/>, by which the network
/// notices. Reading from many threads is safe, changing while others read is not.
/// </remarks>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly float[] _values;
    private readonly Parameter[] _parameters;
    private readonly Dictionary<string, Parameter> _byName;
    private long _version;

    /// <summary>Lays the tensors out one after the other; all values are 0 until <see cref="Initialize"/>.</summary>
    /// <param name="infos">The tensors, in PyTorch's state-dict order.</param>
    /// <exception cref="ArgumentException">A name comes twice, a dimension is below 1, or all together are more than an array holds.</exception>
    public ParameterSet(params ReadOnlySpan<ParameterInfo> infos)
    {
        _parameters = new Parameter[infos.Length];
        _byName = new Dictionary<string, Parameter>(infos.Length, StringComparer.Ordinal);
        long offset = 0;
        for (int i = 0; i < infos.Length; i++)
        {
            ParameterInfo info = infos[i];
            long length = LengthOf(info);
            if (offset + length > Array.MaxLength)
            {
                throw new ArgumentException($"Up to '{info.Name}' there are {offset + length} values; at most {Array.MaxLength} fit into one buffer.", nameof(infos));
            }

            Parameter parameter = new(this, info.Name, [.. info.Shape], info.Initializer, (int)offset, (int)length);
            if (!_byName.TryAdd(info.Name, parameter))
            {
                throw new ArgumentException($"'{info.Name}' comes twice; names are unique.", nameof(infos));
            }

            _parameters[i] = parameter;
            offset += length;
        }

        _values = new float[offset];
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _parameters.Length;

    /// <summary>Number of floats of all tensors.</summary>
    /// <remarks>Not "Length": a collection expression would take that for the number of tensors.</remarks>
    public int TotalLength => _values.Length;

    /// <summary>All values, tensor after tensor. A view: it shows later changes.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Moves with every change of a value.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>For generated code, the loader and the optimizers: whoever writes calls <see cref="MarkChanged"/> when done.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<float> Writable => _values;

    /// <summary>The tensor at a place in the order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Parameter this[int index] => _parameters[index];

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">PyTorch's state-dict name: <c>1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message offers the nearest name.</exception>
    public Parameter this[string name] => TryGet(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException($"There is no '{name}'.{NameHint.For(name, _byName.Keys)}");

    /// <summary>The tensor of a name, if there is one.</summary>
    /// <param name="name">PyTorch's state-dict name.</param>
    /// <param name="parameter">The tensor.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter) => _byName.TryGetValue(name, out parameter);

    /// <summary>Fills every tensor by its initializer; tensor i draws from stream i of the seed.</summary>
    /// <param name="seed">The same seed gives the same bits on every machine.</param>
    public void Initialize(int seed)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            Parameter parameter = _parameters[i];
            parameter.Initializer.Fill(_values.AsSpan(parameter.Offset, parameter.Length), new RandomStream((uint)seed, (ulong)i));
        }

        MarkChanged();
    }

    /// <summary>Replaces all values; the next <c>Forward</c> uses them.</summary>
    /// <param name="values"><see cref="TotalLength"/> floats, tensor after tensor.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        if (values.Length != TotalLength)
        {
            throw new ArgumentException($"{Count} tensors hold {TotalLength} values, got {values.Length}.", nameof(values));
        }

        values.CopyTo(_values);
        MarkChanged();
    }

    /// <summary>Freezes parameters: training leaves them as they are, see <see cref="Parameter.IsFrozen"/>.</summary>
    /// <param name="names">Names of tensors, or of what they belong to: <c>fc</c> is <c>fc.weight</c> and <c>fc.bias</c>, not <c>fc2.weight</c>.</param>
    /// <exception cref="ArgumentException">A name stands for nothing, and nothing was frozen; the message offers the nearest.</exception>
    public void Freeze(params ReadOnlySpan<string> names) => SetFrozen(names, true);

    /// <summary>Freezes all of them: the first half of "everything but the head".</summary>
    public void FreezeAll() => Array.ForEach(_parameters, static parameter => parameter.IsFrozen = true);

    /// <summary>Lets parameters be trained again.</summary>
    /// <param name="names">Names of tensors, or of what they belong to, as for <see cref="Freeze"/>.</param>
    /// <exception cref="ArgumentException">A name stands for nothing, and nothing was changed; the message offers the nearest.</exception>
    public void Unfreeze(params ReadOnlySpan<string> names) => SetFrozen(names, false);

    /// <summary>Tells readers that values changed. Called after writing to <see cref="Writable"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void MarkChanged() => Interlocked.Increment(ref _version);

    /// <summary>The tensors in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void SetFrozen(ReadOnlySpan<string> names, bool isFrozen)
    {
        foreach (Parameter parameter in TensorNames.Find(names, _parameters, nameof(names)))
        {
            parameter.IsFrozen = isFrozen;
        }
    }

    private static long LengthOf(ParameterInfo info)
    {
        long length = 1;
        foreach (int dimension in info.Shape)
        {
            if (dimension < 1)
            {
                throw new ArgumentException($"'{info.Name}' has a dimension of {dimension}; dimensions are at least 1.");
            }

            // Saturates: the constructor refuses far smaller lengths.
            length = long.Min(length * dimension, int.MaxValue);
        }

        return length;
    }
}

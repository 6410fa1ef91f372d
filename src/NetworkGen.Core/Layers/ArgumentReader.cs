using System;
using System.Collections.Generic;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Layers;

/// <summary>Reads the arguments of one attribute by name, with their defaults, and reports those out of range as NG1006.</summary>
public sealed class ArgumentReader
{
    private readonly Dictionary<string, ArgumentValue> _values = new(StringComparer.Ordinal);
    private readonly IssueSink _issues;

    /// <summary>Reads from <paramref name="arguments"/>, reporting to <paramref name="issues"/>.</summary>
    public ArgumentReader(IEnumerable<Argument> arguments, IssueSink issues)
    {
        _issues = issues;
        foreach (Argument argument in arguments)
        {
            _values[argument.Name] = argument.Value;
        }
    }
}

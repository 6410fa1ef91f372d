using System;
using System.Collections.Generic;

namespace NetworkGen.Core.Layers;

/// <summary>Every layer there is: the attribute's name and how its arguments are read.</summary>
public static class LayerCatalog
{
    private static readonly Dictionary<string, Func<ArgumentReader, Layer>> _readers = new(StringComparer.Ordinal)
    {
    };

    /// <summary>Whether a layer of this name exists.</summary>
    public static bool Contains(string kind) => _readers.ContainsKey(kind);

    /// <summary>Reads a layer's arguments; misfits go to the reader's sink.</summary>
    public static Layer Read(string kind, ArgumentReader arguments) => _readers[kind](arguments);
}

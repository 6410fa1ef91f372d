using System.Collections.Generic;

namespace NetworkGen.TestCases;

/// <summary>A stack of layers with a name, for <see cref="Layers.Stage"/> and <see cref="Layers.Use"/>.</summary>
/// <param name="Name">A C# identifier, behind the case's own in source: cases may have blocks of one name.</param>
/// <param name="Layers">The layers, first to last.</param>
public sealed record BlockCase(string Name, IReadOnlyList<LayerCase> Layers);

using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetworkGen.TestCases;

/// <summary>One layer as plain data.</summary>
/// <param name="Kind">The layer's name in PyTorch and in ours: <c>Conv2d</c>, <c>ReLU</c>, …</param>
/// <param name="Arguments">All arguments, those at their default included.</param>
public sealed record LayerCase(string Kind, IReadOnlyList<CaseArgument> Arguments)
{
    /// <summary>The user's name for the layer; without one it is called by its index in the stack.</summary>
    public string? Name { get; init; }

    /// <summary>The name that the layer's parameters start with: the user's, or the index in its stack, as in <c>nn.Sequential</c>.</summary>
    public string NameAt(int index) => Name ?? index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the layer has an argument of that name.</summary>
    public bool Has(string name) => Arguments.Any(argument => argument.Name == name);

    /// <summary>The value of an argument.</summary>
    public T Get<T>(string name) => (T)Arguments.First(argument => argument.Name == name).Value;

    /// <inheritdoc/>
    public override string ToString() => CaseSource.Attribute(this);
}

using System.Collections.Generic;
using NetworkGen.TestCases;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>A stack while it is built: the network's own, or one use of a block.</summary>
/// <param name="Prefix">What names of parameters begin with.</param>
/// <param name="Input">The node whose result enters.</param>
/// <param name="Symbols">The values of <c>Width</c>, <c>In</c> and <c>Stride</c> in a block; empty outside.</param>
/// <param name="Blocks">The blocks around it: none of them may be used again.</param>
internal sealed record ReferenceScope(string Prefix, int Input, IReadOnlyDictionary<string, int> Symbols, IReadOnlyList<string> Blocks)
{
    private readonly Dictionary<string, int> _tensors = new() { ["input"] = Input };

    /// <summary>The node whose result the next layer reads.</summary>
    public int Current { get; private set; } = Input;

    /// <summary>The node of a tensor's name.</summary>
    public int Tensor(string name) => _tensors.TryGetValue(name, out int node) ? node : throw new IllegalLayerException($"no tensor is called {name}");

    /// <summary>Gives a result a name, and moves on to it.</summary>
    public void Continue(string name, int node)
    {
        Current = node;
        if (!_tensors.TryAdd(name, node))
        {
            throw new IllegalLayerException($"two tensors are called {name}");
        }
    }

    /// <summary>The value of a number, which must be in its range.</summary>
    public int Number(LayerCase layer, string argument, int most)
    {
        int value = layer.Get<object>(argument) is CaseNumber symbol ? Value(symbol) : layer.Get<int>(argument);
        return value >= 1 && value <= most ? value : throw new IllegalLayerException($"{argument} is {value}");
    }

    /// <summary>The value of a symbol's product.</summary>
    public int Value(CaseNumber number) => Symbols.TryGetValue(number.Symbol ?? "", out int value)
        ? value * number.Factor / number.Divisor
        : throw new IllegalLayerException($"{number} has no value here");
}

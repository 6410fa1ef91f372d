using System;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.ReceptiveFields.Rules;

/// <summary>
/// Builds a network with a fix in it before the fix is offered. Rules run at every keystroke, so there is an end to it: many tries of
/// small networks, a few of large ones. What can't be tried any more is not offered until others are mended.
/// </summary>
/// <param name="network">The network as it is.</param>
internal sealed class Trials(Network network)
{
    /// <summary>Layers that are built in all, about 5 ms of them.</summary>
    private const int Layers = 800;

    private int _left = Math.Max(2, Layers / network.Nodes.Count);

    /// <summary>The fix, if the network can be built with it.</summary>
    public Fix? Sound(Fix? fix) => fix is not null && Build(fix) is not null ? fix : null;

    /// <summary>The network with the fix, if it can be built.</summary>
    public Network? Build(Fix fix) => _left-- > 0 ? fix.Try(network) : null;
}

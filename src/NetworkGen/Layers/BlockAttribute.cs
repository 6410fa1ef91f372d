using System;

namespace NetworkGen;

/// <summary>
/// A stack of layers with a name, used many times: the class that carries it declares layers as a network does, and
/// <see cref="StageAttribute{TBlock}"/> and <see cref="UseAttribute{TBlock}"/> put them in. Inside, <c>"input"</c> is what enters
/// the block, and <see cref="Block"/> holds what differs from use to use.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute;

using System;

namespace NetworkGen.Numerics.Tests.Reference;

/// <summary>The layer can't stand on its input. By the reference's own arithmetic: the compiler must refuse exactly these.</summary>
public sealed class IllegalLayerException(string message) : Exception(message);

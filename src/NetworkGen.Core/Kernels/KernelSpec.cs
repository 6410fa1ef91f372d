using System.Collections.Generic;
using NetworkGen.Core.Emission;

namespace NetworkGen.Core.Kernels;

/// <summary>
/// A method that emitted code calls. Equal specs share one method: everything that shapes the inner loops is part of the spec,
/// outer bounds and pitches are parameters of the call.
/// </summary>
public abstract record KernelSpec
{
    /// <summary>The method's name; clashes between different specs are resolved by the emitter.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the method is part of the runtime library rather than emitted.</summary>
    public virtual bool IsRuntime => false;
}

/// <summary>A kernel that is emitted: once for all vector widths, or apart for those whose registers ask for another text.</summary>
public abstract record EmittedKernel : KernelSpec
{
    /// <summary>The widths that have a text of their own; one that is generic over the width serves all others.</summary>
    public virtual IReadOnlyList<SimdTarget> Texts => [SimdTarget.Any];

    /// <summary>What it computes, in one or two sentences; becomes the comment above it.</summary>
    public abstract string Summary { get; }

    /// <summary>Parameters: <c>ref float</c> for those that begin with <c>ref </c>, <c>float</c> for those that begin with <c>float </c>, <c>nint</c> for the others.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Prints the body for one vector width, or for any.</summary>
    public abstract void Body(SourceWriter writer, SimdTarget simd);
}

/// <summary>A method of the runtime library, for work that is not worth unrolling.</summary>
/// <param name="Method">Class and method within <c>NetworkGen.Layout</c>, which the emitted code imports.</param>
public sealed record RuntimeKernel(string Method) : KernelSpec
{
    /// <inheritdoc/>
    public override string Name => Method;

    /// <inheritdoc/>
    public override bool IsRuntime => true;
}

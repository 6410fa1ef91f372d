using System;
using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Emission;
using NetworkGen.Core.Planning;

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

    /// <summary>Whether cores that run an image together share a call, which takes a <c>share</c> as its last argument; otherwise one of them makes it.</summary>
    public virtual bool IsShared => false;

    /// <summary>Whether a call only reads what one of its arguments refers to.</summary>
    public abstract bool OnlyReads(KernelCall call, int operand);
}

/// <summary>A kernel that is emitted: once for all vector widths, or apart for those whose registers ask for another text.</summary>
public abstract record EmittedKernel : KernelSpec
{
    /// <summary>The widths that have a text of their own; one that is generic over the width serves all others.</summary>
    public virtual IReadOnlyList<SimdTarget> Texts => [SimdTarget.Any];

    /// <summary>What shapes the text of one of these widths. Kernels that differ in the others only share a method.</summary>
    public virtual EmittedKernel Text(SimdTarget simd) => this;

    /// <summary>What it computes, in one or two sentences; becomes the comment above it.</summary>
    public abstract string Summary { get; }

    /// <summary>What a parameter begins with that refers to floats which are only read.</summary>
    public const string ReadOnly = "in ";

    /// <summary>
    /// Parameters: <c>ref float</c> for those that begin with <c>ref </c>, or with <c>in </c> where what they refer to is only read; <c>float</c> for
    /// those that begin with <c>float </c>, <c>nint</c> for the others.
    /// </summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <inheritdoc/>
    public override bool OnlyReads(KernelCall call, int operand) => Parameters[operand].StartsWith(ReadOnly, StringComparison.Ordinal);

    /// <summary>Prints the body for one vector width, or for any.</summary>
    public abstract void Body(SourceWriter writer, SimdTarget simd);
}

/// <summary>A method of the runtime library, for work that is not worth unrolling.</summary>
/// <param name="Method">Class and method within <c>NetworkGen.Layout</c>, which the emitted code imports.</param>
/// <param name="IsDivided">Whether it takes a share, and does that part only.</param>
/// <param name="Inputs">Of the maps that it is given, how many are only read; these come first.</param>
public sealed record RuntimeKernel(string Method, bool IsDivided = false, int Inputs = 0) : KernelSpec
{
    /// <inheritdoc/>
    public override string Name => Method;

    /// <inheritdoc/>
    public override bool IsRuntime => true;

    /// <inheritdoc/>
    public override bool IsShared => IsDivided;

    /// <inheritdoc/>
    public override bool OnlyReads(KernelCall call, int operand) => call.Operands.Take(operand).Count(static other => other.Kind == OperandKind.Arena) < Inputs;
}

using NetworkGen.Core.Declaration;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>One call of a kernel.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Operands">Its arguments, in the order of its parameters.</param>
/// <param name="Comment">What stands above it in the emitted code; null where it belongs to the call before.</param>
/// <param name="Switch">The gradient switch that must be on for the call to be made; null where it always is.</param>
public sealed record KernelCall(KernelSpec Kernel, EquatableArray<Operand> Operands, string? Comment, int? Switch = null);

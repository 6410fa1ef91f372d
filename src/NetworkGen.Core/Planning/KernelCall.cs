using NetworkGen.Core.Declaration;
using NetworkGen.Core.Kernels;

namespace NetworkGen.Core.Planning;

/// <summary>One call of a kernel.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Operands">Its arguments, in the order of its parameters.</param>
/// <param name="Comment">What stands above it in the emitted code; null where it belongs to the call before.</param>
/// <param name="Condition">What must be so for the call to be made; null where it always is.</param>
public sealed record KernelCall(KernelSpec Kernel, EquatableArray<Operand> Operands, string? Comment, GradientCondition? Condition = null);

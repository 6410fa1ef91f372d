using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Planning;

/// <summary>The method of one or more phases that differ in nothing but where their tensors lie: repeated blocks have equal ones.</summary>
/// <param name="Scope">How often it is called.</param>
/// <param name="Parameters">The names of what differs; empty where the method serves one phase.</param>
/// <param name="Calls">Its calls; operands that differ name their parameter.</param>
/// <param name="Uses">The phases.</param>
public sealed record PhaseMethod(PhaseScope Scope, EquatableArray<string> Parameters, EquatableArray<KernelCall> Calls, EquatableArray<PhaseUse> Uses)
{
    /// <summary>The number that its name has: that of its first phase.</summary>
    public int Number => Uses[0].Phase;
}

/// <summary>A phase and what it passes to its method.</summary>
/// <param name="Phase">The phase, counted over the whole pass.</param>
/// <param name="Title">The layer it begins with, for a comment.</param>
/// <param name="Arguments">One for each of the method's parameters.</param>
public sealed record PhaseUse(int Phase, string Title, EquatableArray<long> Arguments);

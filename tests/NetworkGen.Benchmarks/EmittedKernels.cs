using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NetworkGen.Benchmarks;

/// <summary>
/// The kernels among the emitted code of this program's networks: methods that ask the JIT to optimize them at their first call. What only calls
/// kernels, in their class and elsewhere, is compiled as all code is: quickly, and optimized once it was called often.
/// </summary>
internal static class EmittedKernels
{
    /// <summary>The class that kernels stand in; each file has its own.</summary>
    public const string Class = "Kernels";

    private static readonly HashSet<(string? Type, string Method)> _all =
    [
        .. typeof(EmittedKernels).Assembly.GetTypes()
            .Where(static type => type.Name.EndsWith("__" + Class, StringComparison.Ordinal))
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))
            .Select(static method => (method.DeclaringType!.FullName, method.Name)),
    ];

    /// <summary>Whether a method is one of them.</summary>
    /// <param name="type">Its type's full name, as reflection and the runtime spell it.</param>
    /// <param name="method">Its name.</param>
    public static bool Contains(string? type, string method) => _all.Contains((type, method));
}

using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Core.Emission;

/// <summary>Prints the generated part of a network's class.</summary>
public static class NetworkEmitter
{
    /// <summary>The full text for a checked network.</summary>
    public static string Emit(Network network) => EmitStub(network.Declaration);

    /// <summary>The public members with bodies that throw: what is emitted while the declaration has errors, so that the user sees our one error and not forty of the compiler's.</summary>
    public static string EmitStub(NetworkDeclaration declaration) => "// " + declaration.Type.Namespace;
}

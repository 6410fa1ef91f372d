using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Graph;

namespace NetworkGen.Generators;

/// <summary>What was read of a class, as plain equatable data: this is what crosses the pipeline's steps.</summary>
/// <param name="Declaration">
/// The declaration; null where no part can be generated, for there is no <c>[Network]</c> or the type doesn't allow one. A second part
/// of a class that isn't partial would be an error of its declaration (CS0260), and after such the compiler reports no analyzer's findings.
/// </param>
/// <param name="Issues">What is wrong with the class itself.</param>
/// <param name="IsRefused">Whether the compiler refuses one of our attributes, on the class or on a block that it uses, so that the declaration lacks what was meant.</param>
/// <param name="HasUnknown">Whether there is an attribute of no known type on the class or on a block that it uses.</param>
/// <param name="HasFaultyBlock">Whether something is wrong with a block that it uses, and is reported there.</param>
internal sealed record ReadResult(NetworkDeclaration? Declaration, EquatableArray<NetworkIssue> Issues, bool IsRefused, bool HasUnknown, bool HasFaultyBlock = false)
{
    /// <summary>Whether the declaration is what the user meant, so that it is worth building.</summary>
    public bool CanBuild => Declaration is not null && !IsRefused && !HasFaultyBlock && !Issues.Any(static issue => issue.IsError);
}

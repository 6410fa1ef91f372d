using NetworkGen.Core.Declaration;
using NetworkGen.Core.Kernels;
using static NetworkGen.Core.Emission.InvariantText;

namespace NetworkGen.Core.Planning;

/// <summary>One call of a kernel.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Operands">Its arguments, in the order of its parameters.</param>
/// <param name="Comment">What stands above it in the emitted code; null where it belongs to the call before.</param>
/// <param name="Condition">What must be so for the call to be made; null where it always is.</param>
/// <param name="Strips">The loop that it and its neighbours stand in; null where it is made once.</param>
/// <param name="Waits">Whether cores that run an image together all come here before any goes on.</param>
/// <param name="IsOverImages">Whether it is made once for a group of images (<see cref="ImageGroup"/>), each a row of what it reads and writes; other calls are made for each.</param>
public sealed record KernelCall(
    KernelSpec Kernel, EquatableArray<Operand> Operands, string? Comment, GradientCondition? Condition = null, StripLoop? Strips = null, bool Waits = false,
    bool IsOverImages = false);

/// <summary>Calls that are made for one strip of a map after the other, so that what passes between them stays in the cache.</summary>
/// <param name="Number">Tells neighbouring loops apart.</param>
/// <param name="Count">How many strips.</param>
/// <param name="IsDivided">Whether of cores that run an image together each takes strips of its own; otherwise all share the calls of each strip.</param>
/// <param name="Size">Tiles of a strip; or rows, or blocks of channels.</param>
/// <param name="Together">Tiles of the map, where a core takes its strips as one, since all of them fit its cache; null where it goes through them.</param>
public sealed record StripLoop(int Number, int Count, bool IsDivided, int Size, int? Together)
{
    /// <summary>Strips from which on any number of them is divided: a core waits at most for one strip of another, and nothing passes between cores.</summary>
    public const int FewestDivided = 8;

    /// <summary>Whether so many strips are divided: two and four are, as cores are mostly a power of two.</summary>
    public static bool Divides(int strips) => strips is 2 or 4 || strips >= FewestDivided;

    /// <summary>What a call of the loop takes its first tile and the number of its tiles by; the last strip shifts inwards.</summary>
    public (Operand Start, Operand Tiles) Tiles => Together is null ? (Operand.Text(Of($"strip * {Size}")), Size) : (Operand.Text("start"), Operand.Text("tiles"));
}

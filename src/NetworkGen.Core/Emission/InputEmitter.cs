using System.Linq;
using NetworkGen.Core.Declaration;
using NetworkGen.Core.Kernels;
using NetworkGen.Core.Planning;

namespace NetworkGen.Core.Emission;

/// <summary>Prints what happens to an image while it is copied in.</summary>
internal static class InputEmitter
{
    /// <summary>Prints the constants.</summary>
    public static void Emit(SourceWriter writer, InputPlan plan)
    {
        writer.Line("/// <summary>What happens to an image while it is copied in: x * scale + offset, one of each per channel.</summary>");
        using (writer.Open("file static class InputConstants"))
        {
            writer.Line($"public static ReadOnlySpan<float> Scale => [{List(plan.Scale)}];");
            writer.Line();
            writer.Line($"public static ReadOnlySpan<float> Offset => [{List(plan.Offset)}];");
        }
    }

    private static string List(EquatableArray<float> values) => string.Join(", ", values.Select(SimdTarget.Literal));
}

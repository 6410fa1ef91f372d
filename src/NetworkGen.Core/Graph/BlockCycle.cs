using System.Collections.Generic;
using System.Linq;
using NetworkGen.Core.Declaration;

namespace NetworkGen.Core.Graph;

/// <summary>Finds blocks that use themselves, directly or through others, before anything is unfolded.</summary>
internal static class BlockCycle
{
    /// <summary>Reports the first use that closes a circle (NG0006); false if there is one.</summary>
    public static bool Check(NetworkDeclaration declaration, List<NetworkIssue> issues)
    {
        Dictionary<string, BlockDeclaration> blocks = declaration.Blocks.ToDictionary(static block => block.Name);
        var done = new HashSet<string>();
        for (int index = 0; index < declaration.Layers.Count; index++)
        {
            if (!Check(declaration.Layers[index], new LayerPosition(index), []))
            {
                return false;
            }
        }

        return true;

        bool Check(LayerDeclaration layer, LayerPosition position, IReadOnlyList<string> way)
        {
            if (UsedBlock(layer) is not { } name || !blocks.TryGetValue(name, out BlockDeclaration? block) || done.Contains(name))
            {
                return true;
            }

            if (way.Contains(name))
            {
                IEnumerable<string> circle = way.SkipWhile(other => other != name).Append(name).Select(static other => other.Substring(other.LastIndexOf('.') + 1));
                new IssueSink(issues, position).Report(IssueId.RecursiveBlock, null, layer.Kind, circle.First(), string.Join(" → ", circle));
                return false;
            }

            for (int index = 0; index < block.Layers.Count; index++)
            {
                if (!Check(block.Layers[index], position.In(name, index), [.. way, name]))
                {
                    return false;
                }
            }

            done.Add(name);
            return true;
        }
    }

    /// <summary>The block that a layer uses, or null.</summary>
    private static string? UsedBlock(LayerDeclaration layer) =>
        layer.Kind is "Stage" or "Use" && layer.Arguments.FirstOrDefault(static argument => argument.Name == "Block")?.Value is ArgumentValue.Text text ? text.Value : null;
}

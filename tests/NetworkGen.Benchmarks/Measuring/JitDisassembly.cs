using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetworkGen.Benchmarks.Measuring;

/// <summary>A loop of machine code that has no loop inside.</summary>
/// <param name="MultiplyAdds">Fused multiply-adds of vectors in one round.</param>
/// <param name="Spills">Vectors that one round takes from the stack or puts there.</param>
internal sealed record InnerLoop(int MultiplyAdds, int Spills);

/// <summary>A method's machine code.</summary>
/// <param name="Method">The method.</param>
/// <param name="InnerLoops">In the order that they stand.</param>
internal sealed record DisassembledMethod(JittedMethod Method, IReadOnlyList<InnerLoop> InnerLoops);

/// <summary>What the JIT writes of the methods that it compiled, with <c>DOTNET_JitDisasm</c>.</summary>
internal static partial class JitDisassembly
{
    private const string Start = "; Assembly listing for method ";

    /// <summary>The methods of a file, in the order that they were compiled.</summary>
    public static IEnumerable<DisassembledMethod> Read(string path)
    {
        JittedMethod? method = null;
        var blocks = new List<List<string>>();
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith(Start, StringComparison.Ordinal))
            {
                if (method is not null)
                {
                    yield return new DisassembledMethod(method, InnerLoops(blocks));
                }

                Match title = Title().Match(line);
                method = new JittedMethod(title.Groups["type"].Value, title.Groups["name"].Value, title.Groups["tier"].Value);
                blocks.Clear();
            }
            else if (Label().IsMatch(line))
            {
                blocks.Add([]);
            }
            else if (blocks.Count > 0)
            {
                blocks[^1].Add(line);
            }
        }

        if (method is not null)
        {
            yield return new DisassembledMethod(method, InnerLoops(blocks));
        }
    }

    /// <summary>Blocks are numbered from 1 in the order that they stand; a loop is what lies between a jump back and its target.</summary>
    private static IReadOnlyList<InnerLoop> InnerLoops(List<List<string>> blocks)
    {
        (int First, int Last)[] loops = [.. blocks
            .SelectMany(static (block, index) => block.Select(static line => Jump().Match(line)).Where(static jump => jump.Success)
                .Select(jump => (First: int.Parse(jump.Groups["target"].Value, CultureInfo.InvariantCulture) - 1, Last: index)))
            .Where(static loop => loop.First <= loop.Last)
            .Distinct()];
        return [.. loops
            .Where(loop => !loops.Any(other => other != loop && other.First >= loop.First && other.Last <= loop.Last))
            .Select(loop => blocks[loop.First..(loop.Last + 1)].SelectMany(static block => block).ToArray())
            .Select(static lines => new InnerLoop(lines.Count(static line => MultiplyAdd().IsMatch(line)), lines.Count(static line => Spill().IsMatch(line))))];
    }

    /// <summary><c>; Assembly listing for method Namespace.Type:Name[TypeArguments](parameters) (FullOpts)</c>.</summary>
    [GeneratedRegex(@"method (?<type>[^:]+):(?<name>[^\[(]+).*\((?<tier>[^()]+)\)$")]
    private static partial Regex Title();

    /// <summary><c>G_M000_IG05: ;; offset=0x0091</c>.</summary>
    [GeneratedRegex(@"^G_M\w+_IG\d+:")]
    private static partial Regex Label();

    /// <summary><c>jl SHORT G_M000_IG05</c>.</summary>
    [GeneratedRegex(@"^\s+j\w+\s+(SHORT )?G_M\w+_IG(?<target>\d+)\s*$")]
    private static partial Regex Jump();

    [GeneratedRegex(@"^\s+vfn?m(add|sub)\d+ps\s")]
    private static partial Regex MultiplyAdd();

    /// <summary><c>vmovups  zmmword ptr [rbp-0x70], zmm1</c>; a float parameter on the stack is no vector.</summary>
    [GeneratedRegex(@"\b[xyz]mmword ptr \[r[bs]p\b")]
    private static partial Regex Spill();
}

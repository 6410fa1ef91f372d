using System;
using System.Collections.Generic;

namespace NetworkGen.Core.Graph;

/// <summary>Finds the name that was probably meant, by Levenshtein's edit distance. Compiled into the runtime library too.</summary>
internal static class NearestName
{
    /// <summary>The nearest candidate (the first of equally near ones), or null if none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;

        // More than half of the letters changed is another name, not a slip.
        int best = (name.Length / 2) + 1;
        foreach (string candidate in candidates)
        {
            // A prefix such as PyTorch's "module." is a slip of any length.
            int distance = candidate.EndsWith("." + name, StringComparison.Ordinal) || name.EndsWith("." + candidate, StringComparison.Ordinal)
                ? 1
                : Distance(name, candidate);
            if (distance < best)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

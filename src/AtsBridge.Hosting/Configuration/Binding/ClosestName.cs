namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>The names that a misspelt one may have meant.</summary>
internal static class ClosestName
{
    /// <summary>A question to append to a message, such as <c> Did you mean 'Stage'?</c>; empty where nothing is close.</summary>
    internal static string Question(string written, IEnumerable<string> allowed)
    {
        var closest = Of(written, allowed);
        return closest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", closest.Select(c => $"'{c}'"))}?";
    }

    /// <summary>The closest names; several where they are equally close, none where nothing is.</summary>
    internal static IReadOnlyList<string> Of(string written, IEnumerable<string> allowed)
    {
        var limit = Math.Max(1, (written.Length + 1) / 3);
        return allowed.Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(c => c.Distance <= limit)
            .GroupBy(c => c.Distance)
            .MinBy(g => g.Key)?
            .Select(c => c.Name).Order(StringComparer.Ordinal).ToList() ?? [];
    }

    /// <summary>Letters to add, leave out, replace or swap with the next.</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Step(cost, a, b, i, j);
            }
        }

        return cost[a.Length, b.Length];
    }

    private static int Step(int[,] cost, string a, string b, int i, int j)
    {
        var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}

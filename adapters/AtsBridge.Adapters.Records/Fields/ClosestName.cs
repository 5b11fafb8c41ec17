namespace AtsBridge.Adapters.Records.Fields;

/// <summary>The heading that a person most likely meant.</summary>
internal static class ClosestName
{
    private const int LongestCompared = 100;

    public static string? To(string wanted, IEnumerable<string> names)
    {
        var target = HeadingName.Normalise(wanted);
        var best = names
            .Where(n => n.Length <= LongestCompared)
            .Select(n => (Name: n, Distance: Distance(target, HeadingName.Normalise(n))))
            .OrderBy(n => n.Distance)
            .FirstOrDefault();
        // Further away than a third of its letters it is another word, and a suggestion would mislead.
        return best.Name is not null && best.Distance <= Math.Max(1, target.Length / 3) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

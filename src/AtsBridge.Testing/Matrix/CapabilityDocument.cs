using System.Text.RegularExpressions;

namespace AtsBridge.Testing;

/// <summary>A Markdown document that lists adapters and what they can do. Each suite keeps its own row of it.</summary>
public static partial class CapabilityDocument
{
    /// <summary>Set to 1, the suites write their rows into the document instead of holding it against them.</summary>
    public const string Accept = "ATSBRIDGE_ACCEPT_ADAPTERS";


    /// <summary>A file of the repository that the tests were built from, found upwards from where they run.</summary>
    /// <param name="relative">Its path from the repository's root.</param>
    /// <exception cref="FileNotFoundException">No folder above has it.</exception>
    public static string Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, relative)))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new FileNotFoundException($"There is no {relative} above {AppContext.BaseDirectory}. Make it, with a table of sources or sinks in it, or leave MatrixDocument out.", relative);
    }

    /// <summary>Holds a document against a row, or writes the row into it (<see cref="Accept"/>).</summary>
    /// <param name="file">The document.</param>
    /// <param name="row">What the checks have shown.</param>
    /// <exception cref="ConformanceException">The document says something else.</exception>
    public static void Keep(string file, CapabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var before = File.ReadAllText(file);
        var after = With(before, row);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, after);
        }
        else if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            throw new ConformanceException(row.Name, "the row of " + Path.GetFileName(file), $"the checks show {row}", $"the same in {Path.GetFileName(file)}, which says {RowOf(before, row) ?? "nothing"}",
                "A consultant chooses an adapter by this table.", $"run this test once with {Accept}=1 and commit the document, if the change is meant");
        }
    }

    /// <summary>A document with a row in it, at its place by name, and whole tables where there were none.</summary>
    /// <param name="document">The document as it is.</param>
    /// <param name="row">The row.</param>
    public static string With(string document, CapabilityRow row)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(row);
        var table = CapabilityRow.Table([row]).TrimEnd('\n').Split('\n');
        var kind = row.IsSink ? "sink" : "source";
        var lines = document.TrimEnd('\n').Split('\n').ToList();
        var head = lines.FindIndex(l => l.StartsWith($"| {kind} |", StringComparison.Ordinal));
        if (head < 0)
        {
            return string.Join('\n', [.. lines, "", .. table, ""]);
        }

        var end = lines.FindIndex(head, l => !l.StartsWith('|')) is var found and >= 0 ? found : lines.Count;
        var rows = lines[(head + 2)..end].Where(l => NameOf(l) != row.Name).Append(table[2]).OrderBy(NameOf, StringComparer.Ordinal);
        return string.Join('\n', [.. lines[..head], .. table[..2], .. rows, .. lines[end..], ""]);
    }

    /// <summary>The adapters that a document lists.</summary>
    /// <param name="document">The document.</param>
    public static IReadOnlyList<string> Names(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Split('\n').Where(l => Row().IsMatch(l)).Select(NameOf).Where(n => n is not ("source" or "sink" or "---"))];
    }

    private static string? RowOf(string document, CapabilityRow row) => document.Split('\n').FirstOrDefault(l => Row().IsMatch(l) && NameOf(l) == row.Name);

    private static string NameOf(string line) => line.Split('|') is [_, var name, ..] ? name.Trim() : "";

    [GeneratedRegex(@"^\|\s*[^|\s-][^|]*\|.*\|\s*\d+ \|$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}

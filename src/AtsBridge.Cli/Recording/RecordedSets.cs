using System.Security.Cryptography;
using System.Text;

namespace AtsBridge.Cli.Recording;

/// <summary>The sets of a recording as files: their names, and what tells whether two hold the same.</summary>
internal static class RecordedSets
{
    private const string Pattern = "set-*.ndjson";

    internal static string NameOf(int number) => FormattableString.Invariant($"set-{number:0000}.ndjson");

    /// <summary>What tells them apart, in the order in which they were read.</summary>
    internal static async Task<IReadOnlyList<string>> DigestsAsync(string folder, CancellationToken cancellationToken)
    {
        var digests = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal))
        {
            digests.Add(await DigestAsync(path, Path.GetFileName(path), cancellationToken));
        }

        return digests;
    }

    /// <summary>The line under another name of its set.</summary>
    internal static string Renamed(string line, string from, string to) =>
        // Within a value the quotes would be escaped.
        line.Replace($"\"resource\":\"{from}\"", $"\"resource\":\"{to}\"", StringComparison.Ordinal);

    /// <summary>The same for two sets that hold the same, whatever their names are.</summary>
    internal static async Task<string> DigestAsync(string path, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Renamed(line, name, "") + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Data.Common;
using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks where the ledger is kept.</summary>
internal static class StoreReading
{
    private const string Path = "AtsBridge:Store:ConnectionString";
    private const string Example = "Write it as \"Data Source=atsbridge.db\".";

    private static readonly string[] FileKeys = ["Data Source", "DataSource", "Filename"];

    internal static StoreSettings Read(StoreSection written, string baseDirectory, ProblemList problems)
    {
        if (written.Provider == StoreProvider.Postgres)
        {
            problems.Error("AtsBridge:Store:Provider", nameof(StoreProvider.Postgres),
                "Postgres is not in this version. Use Sqlite, or leave Provider out.");
            return new() { Provider = written.Provider, ConnectionString = written.ConnectionString };
        }

        return new() { ConnectionString = Absolute(written.ConnectionString, baseDirectory, problems) };
    }

    private static string Absolute(string connectionString, string baseDirectory, ProblemList problems)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            problems.Error(Path, connectionString, $"This is not a connection string. {Example}");
            return connectionString;
        }

        var key = Array.Find(FileKeys, parts.ContainsKey);
        var file = key is null ? null : parts[key] as string;
        if (key is null || string.IsNullOrWhiteSpace(file))
        {
            problems.Error(Path, connectionString, $"It names no file. {Example}");
        }
        else if (InMemory(parts, file))
        {
            problems.Error(Path, connectionString, $"A ledger in memory forgets who was invited. {Example}");
        }
        else if (!file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            parts[key] = System.IO.Path.GetFullPath(file, System.IO.Path.GetFullPath(baseDirectory));
        }

        return parts.ConnectionString;
    }

    private static bool InMemory(DbConnectionStringBuilder parts, string file) =>
        file.Equals(":memory:", StringComparison.OrdinalIgnoreCase)
        || (parts.TryGetValue("Mode", out var mode) && string.Equals(mode as string, "Memory", StringComparison.OrdinalIgnoreCase));
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Opening;

/// <summary>The file of a store, and how connections to it are made.</summary>
internal sealed class SqliteFile
{
    /// <summary>Marks a SQLite file as ours: "AtsB".</summary>
    internal const int ApplicationId = 0x41747342;

    /// <summary>
    /// WAL: readers don't wait for the writer. FULL: what was committed survives a loss of power. The temporary tables of a
    /// large set must not fill the memory.
    /// </summary>
    private const string EveryConnection =
        "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = FILE; "
        + "PRAGMA cache_size = -8192; PRAGMA journal_size_limit = 67108864;";

    private readonly SqliteConnectionStringBuilder _settings;

    internal SqliteFile(string connectionString)
    {
        try
        {
            _settings = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StoreException($"The store's connection string is not one of SQLite: {e.Message} Write it as: Data Source=atsbridge.db", e);
        }

        if (_settings.DataSource.Length == 0 || _settings.DataSource.StartsWith(':') || _settings.Mode == SqliteOpenMode.Memory)
        {
            throw new StoreException("The store's connection string names no file. What is in memory would be forgotten with the process, and invites sent twice. Write it as: Data Source=atsbridge.db");
        }

        Path = System.IO.Path.GetFullPath(_settings.DataSource);
        _settings.DataSource = Path;
        // A pooled connection would keep temporary tables and the file's lock for its next user.
        _settings.Pooling = false;
        _settings.DefaultTimeout = 30;
    }

    private SqliteFile(string name, SqliteConnectionStringBuilder settings) => (Path, _settings) = (name, settings);

    /// <summary>The full path.</summary>
    internal string Path { get; }

    /// <summary>Whether it lives in memory alone, empty, because there is no file.</summary>
    internal bool InMemory => _settings.Mode == SqliteOpenMode.Memory;

    /// <summary>The same store without a file: what a look at a store that does not exist yet shows.</summary>
    internal SqliteFile Empty() => new(Path, new SqliteConnectionStringBuilder
    {
        DataSource = Guid.NewGuid().ToString("N"),
        Mode = SqliteOpenMode.Memory,
        Cache = SqliteCacheMode.Shared,
        Pooling = false,
    });

    /// <summary>For the tool that migrates; it opens its own connection.</summary>
    internal string ConnectionString => _settings.ConnectionString;

    /// <summary>Opens a connection and sets what every connection must have.</summary>
    /// <param name="access">What for.</param>
    /// <param name="create">Whether the file may be made.</param>
    /// <param name="asItIs">The file may be another program's: its way of writing is left alone.</param>
    internal SqliteConnection Connect(StoreAccess access, bool create = false, bool asItIs = false)
    {
        var settings = new SqliteConnectionStringBuilder(_settings.ConnectionString);
        if (!InMemory)
        {
            settings.Mode = access == StoreAccess.ReadOnly ? SqliteOpenMode.ReadOnly
                : create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        }

        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, EveryConnection);
            if (!InMemory && access != StoreAccess.ReadOnly && !asItIs)
            {
                Run(connection, "PRAGMA journal_mode = WAL;");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a constant statement and gives its first value as a number; 0 where it has none.</summary>
    internal static long Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this assembly come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is { } value and not DBNull && long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
    }
}

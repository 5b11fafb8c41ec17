using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Opening;

/// <summary>Opens the file of a store for what somebody wants of it, or says why not.</summary>
internal static class SqliteOpener
{
    internal static StoreDatabase Open(string connectionString, StoreAccess access, TimeProvider time)
    {
        var file = new SqliteFile(connectionString);
        try
        {
            return access switch
            {
                StoreAccess.Host => ForHost(file, time),
                StoreAccess.Operator => ForOperator(file, time),
                _ => ToLook(file),
            };
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Explain(e, file.Path);
        }
    }

    private static StoreDatabase ForHost(SqliteFile file, TimeProvider time)
    {
        CreateFolder(file);
        var hostLock = HostLock.Take(file.Path, time);
        try
        {
            return new(file, StoreAccess.Host, hostLock, Prepared(file, StoreAccess.Host));
        }
        catch
        {
            hostLock.Dispose();
            throw;
        }
    }

    private static StoreDatabase ForOperator(SqliteFile file, TimeProvider time)
    {
        CreateFolder(file);
        if (IsCurrent(file))
        {
            return new(file, StoreAccess.Operator, null, Checked(file, StoreAccess.Operator));
        }

        // Under a running host the tables must not change; it would have migrated them itself.
        using var migrating = HostLock.Take(file.Path, time);
        return new(file, StoreAccess.Operator, null, Prepared(file, StoreAccess.Operator));
    }

    private static StoreDatabase ToLook(SqliteFile file)
    {
        if (File.Exists(file.Path) && new FileInfo(file.Path).Length > 0)
        {
            var connection = Checked(file, StoreAccess.ReadOnly);
            var version = Schema.VersionOf(connection);
            if (version == Schema.Newest)
            {
                return new(file, StoreAccess.ReadOnly, null, connection);
            }

            connection.Dispose();
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"The store {file.Path} has version {version} of the schema, this program needs {Schema.Newest}. Start the host once (atsbridge run) or sync once (atsbridge sync): both bring it up to date. Looking changes nothing, so it can't."));
        }

        var empty = file.Empty();
        // In memory it lives as long as a connection to it: this one is the first, and the last.
        var anchor = empty.Connect(StoreAccess.ReadOnly);
        Schema.Migrate(empty);
        return new(empty, StoreAccess.ReadOnly, null, anchor);
    }

    /// <summary>A connection to the file in the newest version, made if it is not there.</summary>
    private static SqliteConnection Prepared(SqliteFile file, StoreAccess access)
    {
        if (IsCurrent(file))
        {
            return Checked(file, access);
        }

        using (var connection = Checked(file, access, create: true))
        {
            SqliteFile.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {SqliteFile.ApplicationId};"));
        }

        Schema.Migrate(file);
        return Checked(file, access);
    }

    private static bool IsCurrent(SqliteFile file)
    {
        if (!File.Exists(file.Path))
        {
            return false;
        }

        // Not only to look: whoever was killed while the file was made has left it in the middle of a write, and a connection that
        // may not write can't undo that.
        using var connection = Checked(file, StoreAccess.Operator, asItIs: true);
        return Schema.VersionOf(connection) == Schema.Newest;
    }

    /// <summary>A connection to a file that is ours, or empty, and not from the future.</summary>
    private static SqliteConnection Checked(SqliteFile file, StoreAccess access, bool create = false, bool asItIs = false)
    {
        var connection = file.Connect(access, create, asItIs);
        try
        {
            Check(file, connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(SqliteFile file, SqliteConnection connection)
    {
        var ours = SqliteFile.Run(connection, "PRAGMA application_id;") == SqliteFile.ApplicationId;
        if (!ours && SqliteFile.Run(connection, "SELECT count(*) FROM sqlite_master;") > 0)
        {
            throw new StoreException($"The file {file.Path} is a SQLite database of another program. Nothing was changed in it. Name another file as the store.");
        }

        var version = Schema.VersionOf(connection);
        if (version > Schema.Newest)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"The store {file.Path} was written by a newer program: it has version {version} of the schema, this program knows {Schema.Newest}. Use the newer program, or restore the backup made before the update."));
        }
    }

    private static void CreateFolder(SqliteFile file)
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder {folder} for the store can't be made: {e.Message} Make it, or name another one.", e);
        }

        NetworkFolder.Refuse(folder);
    }
}

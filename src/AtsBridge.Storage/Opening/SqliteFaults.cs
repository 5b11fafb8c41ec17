using Microsoft.Data.Sqlite;

namespace AtsBridge.Storage.Opening;

/// <summary>What SQLite's result codes mean for the person who reads them.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>SQLITE_READONLY_ROLLBACK: a hot journal stands beside the file.</summary>
    private const int Rollback = 776;

    /// <summary>SQLITE_READONLY_RECOVERY: so does a log that nobody has read yet.</summary>
    private const int Recovery = 264;

    internal static StoreException Explain(SqliteException fault, string path) => new(fault.SqliteErrorCode switch
    {
        Busy or Locked => $"The store {path} is busy: another process has been writing to it for 30 seconds. Try again when it has ended.",
        ReadOnly when fault.SqliteExtendedErrorCode is Rollback or Recovery =>
            $"The store {path} was cut off in the middle of a write, and looking can't undo that. Start the host once (atsbridge run) or sync once (atsbridge sync): both do.",
        ReadOnly => $"The store {path} can't be written: the file or its folder is read-only for this user. Give the user the right to write both.",
        InputOutput => $"The disk failed under the store {path} (SQLite error {fault.SqliteExtendedErrorCode}). Check the disk and its free space; the store itself undoes what was half done.",
        Corrupt => $"The store {path} is damaged. Stop the host, keep the file, and restore the last backup.",
        Full => $"The disk that holds the store {path} is full. Free some space; nothing was half written.",
        CannotOpen => $"The store {path} can't be opened: the folder is missing, or this user may not enter it. Check the path and the rights.",
        Constraint when TakesIdentity(fault) =>
            "Someone else made an invite for the same person and interview while this one was being decided. Nothing of it was written; do the same again.",
        NotADatabase => $"The file {path} is not a store of AtsBridge: it is no SQLite database at all, or it is damaged from its first page on. Check the path, or restore a backup.",
        _ => $"The store {path} failed with SQLite error {fault.SqliteExtendedErrorCode}. If it happens again, please report it with this number.",
    }, fault);

    /// <summary>SQLite names table and columns of the broken constraint, and no value.</summary>
    private static bool TakesIdentity(SqliteException fault) => fault.Message.Contains("invite_identity.", StringComparison.Ordinal);
}

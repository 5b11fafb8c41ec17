namespace AtsBridge.Storage.Opening;

/// <summary>
/// What keeps a second host away from a store: the operating system's lock on a file beside it, which ends with the process,
/// however that ends. Who holds it stands in another file, which means nothing by itself.
/// </summary>
internal sealed class HostLock : IDisposable
{
    private const string Details = ".holder";

    private readonly FileStream _file;
    private readonly string _details;

    private HostLock(FileStream file, string details) => (_file, _details) = (file, details);

    internal static HostLock Take(string store, TimeProvider time)
    {
        var path = store + ".lock";
        var details = store + Details;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"The lock file {path} can't be written by this user. Give the user the right to write the folder.", e);
        }
        catch (IOException e)
        {
            var holder = LockHolder.Read(details)?.ToString() ?? "another process, which has not said yet who it is";
            throw new StoreException($"The store {store} is held by {holder}. Only one host may use a store, or invites would be sent twice. Stop that process first, or give this host a store of its own.", e);
        }

        try
        {
            LockHolder.Current(time).Write(details);
            return new(file, details);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new StoreException($"The file {details} can't be written: {e.Message} Give this user the right to write the folder.", e);
        }
    }

    /// <summary>Who holds the lock of a store, as far as he has said; null where nobody has, or who has is gone.</summary>
    internal static LockHolder? HolderOf(string store) => LockHolder.Read(store + Details);

    public void Dispose()
    {
        // The details go while the lock is still held, so that they are never another holder's. The lock's own file stays: who
        // deletes it could delete it under somebody who has just opened it, and then two would hold one.
        File.Delete(_details);
        _file.Dispose();
    }
}

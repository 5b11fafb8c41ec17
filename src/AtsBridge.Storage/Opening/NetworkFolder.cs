namespace AtsBridge.Storage.Opening;

/// <summary>
/// SQLite's locks don't hold over a network: two hosts would write one file and both believe that they are alone.
/// </summary>
internal static class NetworkFolder
{
    private static readonly HashSet<string> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "gpfs", "sshfs",
    };

    internal static void Refuse(string folder)
    {
        if (FormatOf(folder) is { } format)
        {
            throw new StoreException($"The store's folder {folder} is on a network file system ({format}), where two hosts can't be kept apart and invites could be sent twice. Put the store on a local disk.");
        }
    }

    private static string? FormatOf(string folder)
    {
        try
        {
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
            return OperatingSystem.IsWindows()
                ? drive.DriveType == DriveType.Network ? "network drive" : null
                : Formats.Contains(drive.DriveFormat) ? drive.DriveFormat : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What can't be told is not refused: the lock on the file still stands.
            return null;
        }
    }
}

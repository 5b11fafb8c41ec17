using System.Security.Cryptography;
using AtsBridge.Erasure;

namespace AtsBridge.Storage.Erasure;

/// <summary>The key of the tombstones in a file beside the store, for its owner's eyes alone: a copy of the store without it says nothing.</summary>
internal static class KeyFile
{
    internal static string PathOf(string store) => store + ".key";

    /// <summary>The key; null where there is no file.</summary>
    internal static TombstoneKey? Read(string path)
    {
        try
        {
            var bytes = Convert.FromHexString(File.ReadAllText(path).Trim());
            return bytes.Length == TombstoneKey.Length ? new(bytes) : throw new FormatException();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (FormatException e)
        {
            throw new StoreException($"The file {path} is not a key of this program: it holds something else than {2 * TombstoneKey.Length} hexadecimal digits. Put it back from its backup.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The key of the tombstones in {path} can't be read: {e.Message} Run this as the user that owns it, the one that the host runs as.", e);
        }
    }

    /// <summary>Makes a new key, whole or not at all: half a key would be lost for ever.</summary>
    internal static TombstoneKey Make(string path)
    {
        var key = RandomNumberGenerator.GetBytes(TombstoneKey.Length);
        var draft = $"{path}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}.new";
        try
        {
            using (var file = new FileStream(draft, Options()))
            using (var text = new StreamWriter(file))
            {
                text.WriteLine(Convert.ToHexString(key));
                text.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
            return new(key);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else made one in the same moment; there must be only one.
            File.Delete(draft);
            return Read(path)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The key of the tombstones can't be written to {path}: {e.Message} Give this user the right to write the folder, or set AtsBridge:Erasure:Secret.", e);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

using System.IO.Enumeration;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>Files on an SFTP server, copied here one at a time. Follows no symbolic link.</summary>
internal sealed class SftpServer(SftpAddress address, PlaceAccess access, string baseDirectory, TimeProvider time) : Place
{
    private SftpLogin? _login;

    public override bool IsPattern => address.Path.IsPattern;

    public override Task<FileListing> ListAsync(CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var files = new List<FoundFile>();
        var notes = new List<string>();
        await MatchAsync(client, address.Path.Folder, "", address.Path.Segments, files, notes, cancellationToken);
        return files.Count > 0
            ? new FileListing([.. files.DistinctBy(f => f.FullPath, StringComparer.Ordinal).OrderBy(f => f.LastWriteUtc).ThenBy(f => f.Name, StringComparer.Ordinal)], notes)
            : throw new SourceException(SourceFault.Unavailable, $"No file matches \"{address.Path.Written}\"; is the export still delivered?{string.Concat(notes.Select(n => " " + n))}");
    }, cancellationToken);

    public override Task<FoundFile?> AgainAsync(FoundFile file, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        try
        {
            var now = await client.GetAttributesAsync(file.FullPath, cancellationToken);
            return now.IsRegularFile ? file with { Length = now.Size, LastWriteUtc = now.LastWriteTimeUtc } : null;
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }, cancellationToken);

    public override Task<FetchedFile> FetchAsync(FoundFile file, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var copy = new SpoolFolder(time.GetUtcNow().UtcDateTime);
        try
        {
            await using (var target = new FileStream(copy.File, FileMode.CreateNew, FileAccess.Write))
            {
                await client.DownloadFileAsync(file.FullPath, target, cancellationToken);
            }

            if (await AgainAsync(file, cancellationToken) != file)
            {
                throw new SourceException(SourceFault.Unavailable, $"{file.Name} changed while it was read. Nothing of it counts; the next run reads it again.");
            }

            var here = new FileInfo(copy.File);
            return here.Length == file.Length
                ? new FetchedFile(new FoundFile(file.Name, copy.File, here.Length, here.LastWriteTimeUtc), copy)
                : throw new SourceException(SourceFault.Unavailable, FormattableString.Invariant($"Of {file.Name} {here.Length:N0} bytes arrived and not {file.Length:N0}. Nothing of it counts; the next run reads it again."));
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }, cancellationToken);

    public override Task<FoundFile?> BesideAsync(FoundFile file, string path, CancellationToken cancellationToken)
    {
        var folder = file.FullPath[..(file.FullPath.LastIndexOf('/') + 1)];
        return path.Split('/').Contains("..", StringComparer.Ordinal)
            ? Task.FromResult<FoundFile?>(null)
            : AgainAsync(new FoundFile(path, folder + path, 0, default), cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        _login?.Dispose();
        return base.DisposeAsync();
    }

    private static async Task MatchAsync(
        SftpClient client, string folder, string below, IReadOnlyList<string> segments, List<FoundFile> files, List<string> notes, CancellationToken cancellationToken)
    {
        var anywhere = string.Equals(segments[0], "**", StringComparison.Ordinal);
        var wanted = anywhere ? (segments.Count > 1 ? segments[1] : "*") : segments[0];
        IReadOnlyList<string> rest = [.. segments.Skip(anywhere ? 2 : 1)];
        await foreach (var entry in client.ListDirectoryAsync(folder, cancellationToken))
        {
            if (entry.Name is "." or "..")
            {
                continue;
            }

            var fits = FileSystemName.MatchesSimpleExpression(wanted, entry.Name, ignoreCase: true);
            if (entry.IsDirectory)
            {
                await EnterAsync(entry);
            }
            else if (fits && rest.Count == 0 && entry.IsRegularFile)
            {
                files.Add(new(below + entry.Name, entry.FullName, entry.Length, entry.LastWriteTimeUtc));
            }
            else if (fits && rest.Count == 0)
            {
                notes.Add($"{below + entry.Name} is a symbolic link or no file; it is not read.");
            }

            async Task EnterAsync(ISftpFile inner)
            {
                if (anywhere)
                {
                    await MatchAsync(client, inner.FullName, $"{below}{inner.Name}/", segments, files, notes, cancellationToken);
                }

                if (fits && rest.Count > 0)
                {
                    await MatchAsync(client, inner.FullName, $"{below}{inner.Name}/", rest, files, notes, cancellationToken);
                }
            }
        }
    }

    private async Task<T> AskAsync<T>(Func<SftpClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        _login ??= new SftpLogin(address, access, baseDirectory);
        try
        {
            return await ask(await _login.ClientAsync(cancellationToken));
        }
        catch (SftpPathNotFoundException e)
        {
            throw new SourceException(SourceFault.Unavailable, $"\"{address.Path.Written}\" isn't there. Is the export still delivered, and does the user see the same folders?", e);
        }
        catch (SftpPermissionDeniedException e)
        {
            throw new SourceException(SourceFault.Unauthorized, $"The user may not read \"{address.Path.Written}\". Give it read access on {address.Host}.", e);
        }
        catch (Exception e) when (e is SshException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(SourceFault.Unavailable, $"{address.Host} broke off ({e.GetType().Name}). The next run tries again.", e);
        }
    }
}

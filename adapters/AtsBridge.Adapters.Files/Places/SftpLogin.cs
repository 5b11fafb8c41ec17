using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>The connection to an SFTP server: made when it is first needed, and only to a server whose key is the one that is expected.</summary>
internal sealed class SftpLogin(SftpAddress address, PlaceAccess access, string baseDirectory) : IDisposable
{
    private readonly List<IDisposable> _keys = [];
    private SftpClient? _client;
    private string? _shown;

    public async Task<SftpClient> ClientAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true })
        {
            return _client;
        }

        _client?.Dispose();
        _client = new SftpClient(Connection()) { OperationTimeout = access.Patience };
        _client.HostKeyReceived += (_, key) =>
        {
            _shown = $"SHA256:{key.FingerPrintSHA256.TrimEnd('=')}";
            key.CanTrust = Expects(_shown);
        };
        await ConnectAsync(_client, cancellationToken);
        return _client;
    }

    public void Dispose()
    {
        _client?.Dispose();
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    private async Task ConnectAsync(SftpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(cancellationToken);
        }
        catch (SshAuthenticationException e)
        {
            throw new SourceException(SourceFault.Unauthorized, $"{address.Host} does not let the user '{User}' in with {Means}. Correct Access, or ask for access there.", e);
        }
        catch (Exception) when (_shown is { } shown && !Expects(shown))
        {
            throw Stranger(shown);
        }
        catch (Exception e) when (e is SshException or System.Net.Sockets.SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(SourceFault.Unavailable, FormattableString.Invariant($"{address.Host} can't be reached on port {address.Port} ({e.Message}). The next run tries again."), e);
        }
    }

    private string? User => address.User ?? access.User;

    private string Means => (access.KeyFile, access.Password) switch
    {
        ({ }, { }) => "its key or its password",
        ({ }, _) => "its key",
        _ => "its password",
    };

    private ConnectionInfo Connection()
    {
        if (string.IsNullOrWhiteSpace(User))
        {
            throw new SourceException(SourceFault.Unreadable, $"No user is given for {address.Host}. Set Access:User, or write it into the address: sftp://user@{address.Host}/….");
        }

        var ways = new List<AuthenticationMethod>();
        if (access.KeyFile is { } file)
        {
            ways.Add(new PrivateKeyAuthenticationMethod(User, Key(Path.GetFullPath(file, baseDirectory))));
        }

        if (access.Password is { } password)
        {
            ways.Add(new PasswordAuthenticationMethod(User, password));
        }

        _keys.AddRange(ways.OfType<IDisposable>());
        return ways.Count > 0
            ? new ConnectionInfo(address.Host, address.Port, User, [.. ways]) { Timeout = TimeSpan.FromSeconds(15), Encoding = Encoding.UTF8 }
            : throw new SourceException(SourceFault.Unauthorized, $"Neither Access:KeyFile nor Access:Password is set for {address.Host}. Set one of them.");
    }

    private PrivateKeyFile Key(string file)
    {
        try
        {
            return new PrivateKeyFile(file, access.KeyPassphrase);
        }
        catch (Exception e) when (e is SshException or IOException or UnauthorizedAccessException or CryptographicException or FormatException or InvalidOperationException)
        {
            throw new SourceException(SourceFault.Unauthorized, $"Access:KeyFile {file} can't be used ({e.GetType().Name}). It must be a private key that the service may read; if it is encrypted, set Access:KeyPassphrase.", e);
        }
    }

    private bool Expects(string shown) =>
        access.HostKey?.Split(',', StringSplitOptions.TrimEntries).Contains(shown, StringComparer.Ordinal) == true;

    private SourceException Stranger(string shown) => new(SourceFault.Unauthorized, access.HostKey is { } expected
        ? $"{address.Host} shows the key {shown}, and Access:HostKey expects {expected}. Somebody may stand in between, so nothing was sent. If the server has a new key, ask its administrator for the fingerprint."
        : $"{address.Host} shows the key {shown}, and nothing says that it is the right one. Compare it with what its administrator gives you (ssh-keygen -lf), and set Access:HostKey to it.");
}

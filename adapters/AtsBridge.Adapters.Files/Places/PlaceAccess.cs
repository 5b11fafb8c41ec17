using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Files.Places;

/// <summary>How a server lets us in, for a <c>Path</c> that begins with <c>sftp://</c> or <c>https://</c>.</summary>
public sealed record PlaceAccess
{
    /// <summary>The user; one in the address counts for more. https: with <see cref="Password"/> for basic authentication.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>sftp: the file of a private key (OpenSSH or PEM), relative to the configuration file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>sftp: what the private key is encrypted with.</summary>
    public string? KeyPassphrase { get; init; }

    /// <summary>
    /// sftp: the fingerprint of the server's key as <c>ssh-keygen -lf</c> writes it, <c>SHA256:…</c>; several separated by commas, for
    /// the time of a change. Without it nothing is read, and the message says what the server showed.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>https: sent as <c>Authorization: Bearer …</c>.</summary>
    public string? Token { get; init; }

    /// <summary>How long the server may be silent. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}

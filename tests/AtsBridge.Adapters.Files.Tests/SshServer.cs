using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AtsBridge.Adapters.Files.Tests;

/// <summary>OpenSSH's own server on this machine, with keys of its own, for the user who runs the tests. Installed where it is missing.</summary>
public sealed class SshServer : IAsyncLifetime
{
    private const string Daemon = "/usr/sbin/sshd";

    private readonly string _folder = Directory.CreateTempSubdirectory("atsbridge-ssh-").FullName;
    private Process? _server;

    public int Port { get; private set; }

    /// <summary>Why there is none; null where it runs.</summary>
    public string? Missing { get; private set; }

    public string KeyFile => Path.Combine(_folder, "client");

    /// <summary>As <c>ssh-keygen -lf</c> writes it.</summary>
    public string HostKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Daemon) && !await InstallAsync())
        {
            Missing = "There is no OpenSSH server here, and it can't be installed without root and Debian's packages.";
            return;
        }

        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, "host"));
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", KeyFile);
        File.Copy(KeyFile + ".pub", Path.Combine(_folder, "authorized"));
        HostKey = (await RunAsync("ssh-keygen", "-lf", Path.Combine(_folder, "host.pub"))).Split(' ')[1];
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        Directory.CreateDirectory("/run/sshd");
        await File.WriteAllTextAsync(Path.Combine(_folder, "config"), FormattableString.Invariant($"""
            ListenAddress 127.0.0.1:{Port}
            HostKey {_folder}/host
            AuthorizedKeysFile {_folder}/authorized
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            Subsystem sftp internal-sftp

            """));
        // -D: stays in the foreground; -e: what it says goes to us.
        var start = new ProcessStartInfo(Daemon, ["-D", "-e", "-f", Path.Combine(_folder, "config")]) { RedirectStandardError = true, UseShellExecute = false };
        _server = Process.Start(start)!;
        while (await _server.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("Server listening", StringComparison.Ordinal))
            {
                break;
            }
        }

        _ = _server.StandardError.ReadToEndAsync();
        Missing = _server.HasExited ? "The OpenSSH server does not start here." : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> InstallAsync()
    {
        if (!File.Exists("/usr/bin/apt-get") || !string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            return false;
        }

        await RunAsync("apt-get", "update", "-q");
        await RunAsync("apt-get", "install", "-q", "-y", "--no-install-recommends", "openssh-server");
        return File.Exists(Daemon);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false, Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } })!;
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}

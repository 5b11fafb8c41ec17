using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>The executable, as an operator starts it.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private BridgeProcess(Process process)
    {
        Process = process;
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public string Output => Text(_output);

    public string Error => Text(_error);

    public static BridgeProcess Start(string workingDirectory, params IEnumerable<string> args) =>
        Start(workingDirectory, new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <summary>The same with variables in its environment.</summary>
    public static BridgeProcess Start(string workingDirectory, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "atsbridge.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Waits until a host says where it listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        var address = Match.Empty;
        await Until.TrueAsync("the host says where it listens", () =>
        {
            Assert.False(Process.HasExited, Error + Output);
            address = Regex.Match(Output, @"Now listening on: (?<url>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            return address.Success;
        });
        return new Uri(address.Groups["url"].Value);
    }

    /// <summary>Waits for its end, and for its last line.</summary>
    public async Task<Answer> EndAsync()
    {
        await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(Process.ExitCode, Output, Error);
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", FormattableString.Invariant($"{Process.Id}")]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            await Process.WaitForExitAsync(CancellationToken.None);
        }

        Process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

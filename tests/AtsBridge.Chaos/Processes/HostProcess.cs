using System.Diagnostics;

namespace AtsBridge.Chaos.Processes;

/// <summary>One life of the host: <c>atsbridge run</c>, from its start to its end, with all that it said in the log of the trial.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int LinesKept = 40;

    private readonly TextWriter _log;
    private readonly Queue<string> _last = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string>? _said;

    private HostProcess(Process process, TextWriter log, Action<string>? said)
    {
        (Process, _log, _said) = (process, log, said);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal Process Process { get; }

    /// <summary>Done when it says that it listens, which is after its store is open.</summary>
    internal Task Listening => _listening.Task;

    /// <summary>Whether it said so.</summary>
    internal bool Listens => _listening.Task.IsCompleted;

    /// <summary>Its last words.</summary>
    internal string LastWords
    {
        get
        {
            lock (_last)
            {
                return string.Join(Environment.NewLine, _last);
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its configuration is.</param>
    /// <param name="log">Where its words go; shared by all lives.</param>
    /// <param name="said">Told every line.</param>
    internal static HostProcess Start(string folder, TextWriter log, Action<string>? said = null) =>
        new(Process.Start(BridgeProgram.Command(folder, "run", "--url", "http://127.0.0.1:0"))!, log, said);

    /// <summary>Ends it with <c>kill -9</c> and waits until it is gone, and with it its lock on the store.</summary>
    internal async Task KillAsync()
    {
        Process.SendKill();
        await Process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended in time.</returns>
    internal async Task<bool> EndsWithinAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await Process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesKept)
            {
                _last.Dequeue();
            }
        }

        lock (_log)
        {
            _log.WriteLine(line);
        }

        if (line.Contains("Now listening on", StringComparison.Ordinal))
        {
            _listening.TrySetResult();
        }

        _said?.Invoke(line);
    }
}

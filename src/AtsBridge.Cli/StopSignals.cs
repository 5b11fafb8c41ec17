using System.Runtime.InteropServices;

namespace AtsBridge.Cli;

/// <summary>
/// SIGTERM and Ctrl+C: what is in flight is brought to its end, however long that takes. A second signal ends the process at once, but
/// for the host of <c>run</c>, whose framework takes it too: that one is ended by SIGKILL, as service managers do when their patience ends.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    internal StopSignals(CancellationToken caller)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    /// <summary>Cancelled by a signal, or by the caller.</summary>
    internal CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}

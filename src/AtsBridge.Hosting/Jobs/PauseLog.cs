using AtsBridge.Ledger;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Says once that something is paused, and once that it goes on, however often delivery meets it. The reason is a person's words and is not logged.</summary>
internal sealed class PauseLog(ILedgerStore ledger, ILogger<PauseLog> logger)
{
    private readonly Lock _lock = new();
    private HashSet<(PauseScope Scope, string Name)> _told = [];

    internal async Task TellAsync(CancellationToken cancellationToken)
    {
        var pauses = await ledger.PausesAsync(cancellationToken);
        lock (_lock)
        {
            var now = pauses.Select(p => (p.Scope, p.Name)).ToHashSet();
            foreach (var pause in pauses.Where(p => !_told.Contains((p.Scope, p.Name))))
            {
                Log.Paused(logger, pause.Scope, pause.Name, pause.Since);
            }

            foreach (var (scope, name) in _told.Where(p => !now.Contains(p)))
            {
                Log.Resumed(logger, scope, name);
            }

            _told = now;
        }
    }
}

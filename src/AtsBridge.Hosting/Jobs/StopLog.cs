using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>Says once that a sink is stopped, whoever was refused: delivery, a question for statuses, or a resend by another process.</summary>
internal sealed class StopLog(ILogger<StopLog> logger)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>How the sink stands now.</summary>
    /// <param name="sink">Its name.</param>
    /// <param name="reason">Why it is stopped, which may name the request and so differ from one to the next; null where it is not.</param>
    internal void Tell(string sink, string? reason)
    {
        lock (_lock)
        {
            if (reason is null)
            {
                _told.Remove(sink);
                return;
            }

            if (!_told.Add(sink))
            {
                return;
            }
        }

        Log.SinkStopped(logger, sink, reason);
    }
}

using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>What the host logs of statuses that sinks tell by themselves: names of the configuration and numbers.</summary>
internal static partial class InboxLog
{
    [LoggerMessage(30, LogLevel.Information, "Told by {Sink}: {Moved} moved, {Known} known already, {Outdated} outdated, {Unmatched} of invites that are not ours or not known yet; {Expired} ran out")]
    internal static partial void WorkedOff(ILogger logger, string sink, int moved, int known, int outdated, int unmatched, int expired);

    [LoggerMessage(31, LogLevel.Information, "{Count} webhooks of {Sink} named invites that nobody here has sent within {Days} days: forgotten")]
    internal static partial void Forgotten(ILogger logger, string sink, int count, int days);

    [LoggerMessage(32, LogLevel.Warning, "{Count} webhooks of {Sink} that were due have not come; asking has found the statuses. If this goes on, see whether the webhook address can be reached from outside")]
    internal static partial void Lost(ILogger logger, string sink, int count);

    [LoggerMessage(33, LogLevel.Information, "Sink {Sink} may tell statuses: POST /webhooks/{Sink}")]
    internal static partial void Listening(ILogger logger, string sink);
}

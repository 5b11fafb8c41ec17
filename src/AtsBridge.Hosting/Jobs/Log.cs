using AtsBridge.Ledger;
using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>What the host logs: names of the configuration, numbers and ids. Nobody's data.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Run {RunId} of {Source} ({Set}): {Outcome}; {Read} read, {Unchanged} unchanged, {Changed} changed, {New} new, {Quarantined} quarantined; {Transitions} transitions, {Invited} invited, {Held} held")]
    internal static partial void RunEnded(
        ILogger logger, long runId, string source, string set, string outcome, long read, long unchanged, long changed, long @new, long quarantined, long transitions, long invited, long held);

    [LoggerMessage(2, LogLevel.Error, "Run {RunId} of {Source} failed: {Reason}")]
    internal static partial void RunFailed(ILogger logger, long runId, string source, string? reason);

    [LoggerMessage(3, LogLevel.Information, "Delivery to {Sink}: {Sent} sent, {Rejected} rejected, {NeedsReview} need review, {Requests} requests")]
    internal static partial void Delivered(ILogger logger, string sink, int sent, int rejected, int needsReview, int requests);

    [LoggerMessage(4, LogLevel.Error, "The sink {Sink} is stopped. {Reason} Nothing is lost meanwhile: change its key and restart the host")]
    internal static partial void SinkStopped(ILogger logger, string sink, string reason);

    [LoggerMessage(5, LogLevel.Information, "Statuses at {Sink}: {Asked} asked for, {Moved} moved")]
    internal static partial void StatusesAsked(ILogger logger, string sink, int asked, int moved);

    [LoggerMessage(6, LogLevel.Information, "Source {Source} is read on {Schedule} (UTC)")]
    internal static partial void Scheduled(ILogger logger, string source, string schedule);

    [LoggerMessage(7, LogLevel.Error, "The sync of {Source} ended with a fault that nobody foresaw: {Fault}. Its message is left out, because it may quote a record{Trace}")]
    internal static partial void SyncBroke(ILogger logger, string source, string fault, string? trace);

    [LoggerMessage(8, LogLevel.Information, "{Wished} invites that were not answered will be sent again")]
    internal static partial void Reminding(ILogger logger, int wished);

    [LoggerMessage(9, LogLevel.Error, "{Problem}")]
    internal static partial void SinkMissing(ILogger logger, string problem);

    [LoggerMessage(12, LogLevel.Information, "{Source} is read as a whole: {Why}")]
    internal static partial void ToldNeedsRead(ILogger logger, string source, string why);

    [LoggerMessage(11, LogLevel.Error, "Every run of {Source} will fail, and those of the other sources will not: {Reason}")]
    internal static partial void SourceUnbuilt(ILogger logger, string source, string reason);

    [LoggerMessage(40, LogLevel.Information, "Retention: {Runs} runs and {Attempts} requests removed, {Applications} applications reduced")]
    internal static partial void Retained(ILogger logger, long runs, long attempts, long applications);

    [LoggerMessage(50, LogLevel.Warning, "The guard tripped in run {RunId} of {Source} and holds {Invites} invites until a person releases or cancels them: atsbridge invites list --held GuardTripped --run {RunId}")]
    internal static partial void GuardTripped(ILogger logger, long runId, string source, long invites);

    [LoggerMessage(51, LogLevel.Warning, "Run {RunId} of {Source} met what looks like a renamed stage. It holds no invite, but a route may name the old word and invite nobody from now on: atsbridge validate says which")]
    internal static partial void StageRenamed(ILogger logger, long runId, string source);

    [LoggerMessage(60, LogLevel.Warning, "{Scope} {Name} is paused since {Since}: nothing of it is sent and nothing is dropped until somebody resumes it")]
    internal static partial void Paused(ILogger logger, PauseScope scope, string name, DateTimeOffset since);

    [LoggerMessage(61, LogLevel.Information, "{Scope} {Name} goes on")]
    internal static partial void Resumed(ILogger logger, PauseScope scope, string name);
}

using Microsoft.Extensions.Logging;

namespace AtsBridge.Cli.Web;

/// <summary>What is logged of webhooks: names of the configuration, names of events, and reasons that quote nothing.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(40, LogLevel.Warning, "A webhook at {Sink} was refused: {Reason}{Unsaid}")]
    internal static partial void Refused(ILogger logger, string sink, string reason, string unsaid);

    [LoggerMessage(41, LogLevel.Warning, "A webhook came and nothing is received: {Reason}{Unsaid}")]
    private static partial void NothingReceived(ILogger logger, string reason, string unsaid);

    [LoggerMessage(42, LogLevel.Information, "A webhook of {Sink} was acknowledged and ignored: {What}{Unsaid}")]
    internal static partial void Ignored(ILogger logger, string sink, string what, string unsaid);

    [LoggerMessage(43, LogLevel.Debug, "A webhook of {Sink} is on record: {What}; repeated: {Repeated}")]
    internal static partial void Taken(ILogger logger, string sink, string what, bool repeated);

    [LoggerMessage(44, LogLevel.Error, "A webhook of {Sink} could not be put on record, and its sender is told to try again: {Reason}{Unsaid}")]
    internal static partial void NotKept(ILogger logger, string sink, string reason, string unsaid);

    [LoggerMessage(45, LogLevel.Error, "The adapter of {Sink} failed on a webhook ({Fault}). Its message is left out, because it may quote the request{Unsaid}{Trace}")]
    internal static partial void Broke(ILogger logger, string sink, string fault, string? trace, string unsaid);

    [LoggerMessage(46, LogLevel.Warning, "A webhook at {Sink} could not be read and was answered with {Status}: too long, too slow or cut off{Unsaid}")]
    internal static partial void Unreadable(ILogger logger, string sink, int status, string unsaid);

    internal static void Closed(ILogger logger, string reason, string unsaid) => NothingReceived(logger, reason, unsaid);

    internal static void NoTarget(ILogger logger, string there, string unsaid) =>
        NothingReceived(logger, $"its address names nobody of the configuration; there are: {there}", unsaid);
}

using Microsoft.Extensions.Logging;

namespace AtsBridge.Hosting.Jobs;

/// <summary>What is logged of news that sources are told: routes and reasons, nobody's data.</summary>
internal static partial class WriteBackLog
{
    [LoggerMessage(70, LogLevel.Information, "{Told} pieces of news were told to where the applications came from")]
    internal static partial void Told(ILogger logger, int told);

    [LoggerMessage(71, LogLevel.Warning, "News of the route {Reason} They wait and are tried again; no invite waits for it")]
    internal static partial void PutOff(ILogger logger, string reason);

    [LoggerMessage(72, LogLevel.Warning, "News of the route {Reason} They are not told again before there is further news of the invite, or somebody wants it (atsbridge news retry)")]
    internal static partial void Refused(ILogger logger, string reason);
}

using AtsBridge.Hosting.Composition;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Ledger;

namespace AtsBridge.Hosting.Health;

/// <summary>Looks at everything and says how it stands. The only place that does.</summary>
/// <param name="store">What stands where.</param>
/// <param name="ledger">What is paused.</param>
/// <param name="configuration">What there is.</param>
/// <param name="sinks">The sinks, for their limits.</param>
/// <param name="missing">The sinks that there are no more.</param>
/// <param name="time">The clock.</param>
public sealed class BridgeStatusReader(IStandingStore store, ILedgerStore ledger, BridgeConfiguration configuration, ConfiguredSinks sinks, MissingSinks missing, TimeProvider time)
{
    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="Storage.StoreException">The store can't be read.</exception>
    public async Task<BridgeStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pauses = await ledger.PausesAsync(cancellationToken);
        var host = store.Host();
        var sources = new List<SourceStatus>();
        foreach (var source in configuration.Sources)
        {
            sources.Add(SourceCheck.Status(source, await store.SourceAsync(source.Name, cancellationToken), now));
        }

        var standing = new List<SinkStatus>();
        foreach (var sink in configuration.Sinks)
        {
            var facts = await store.SinkAsync(sink.Name, now, sinks.Find(sink.Name)!.Limits, sink.Delivery, cancellationToken);
            var pause = pauses.FirstOrDefault(p => p.Scope == PauseScope.Sink && string.Equals(p.Name, sink.Name, StringComparison.Ordinal));
            standing.Add(SinkCheck.Status(sink, facts, pause, now));
        }

        return new()
        {
            At = now,
            Host = host,
            Sources = sources,
            Sinks = standing,
            Pauses = pauses,
            Problems = [.. sources.SelectMany(s => SourceCheck.Problems(s, host)), .. standing.SelectMany(SinkCheck.Problems), .. await missing.FindAsync(cancellationToken)],
            Notes = [.. pauses.Select(p => Note(p, standing, now)), .. standing.SelectMany(SinkCheck.Notes), .. sources.SelectMany(SourceCheck.Notes), .. Refused(await store.RefusedNewsAsync(cancellationToken))],
        };
    }

    private static IEnumerable<Finding> Refused(IReadOnlyDictionary<string, long> byRoute) => byRoute.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new Finding(
        FindingKind.NewsRefused, r.Key,
        FormattableString.Invariant($"Of {(r.Value == 1 ? "1 invite" : $"{r.Value} invites")} of route '{r.Key}' the system of the application could not be told what became of it."),
        $"atsbridge news list --state Refused --route {CommandText.Quoted(r.Key)}", r.Value));

    /// <summary>Without the reason, which is a person's own words and no concern of a machine.</summary>
    private Finding Note(Pause pause, List<SinkStatus> standing, DateTimeOffset now)
    {
        var (what, option) = pause.Scope == PauseScope.Sink ? ($"Sink {pause.Name}", "--sink") : ($"Route '{pause.Name}'", "--route");
        var known = pause.Scope == PauseScope.Sink
            ? configuration.Sinks.Any(s => string.Equals(s.Name, pause.Name, StringComparison.Ordinal))
            : configuration.Routes.All.Any(r => string.Equals(r.Name, pause.Name, StringComparison.Ordinal));
        var due = pause.Scope == PauseScope.Sink ? standing.Find(s => string.Equals(s.Name, pause.Name, StringComparison.Ordinal))?.Due : null;
        var waiting = due switch { null => "", 1 => " 1 invite is due there.", _ => FormattableString.Invariant($" {due} invites are due there.") };
        return new(
            FindingKind.Paused, pause.Name,
            FormattableString.Invariant($"{what} is paused since {pause.Since:u}, for {TimeInWords.Of(now - pause.Since)}.{(known ? waiting : " It is not in the configuration any more.")}"),
            $"atsbridge resume {option} {CommandText.Quoted(pause.Name)}", due);
    }
}

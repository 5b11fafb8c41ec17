using AtsBridge.Delivery;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Ledger;

namespace AtsBridge.Hosting.Health;

/// <summary>Finds the invites of sinks that were renamed or taken away: everything else goes by the sinks of the configuration, so nobody would ever see them.</summary>
/// <param name="store">What stands where.</param>
/// <param name="configuration">What there is.</param>
public sealed class MissingSinks(IStandingStore store, BridgeConfiguration configuration)
{
    /// <summary>What may have been sent: only the sink can tell, so cancelling does not end it.</summary>
    private static readonly InviteState[] InDoubt = [InviteState.Sending, InviteState.Ambiguous, InviteState.NeedsReview];

    /// <summary>One finding for each sink that has unfinished invites and that the configuration does not have.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="Storage.StoreException">The store can't be read.</exception>
    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken cancellationToken)
    {
        var unfinished = await store.UnfinishedAsync(cancellationToken);
        return [.. unfinished.Where(u => !configuration.Sinks.Any(s => string.Equals(s.Name, u.Sink, StringComparison.Ordinal)))
            .OrderBy(u => u.Sink, StringComparer.Ordinal).Select(Problem)];
    }

    private Finding Problem(UnfinishedInvites unfinished)
    {
        var sink = unfinished.Sink;
        var belong = unfinished.Count == 1 ? "1 unfinished invite belongs" : FormattableString.Invariant($"{unfinished.Count} unfinished invites belong");
        var said = $"{belong} to sink '{sink}', which the configuration does not have, and nothing delivers them:";
        if (configuration.Sinks.FirstOrDefault(s => string.Equals(s.Name, sink, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            // Options that name it would be taken for the one that there is.
            return new(FindingKind.SinkMissing, sink, $"{said} it has '{other.Name}', and the store tells names apart by their letters. Write '{sink}' again.", Count: unfinished.Count);
        }

        var cancellable = unfinished.Invites.Keys.Except(InDoubt).Order().ToList();
        var cancel = cancellable.Count == 0 ? "" : $", or cancel them: atsbridge invites cancel --sink {CommandText.Quoted(sink)} --state {string.Join(' ', cancellable)}";
        var doubted = unfinished.Invites.Where(i => InDoubt.Contains(i.Key)).Sum(i => i.Value);
        var doubt = doubted == 0 ? "" : FormattableString.Invariant($" ({doubted} may have been sent, which only the sink can tell: they can't be cancelled)");
        return new(
            FindingKind.SinkMissing, sink, $"{said} give the sink its name back{cancel}{doubt}.",
            $"atsbridge invites list --sink {CommandText.Quoted(sink)} --state {string.Join(' ', unfinished.Invites.Keys.Order())}", unfinished.Count);
    }
}

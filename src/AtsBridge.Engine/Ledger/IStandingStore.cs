using AtsBridge.Delivery;

namespace AtsBridge.Ledger;

/// <summary>
/// How things stand, in numbers. Implemented by the storage. Each answer comes by an index and reads nobody's data, so that it may
/// be asked for every few seconds of a store with a million applications.
/// </summary>
public interface IStandingStore
{
    /// <summary>How a source has fared.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<SourceFacts> SourceAsync(string source, CancellationToken cancellationToken);

    /// <summary>How a sink stands.</summary>
    /// <param name="sink">Its name.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="limits">Its rate limits.</param>
    /// <param name="policy">How long an attempt that was never finished counts as in flight.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<SinkFacts> SinkAsync(string sink, DateTimeOffset now, IReadOnlyList<RateLimit> limits, DeliveryPolicy policy, CancellationToken cancellationToken);

    /// <summary>How many invites of a route wait to be sent although their time has come; what is in doubt is not among them.</summary>
    /// <param name="sink">The sink of the route.</param>
    /// <param name="route">The route.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<long> DueOfRouteAsync(string sink, string route, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The invites that are not finished, sink by sink, whether or not the configuration has the sink; a sink without any is left out.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<IReadOnlyList<UnfinishedInvites>> UnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>How many news of invites were refused, by route; a route of which none was is left out.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<IReadOnlyDictionary<string, long>> RefusedNewsAsync(CancellationToken cancellationToken);

    /// <summary>Which process holds the store as its host, in words; null where none does. A hint for people: it may have just ended.</summary>
    string? Host();
}

namespace AtsBridge.WriteBack;

/// <summary>Where news go.</summary>
public interface INewsOutlet
{
    /// <summary>Tells news of one route. At least once: after a crash the same may be told again.</summary>
    /// <param name="route">The route's name.</param>
    /// <param name="news">What to tell, in order.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>An answer for each: what could not be told must not have the others told again.</returns>
    Task<IReadOnlyList<NewsAnswer>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken);
}

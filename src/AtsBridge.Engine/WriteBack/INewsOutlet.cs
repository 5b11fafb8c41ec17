namespace AtsBridge.WriteBack;

/// <summary>Where news go.</summary>
public interface INewsOutlet
{
    /// <summary>Tells news of one route. At least once: after a crash the same may be told again.</summary>
    /// <param name="route">The route's name.</param>
    /// <param name="news">What to tell, in order.</param>
    /// <param name="cancellationToken">Reaches every wait.</param>
    /// <returns>For each: null where it is told, otherwise why it is refused for good.</returns>
    /// <exception cref="SourceException">It can't be told now.</exception>
    Task<IReadOnlyList<string?>> TellAsync(string route, IReadOnlyList<InviteNews> news, CancellationToken cancellationToken);
}

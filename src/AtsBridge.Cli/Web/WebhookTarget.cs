using AtsBridge.Statuses;

namespace AtsBridge.Cli.Web;

/// <summary>Whose address a webhook came to.</summary>
/// <param name="Name">The name of the sink or source.</param>
/// <param name="Take">Proves it and puts it on record.</param>
internal sealed record WebhookTarget(string Name, Func<ReadOnlyMemory<byte>, IReadOnlyDictionary<string, string>, CancellationToken, Task<WebhookAnswer>> Take)
{
    internal static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(3);

    /// <summary>The longest body; a longer one is not read.</summary>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How long the sender waits for an answer: one that comes later is one more delivery.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The status that tells the sender that all is well.</summary>
    public required int Done { get; init; }
}

using System.Collections.Frozen;

namespace AtsBridge.Statuses;

/// <summary>What a request at a sink's webhook address came to, and why.</summary>
/// <param name="Verdict">What it came to.</param>
/// <param name="Detail">For the operator's log: the event's name, or why not. Nobody's data, nothing of a request that was refused.</param>
public sealed record WebhookAnswer(WebhookVerdict Verdict, string Detail)
{
    /// <summary>What the sender wants to see in the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;
}

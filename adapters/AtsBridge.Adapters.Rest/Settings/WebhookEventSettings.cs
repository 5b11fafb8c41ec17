namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>What one kind of event tells. With neither key it is acknowledged and ignored.</summary>
public sealed record WebhookEventSettings
{
    /// <summary>The path of the application, or of a list of them, in the body; <c>$</c> where the body is one.</summary>
    public string? Records { get; init; }

    /// <summary>
    /// The path of the id, or of a list of ids, by which applications are read (<c>Application</c>), where the event does not say where they stand. Beside
    /// <see cref="Records"/>: within each of them, for one that says too little.
    /// </summary>
    public string? Id { get; init; }
}

namespace AtsBridge.Retention;

/// <summary>How long what is over is kept. Null: for ever.</summary>
public sealed record RetentionPolicy
{
    /// <summary>Runs with what they put into quarantine, from their start. The newest hundred of a source stay, and its baseline.</summary>
    public TimeSpan? Runs { get; init; }

    /// <summary>
    /// Requests for invites that are over, questions for statuses, and webhooks that were worked off. Two days at least: the longest
    /// window of a rate budget is one.
    /// </summary>
    public TimeSpan? Attempts { get; init; }

    /// <summary>
    /// What is known of the person in an application that vanished from its source, or (in a feed of changes) was closed, from then on.
    /// </summary>
    public TimeSpan? ClosedApplications { get; init; }

    /// <summary>Whether anything is ever over.</summary>
    public bool Any => Runs is not null || Attempts is not null || ClosedApplications is not null;
}

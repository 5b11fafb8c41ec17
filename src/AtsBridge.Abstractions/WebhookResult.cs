namespace AtsBridge;

/// <summary>What <see cref="IWebhookReceiver.Receive"/> makes of a request. Closed: nobody else can add a case.</summary>
public abstract record WebhookResult
{
    private WebhookResult()
    {
    }

    /// <summary>Genuine: the platform says where invites stand.</summary>
    /// <param name="Reports">What it says; one at least.</param>
    public sealed record Statuses(IReadOnlyList<StatusReport> Reports) : WebhookResult;

    /// <summary>Genuine: the applicant tracking system says that applications have changed.</summary>
    /// <param name="Event">Its name of the event. Nobody's data.</param>
    /// <param name="Records">
    /// What it says of them, as a read would deliver it. A field that is null is left as it is known. Without a stage, and without a
    /// time of update that tells old from new, name the application in <paramref name="ToRead"/> instead.
    /// </param>
    /// <param name="ToRead">Applications to be read (<see cref="IApplicationReader"/>), by the id that the event has of them.</param>
    public sealed record Applications(string Event, IReadOnlyList<SourceRecord> Records, IReadOnlyList<string> ToRead) : WebhookResult;

    /// <summary>Not an event: the platform makes sure that somebody listens, and wants these headers in the answer.</summary>
    /// <param name="Headers">By name.</param>
    public sealed record Handshake(IReadOnlyDictionary<string, string> Headers) : WebhookResult;

    /// <summary>Genuine, and nothing that concerns us or can be read: acknowledged, because a repetition would say the same.</summary>
    /// <param name="What">What it was, such as the name of its event. Nobody's data.</param>
    public sealed record Ignored(string What) : WebhookResult;

    /// <summary>Not proven to be the platform's, or too old: nothing in it is believed.</summary>
    /// <param name="Reason">Why, for the operator. Quotes nothing of the request, and is not told to whoever sent it.</param>
    public sealed record Refused(string Reason) : WebhookResult;

    /// <summary>Nothing can be proven here: the secret is missing.</summary>
    /// <param name="Reason">What to set, for the operator.</param>
    public sealed record NotConfigured(string Reason) : WebhookResult;
}

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

namespace AtsBridge.Gather.Sandbox;

/// <summary>How a sandbox behaves. The defaults are the published API with an unlucky client's luck left out.</summary>
public sealed record GatherSandboxOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The API keys that are valid at the start; several may be.</summary>
    public IReadOnlyList<string> Keys { get; init; } = ["qapi_sandbox"];

    /// <summary>What webhooks are signed with.</summary>
    public string WebhookSecret { get; init; } = "whsec_sandbox";

    /// <summary>Where all events of the organisation go; null: nowhere. Loopback addresses only.</summary>
    public Uri? OrganisationWebhookUrl { get; init; }

    /// <summary>The limits of each key; all hold at once. Empty: no limit.</summary>
    public IReadOnlyList<SandboxRateLimit> RateLimits { get; init; } =
        [new(100, TimeSpan.FromSeconds(60)), new(1000, TimeSpan.FromMinutes(60))];

    /// <summary>Which of the published shapes answers have.</summary>
    public SandboxDrift Drift { get; init; } = SandboxDrift.A;

    /// <summary>The answer to a candidate whose e-mail address or externalId exists.</summary>
    public DuplicateAnswer DuplicateAnswer { get; init; } = DuplicateAnswer.Conflict;

    /// <summary>The answer to a second candidate interview of the same candidate and interview. The real API is not known to refuse.</summary>
    public DuplicateAnswer DuplicateInviteAnswer { get; init; } = DuplicateAnswer.Allow;

    /// <summary>Seeds the ids and the random faults: the same seed and requests give the same answers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The interviews that exist at the start.</summary>
    public IReadOnlyList<SandboxInterview> Interviews { get; init; } = SandboxInterview.Samples;

    /// <summary>Random faults, each with its probability for a request; together at most 1.</summary>
    public IReadOnlyList<FaultRate> FaultRates { get; init; } = [];

    /// <summary>Days until an invite expires where the request does not say.</summary>
    public int DefaultExpiryDays { get; init; } = 7;

    /// <summary>The largest body that is read; a larger one is answered with 400.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    internal void Validate()
    {
        Require(Port is >= 0 and <= 65535, nameof(Port), Port, "0 (a free one) to 65535");
        Require(Keys.All(key => !string.IsNullOrWhiteSpace(key)), nameof(Keys), "an empty key", "keys that are not empty");
        Require(WebhookSecret.Length > 0, nameof(WebhookSecret), "an empty text", "any text that is not empty");
        Require(RateLimits.All(limit => limit is { Permits: > 0, Window.Ticks: > 0 }), nameof(RateLimits), "a limit of nothing", "permits of 1 or more in a window longer than zero");
        Require(DefaultExpiryDays is > 0 and <= 3650, nameof(DefaultExpiryDays), DefaultExpiryDays, "1 to 3650");
        Require(MaxBodyBytes > 0, nameof(MaxBodyBytes), MaxBodyBytes, "1 or more");
        Require(Interviews.DistinctBy(interview => interview.Id, StringComparer.OrdinalIgnoreCase).Count() == Interviews.Count, nameof(Interviews), "an id that occurs twice", "each id once");
        Require(Interviews.All(interview => Guid.TryParseExact(interview.Id, "D", out _)), nameof(Interviews), "an id that is not a UUID", "UUIDs");
        Require(
            FaultRates.All(rate => rate.Probability is >= 0 and <= 1) && FaultRates.Sum(rate => rate.Probability) <= 1 + 1e-9,
            nameof(FaultRates), FaultRates.Sum(rate => rate.Probability), "probabilities from 0 to 1 that sum up to 1 at most");
        foreach (var rate in FaultRates)
        {
            rate.Fault.Validate();
        }
    }

    private static void Require(bool holds, string name, object value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} is {value}; allowed: {allowed}.", name);
        }
    }
}

using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Gather;

/// <summary>What the configuration says of one Gather sink. A class and not a record: a record would print its key.</summary>
public sealed class GatherSettings : IValidatableObject
{
    private const string KeyPrefix = "qapi_";

    /// <summary>Longer than any key; a header of that length would be refused on the way.</summary>
    private const int MaxKeyLength = 512;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    private static readonly TimeSpan ShortestTolerance = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestTolerance = TimeSpan.FromMinutes(15);

    /// <summary>The published limits, per key.</summary>
    private static readonly RateLimit[] PublishedLimits =
    [
        new() { Permits = 100, Window = TimeSpan.FromMinutes(1) },
        new() { Permits = 1000, Window = TimeSpan.FromHours(1) },
    ];

    /// <summary>Where Gather is: https, or http on this machine only, because the key travels with every request.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.prod.qualifi.hr");

    /// <summary>The key of organisation and team; starts <c>qapi_</c>.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Verifies the webhooks of this key; null where none are received.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>The secret before <see cref="WebhookSecret"/>, which is still believed while Gather changes it; null: none is.</summary>
    public string? PreviousWebhookSecret { get; init; }

    /// <summary>
    /// How far the time of a webhook's signature may be from ours, from 10 seconds to 15 minutes. Default 5 minutes. A webhook that
    /// somebody has recorded can be sent again for so long, and has no second effect.
    /// </summary>
    public TimeSpan WebhookTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The limits of this key; null: the published ones (100 a minute, 1,000 an hour). No default stands here, because the
    /// configuration would add to it instead of replacing it.
    /// </summary>
    public IReadOnlyList<RateLimit>? RateLimits { get; init; }

    internal IReadOnlyList<RateLimit> EffectiveRateLimits => RateLimits ?? PublishedLimits;

    /// <summary>Address and limits; never the key or the secret.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"Gather at {BaseUrl}, ApiKey {(string.IsNullOrEmpty(ApiKey) ? "missing" : "***")}, {EffectiveRateLimits.Count} rate limits";

    /// <summary>
    /// All faults at once. That is why no property carries an attribute: one that fails would keep this method from being asked.
    /// </summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>What is wrong, where, and what is allowed; never the key.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AddressFault() is { } address)
        {
            yield return new ValidationResult(address, [nameof(BaseUrl)]);
        }

        if (KeyFault() is { } key)
        {
            yield return new ValidationResult(key, [nameof(ApiKey)]);
        }

        foreach (var (name, fault) in WebhookFaults())
        {
            yield return new ValidationResult(fault, [name]);
        }

        for (var i = 0; i < EffectiveRateLimits.Count; i++)
        {
            foreach (var fault in LimitFaults(EffectiveRateLimits[i]))
            {
                yield return new ValidationResult(fault.ErrorMessage, [.. fault.MemberNames.Select(name => $"{nameof(RateLimits)}:{i}:{name}")]);
            }
        }
    }

    private string? AddressFault()
    {
        if (BaseUrl is null || !BaseUrl.IsAbsoluteUri)
        {
            return $"BaseUrl is '{BaseUrl}': a complete address is needed, such as https://api.prod.qualifi.hr.";
        }

        if (BaseUrl.UserInfo.Length > 0)
        {
            return "BaseUrl holds a user or password: Gather takes the key alone, in ApiKey.";
        }

        if (BaseUrl.Query.Length > 0 || BaseUrl.Fragment.Length > 0)
        {
            return $"BaseUrl is '{BaseUrl}': it must end with the path, without ? and #.";
        }

        var safe = BaseUrl.Scheme == Uri.UriSchemeHttps || (BaseUrl.Scheme == Uri.UriSchemeHttp && BaseUrl.IsLoopback);
        return safe ? null : $"BaseUrl is '{BaseUrl}': https is needed (http only for this machine), because the key travels with every request.";
    }

    /// <summary>Says what is wrong with the key without quoting it.</summary>
    private string? KeyFault()
    {
        if (string.IsNullOrEmpty(ApiKey))
        {
            return "ApiKey is missing: give the sink's key, best through the environment and not in the file.";
        }

        if (!ApiKey.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return $"ApiKey does not start with {KeyPrefix}: copy the whole key from Gather's settings.";
        }

        return ApiKey.Length == KeyPrefix.Length || ApiKey.Length > MaxKeyLength || ApiKey.AsSpan().ContainsAnyExcept(KeyCharacters)
            ? $"ApiKey holds a space or another character that no key has, or its length of {ApiKey.Length} is wrong: copy it again."
            : null;
    }

    private IEnumerable<(string Name, string Fault)> WebhookFaults()
    {
        foreach (var (name, secret) in new[] { (nameof(WebhookSecret), WebhookSecret), (nameof(PreviousWebhookSecret), PreviousWebhookSecret) })
        {
            if (secret is not null && string.IsNullOrWhiteSpace(secret))
            {
                yield return (name, $"{name} is blank: give the secret, or leave the setting out.");
            }
            else if (secret is not null && secret.Trim().Length != secret.Length)
            {
                yield return (name, $"{name} begins or ends with a space or a line break, so that no signature would fit: copy it again.");
            }
        }

        if (WebhookSecret is null && PreviousWebhookSecret is not null)
        {
            yield return (nameof(PreviousWebhookSecret), "PreviousWebhookSecret is given without WebhookSecret: a secret that is not being changed belongs in WebhookSecret.");
        }

        if (WebhookTolerance < ShortestTolerance || WebhookTolerance > LongestTolerance)
        {
            yield return (nameof(WebhookTolerance), $"WebhookTolerance is {WebhookTolerance}; allowed: {ShortestTolerance} to {LongestTolerance}.");
        }
    }

    private static List<ValidationResult> LimitFaults(RateLimit limit)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(limit, new ValidationContext(limit), faults, validateAllProperties: true);
        return faults;
    }
}

using System.Globalization;
using System.Net;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Calling;

/// <summary>How long an API wants to be left alone.</summary>
internal sealed class Waits(RateSettings settings, TimeProvider time)
{
    // Seconds from now never come near it, and seconds since 1970 have passed it in 2001.
    private const long FirstMoment = 1_000_000_000;
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>What the answer asks for; null where it says nothing.</summary>
    public TimeSpan? AskedBy(Answer answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Positive(date - time.GetUtcNow()),
        _ => Reset(answer),
    };

    /// <summary>Whether the answer says that no further request is left, and until when.</summary>
    public TimeSpan? UntilMoreAreLeft(Answer answer) =>
        answer.Header(settings.RemainingHeader) is { } left && double.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number < 1 ? Reset(answer) : null;

    /// <summary>Whether to come back is worth while: a passing fault, and no longer wait than the settings allow.</summary>
    public bool IsWorthAnother(Answer answer) =>
        (answer.Status == HttpStatusCode.TooManyRequests || (answer.Call.Method == HttpMethod.Get && IsPassing(answer.Status))) && !(AskedBy(answer) > settings.LongestWait);

    public static bool IsPassing(HttpStatusCode status) => (int)status is 408 or 425 or 429 or (>= 500 and not 501 and not 505);

    /// <summary>The wait before an attempt that nobody has named one for: a second, doubled each time.</summary>
    public static TimeSpan Before(int attempt) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, attempt)));

    private TimeSpan? Reset(Answer answer)
    {
        if (answer.Header(settings.ResetHeader) is not { } text || !double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 1e14)
        {
            return null;
        }

        return number < FirstMoment ? TimeSpan.FromSeconds(number)
            : Positive((number < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds((long)number) : DateTimeOffset.FromUnixTimeMilliseconds((long)number)) - time.GetUtcNow());
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}

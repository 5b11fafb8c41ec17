using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace AtsBridge.Testing;

/// <summary>What the API of a test holds at this moment.</summary>
public sealed class SampleFeed
{
    private readonly Func<IReadOnlyList<SampleApplication>> _held;

    private readonly bool _ordered;

    internal SampleFeed(Func<IReadOnlyList<SampleApplication>> held, bool ordered = true) => (_held, _ordered) = (held, ordered);

    /// <summary>Every application, the oldest change first (unless the check has them come in another order).</summary>
    public IReadOnlyList<SampleApplication> All => _held();

    /// <summary>What changed from a moment on, that moment included; everything where there is none.</summary>
    /// <param name="moment">As the adapter sent it: a date, or Unix seconds or milliseconds; null or empty: there is none.</param>
    /// <exception cref="InvalidOperationException">It is no moment.</exception>
    public IReadOnlyList<SampleApplication> ChangedFrom(string? moment) => Moment(moment) is { } from ? [.. All.Where(a => a.Updated >= from)] : All;

    /// <summary>What changed behind a moment and an id, by moment and id; from the moment on where there is no id. What an API with such a cursor gives.</summary>
    /// <param name="moment">As the adapter sent it: a date, or Unix seconds or milliseconds; null or empty: there is none.</param>
    /// <param name="id">The id behind which to go on; null or empty where the walk begins.</param>
    /// <exception cref="InvalidOperationException">The moment is none.</exception>
    public IReadOnlyList<SampleApplication> ChangedBehind(string? moment, string? id)
    {
        var ordered = ChangedFrom(moment);
        if (!string.IsNullOrEmpty(id) && Moment(moment) is { } from)
        {
            ordered = [.. ordered.Where(a => a.Updated > from || string.CompareOrdinal(a["ApplicationId"], id) > 0)];
        }

        return _ordered ? [.. ordered.OrderBy(a => a.Updated).ThenBy(a => a["ApplicationId"], StringComparer.Ordinal)] : ordered;
    }

    /// <summary>An answer in JSON.</summary>
    /// <param name="body">Anything that serialises; <see cref="SampleApplication.Values"/> is an object of texts.</param>
    public static HttpResponseMessage Json(object body) => Text(JsonSerializer.Serialize(body));

    /// <summary>An answer.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="status">Its status.</param>
    /// <param name="type">Its content type.</param>
    public static HttpResponseMessage Text(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    // Everything in place of what can't be read would let a broken filter look like a sound one.
    private static DateTimeOffset? Moment(string? text) => string.IsNullOrEmpty(text) ? null
        : UnixMoment.Read(text) ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : throw new InvalidOperationException($"the fake was asked for changes since '{text}', which it can't read: a date, Unix seconds or milliseconds, or nothing. "
                + "Refuse a cursor that the adapter could not have written, escape the moment, or read it in Answer"));
}

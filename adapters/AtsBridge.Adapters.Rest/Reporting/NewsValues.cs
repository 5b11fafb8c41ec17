using System.Collections.Frozen;
using System.Globalization;

namespace AtsBridge.Adapters.Rest.Reporting;

/// <summary>What stands for the places of a request: the news, and what the settings give names to.</summary>
internal sealed class NewsValues(InviteNews news, IReadOnlyDictionary<string, string> with)
{
    private const string NumberMark = "number ";

    private static readonly FrozenDictionary<string, Func<InviteNews, string?>> OfNews = new Dictionary<string, Func<InviteNews, string?>>(StringComparer.Ordinal)
    {
        ["Application"] = n => n.Application,
        ["Candidate"] = n => n.CandidateId,
        ["Job"] = n => n.JobId,
        ["Reference"] = n => n.Reference,
        ["Word"] = n => n.Word,
        ["Progress"] = n => n.Progress.ToString(),
        ["Route"] = n => n.Route,
        ["Interview"] = n => n.InterviewId,
        ["At"] = n => n.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that news have values for.</summary>
    public static IEnumerable<string> Names => OfNews.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether the place asks for a number in JSON.</summary>
    public static bool IsNumber(string place) => place.StartsWith(NumberMark, StringComparison.Ordinal);

    /// <summary>What the place names, without the mark of a number.</summary>
    public static string NameOf(string place) => IsNumber(place) ? place[NumberMark.Length..].Trim() : place;

    public bool Knows(string place) => OfNews.ContainsKey(NameOf(place)) || with.ContainsKey(NameOf(place));

    /// <summary>What a place stands for; null where it has nothing.</summary>
    public string? Of(string place) => OfNews.TryGetValue(NameOf(place), out var valueOf) ? valueOf(news) : with.GetValueOrDefault(NameOf(place));

    /// <summary>Whether a body can't do without what is missing: it would be about nobody, or no number.</summary>
    public bool Lacks(string place) => Knows(place) && string.IsNullOrEmpty(Of(place)) && (IsNumber(place) || place == "Candidate");
}

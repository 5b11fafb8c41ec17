using System.Buffers;

namespace AtsBridge.Erasure;

/// <summary>
/// The words by which a person can be known in a text that nobody could read as a record: an excerpt in quarantine, and the reason
/// beside it, which may quote a value.
/// </summary>
public sealed class PersonalWords
{
    /// <summary>Whatever stands between two values in CSV, JSON, XML and our own sentences; nothing that an id or address is made of.</summary>
    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n,;|\"'`<>()[]{}=:/\\…“”‘’");

    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _phrases = [];
    private readonly HashSet<string> _phones = new(StringComparer.Ordinal);
    private readonly List<(string[] First, string[] Last)> _names = [];

    /// <summary>Takes the words of an application: ids, address, number, name.</summary>
    /// <param name="application">The application.</param>
    public void Add(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        Add(application.Key);
        Add(application.ApplicationId);
        Add(application.CandidateId);
        AddContact(application);
    }

    /// <summary>Takes only what nobody else has: address, number, name.</summary>
    /// <param name="application">The application.</param>
    public void AddContact(Application application)
    {
        ArgumentNullException.ThrowIfNull(application);
        Add(application.Email?.Raw);
        Add(application.Email?.Value);
        AddPhone(application.Phone?.Raw);
        AddName(application.FirstName, application.LastName);
    }

    /// <summary>Takes the words of what was asked of a sink.</summary>
    /// <param name="request">The request.</param>
    public void Add(InviteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Add(request.Email);
        AddPhone(request.Phone);
        AddName(request.FirstName, request.LastName);
    }

    /// <summary>Takes an id or address.</summary>
    /// <param name="word">The word; what is blank, or a single letter, knows nobody.</param>
    public void Add(string? word)
    {
        if (word?.Trim() is { Length: > 1 } known)
        {
            _words.Add(known);
            if (known.AsSpan().ContainsAny(Between))
            {
                _phrases.Add(known);
            }
        }
    }

    /// <summary>Whether a text names the person: by an id, the address, the number, or by first and last name together.</summary>
    /// <param name="texts">The texts; null ones say nothing.</param>
    public bool AreIn(params string?[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var said = In(texts).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return said.Overlaps(_words)
            || _phrases.Exists(p => texts.OfType<string>().Any(t => t.Contains(p, StringComparison.OrdinalIgnoreCase)))
            || _names.Exists(n => n.First.All(said.Contains) && n.Last.All(said.Contains))
            || (_phones.Count > 0 && texts.OfType<string>().Select(Digits).Any(d => _phones.Any(p => d.Contains(p, StringComparison.Ordinal))));
    }

    /// <summary>The words of texts.</summary>
    internal static IEnumerable<string> In(params string?[] texts)
    {
        foreach (var text in texts.OfType<string>())
        {
            var start = 0;
            while (start < text.Length)
            {
                var length = text.AsSpan(start).IndexOfAny(Between);
                var word = text.AsSpan(start, length < 0 ? text.Length - start : length).Trim('.').ToString();
                if (word.Length > 0)
                {
                    yield return word;
                }

                start += length < 0 ? text.Length - start : length + 1;
            }
        }
    }

    /// <summary>The last nine digits: in those no notation of a number differs from another.</summary>
    private void AddPhone(string? phone)
    {
        if (phone is not null && Digits(phone) is { Length: >= 7 } digits)
        {
            _phones.Add(digits.Length > 9 ? digits[^9..] : digits);
        }
    }

    /// <summary>One name alone is many people's.</summary>
    private void AddName(string first, string last)
    {
        var (given, family) = (In(first).ToArray(), In(last).ToArray());
        if (given.Length > 0 && family.Length > 0)
        {
            _names.Add((given, family));
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}

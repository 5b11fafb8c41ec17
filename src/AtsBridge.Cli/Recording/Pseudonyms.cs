using System.Text.RegularExpressions;
using AtsBridge.Routing;

namespace AtsBridge.Cli.Recording;

/// <summary>Somebody who is nobody, in the same shape: the same value has the same pseudonym wherever and whenever it is recorded with the key.</summary>
/// <param name="key">The secret.</param>
/// <param name="region">The region of phone numbers without a country code.</param>
internal sealed partial class Pseudonyms(byte[] key, string? region)
{
    /// <summary>A top-level domain that nobody can own (RFC 2606): whoever replays to a real sink by mistake writes to nobody.</summary>
    private const string Nowhere = ".example";

    private const int OwnDigits = 7;
    private const int MostSteps = 500;

    private readonly ShapeCipher _cipher = new(key);

    public string Id(string value) => _cipher.Of("id", value);

    public string Text(string value) => _cipher.Of("text", value);

    public UInt128 Fingerprint(UInt128 value) => _cipher.Of(value);

    /// <summary>Word by word, so that first and last name are those of the whole name.</summary>
    public string Name(string value) => Word().Replace(value, word => _cipher.Of("name", word.Value));

    /// <summary>Each address in the field; what is none is taken for a name.</summary>
    public string Email(string value) => Address().Replace(value, part => part.Value.Contains('@', StringComparison.Ordinal) ? OneAddress(part.Value) : _cipher.Of("name", part.Value));

    /// <summary>The scheme stays.</summary>
    public string Url(string value) =>
        value.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? value[..(at + 3)] + _cipher.Of("url", value[(at + 3)..]) : _cipher.Of("url", value);

    /// <summary>
    /// Country code and area stay, and a number that can be called becomes another one: the decisions on it are to be the same. The same number
    /// in another notation has the same pseudonym.
    /// </summary>
    public string Phone(string value)
    {
        if (PhoneNumberNormalizer.ToE164(value, region) is { } number && Last(value, number) is { } own)
        {
            var head = number[..^own];
            var tail = Walk(number[^own..], t => _cipher.Of($"phone{head}", t), t => PhoneNumberNormalizer.ToE164(head + t, null) == head + t);
            return WithLastDigits(value, tail);
        }

        return Walk(value, v => _cipher.Of("phone", v), v => PhoneNumberNormalizer.ToE164(v, region) is null == PhoneNumberNormalizer.ToE164(value, region) is null);
    }

    private string OneAddress(string address)
    {
        var at = address.LastIndexOf('@');
        var labels = address[(at + 1)..].Split('.');
        for (var i = 0; i < Math.Max(labels.Length - 1, 1); i++)
        {
            labels[i] = _cipher.Of("domain", labels[i]);
        }

        return $"{_cipher.Of("local", address[..at])}@{string.Join('.', labels)}{(labels.Length > 1 ? Nowhere : "")}";
    }

    /// <summary>How many digits at the end are replaced; null where the text does not end with those of the number.</summary>
    private static int? Last(string value, string number)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        var own = Math.Min(OwnDigits, number.Length - 5);
        return own > 2 && digits.EndsWith(number[^own..], StringComparison.Ordinal) ? own : null;
    }

    private static string WithLastDigits(string value, string tail)
    {
        var text = value.ToCharArray();
        var left = tail.Length;
        for (var i = text.Length - 1; i >= 0 && left > 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                text[i] = tail[--left];
            }
        }

        return new(text);
    }

    /// <summary>Goes on from stand-in to stand-in until one will do: what is a permutation of all is then one of those that will do.</summary>
    private static string Walk(string from, Func<string, string> step, Predicate<string> will)
    {
        var at = step(from);
        for (var i = 0; i < MostSteps && !will(at); i++)
        {
            at = step(at);
        }

        return at;
    }

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("""[^\s,;|/<>"()]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}

using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Binding;

/// <summary>
/// Keeps keys, secrets and passwords out of what people are shown, also where an adapter's own message quotes one: the list of
/// problems ends in terminals, logs and tickets.
/// </summary>
internal sealed partial class Secrets
{
    /// <summary>What the documentation's example has in the place of a secret.</summary>
    internal const string Placeholder = "(from the environment)";

    private const string Mask = "***";

    /// <summary>Shorter ones stand in ordinary words, and masking them would leave no message readable.</summary>
    private const int ShortestToMask = 4;

    private static readonly string[] Endings =
        ["ApiKey", "Secret", "Password", "Passphrase", "Token", "AccessKey", "PrivateKey", "Authorization"];

    private readonly List<string> _values = [];

    internal Secrets(IConfigurationSection section) => Collect(section);

    internal static bool IsSecret(string path) =>
        path.Split(':').LastOrDefault(s => !s.All(char.IsAsciiDigit)) is { } key
        && Endings.Any(e => key.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value as it may be shown; null where it may not.</summary>
    internal string? Shown(string path, string? value) => value is null || IsSecret(path) ? null : Scrub(value);

    internal string Scrub(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Mask, StringComparison.Ordinal);
        }

        return UserInfo().Replace(Password().Replace(text, "${key}" + Mask), "://" + Mask + "@");
    }

    private void Collect(IConfigurationSection section)
    {
        if (section.Value is { Length: >= ShortestToMask } value && IsSecret(section.Path) && value != Placeholder)
        {
            _values.Add(value);
        }

        foreach (var child in section.GetChildren())
        {
            Collect(child);
        }
    }

    [GeneratedRegex("""(?<key>(password|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^;'"]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Password();

    [GeneratedRegex("""://[^/\s@]+@""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInfo();
}

using AtsBridge.Cli.Screens;

namespace AtsBridge.Cli.Verbs;

/// <summary>Names in options of lists, as the configuration writes them.</summary>
internal static class KnownName
{
    /// <summary>
    /// The name as the configuration writes it. One that it does not have is a warning: what a route has done that was taken away is
    /// still in the store, but it may be a typo.
    /// </summary>
    internal static string? Of(string? name, string word, IEnumerable<string> names, Screen screen)
    {
        var all = names.ToList();
        if (name is null || all.Find(n => string.Equals(n, name.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            if (name is not null)
            {
                screen.Warn($"There is no {word} '{name}' in the configuration. There are: {string.Join(", ", all.Select(n => $"'{n}'"))}.");
            }

            return name;
        }

        return known;
    }
}

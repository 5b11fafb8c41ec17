using AtsBridge.Hosting.Configuration.Binding;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Profiles;

/// <summary>
/// Lays what a person wrote over what a profile brings, key by key. A list replaces the profile's whole list, and a null takes away
/// what the profile has.
/// </summary>
internal static class ProfileOverlay
{
    /// <summary>The options as they count, at the path of those that were written.</summary>
    internal static IReadOnlyList<IConfigurationSection> Apply(Profile profile, IReadOnlyList<IConfigurationSection> written, string path)
    {
        var merged = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in profile.Options.GetChildren())
        {
            Copy(child, ConfigurationPath.Combine(path, child.Key), merged);
        }

        foreach (var child in written)
        {
            Lay(child, profile.Options.GetSection(child.Key), merged);
        }

        return [.. new ConfigurationBuilder().AddInMemoryCollection(merged).Build().GetSection(path).GetChildren()];
    }

    private static void Lay(IConfigurationSection written, IConfigurationSection below, Dictionary<string, string?> merged)
    {
        if (IsObject(written) && IsObject(below))
        {
            foreach (var child in written.GetChildren())
            {
                Lay(child, below.GetSection(child.Key), merged);
            }

            return;
        }

        foreach (var key in merged.Keys.Where(k => IsAtOrBelow(k, written.Path)).ToList())
        {
            merged.Remove(key);
        }

        if (!SettingsBinder.IsNull(written))
        {
            Copy(written, written.Path, merged);
        }
    }

    private static void Copy(IConfigurationSection section, string path, Dictionary<string, string?> merged)
    {
        if (section.Value is not null || !section.GetChildren().Any())
        {
            merged[path] = section.Value;
        }

        foreach (var child in section.GetChildren())
        {
            Copy(child, ConfigurationPath.Combine(path, child.Key), merged);
        }
    }

    private static bool IsObject(IConfigurationSection section) => section.GetChildren().Any(c => !c.Key.All(char.IsAsciiDigit));

    private static bool IsAtOrBelow(string key, string path) =>
        key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (key.Length == path.Length || key[path.Length] == ':');
}

using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Discovery;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Configuration.Profiles;

/// <summary>Finds the profile that a source names in its options, and lays the options over it.</summary>
internal sealed class ProfileReading(ProblemList problems)
{
    /// <summary>The key in <c>Options</c>.</summary>
    internal const string Key = "Profile";

    /// <summary>The options that count, without <see cref="Key"/>.</summary>
    /// <param name="adapter">The source's adapter; null: unknown, and reported already.</param>
    /// <param name="written">The options as written.</param>
    /// <param name="path">Where they stand.</param>
    internal IReadOnlyList<IConfigurationSection> Apply(FoundAdapter? adapter, IReadOnlyList<IConfigurationSection> written, string path)
    {
        var named = written.FirstOrDefault(o => string.Equals(o.Key, Key, StringComparison.OrdinalIgnoreCase));
        if (named is null || HasOneOfItsOwn(adapter))
        {
            return written;
        }

        List<IConfigurationSection> rest = [.. written.Where(o => o != named)];
        if (adapter is null || SettingsBinder.IsNull(named) || Find(adapter, named) is not { } profile)
        {
            return rest;
        }

        var merged = ProfileOverlay.Apply(profile, rest, path);
        CheckNeeds(profile, merged, path);
        return merged;
    }

    /// <summary>An adapter whose settings have a property of that name means something else by it.</summary>
    private static bool HasOneOfItsOwn(FoundAdapter? adapter) =>
        adapter?.SettingsType is { } settings && ObjectShape.Of(settings).Properties.ContainsKey(Key);

    private Profile? Find(FoundAdapter adapter, IConfigurationSection named)
    {
        var names = ProfileLibrary.NamesOf(adapter);
        string? fault = null;
        if (named.Value is { } name && ProfileLibrary.Find(adapter, name.Trim(), out fault) is { } profile)
        {
            return profile;
        }

        if (fault is not null)
        {
            problems.Error(named.Path, named.Value, fault);
            return null;
        }

        problems.Error(named.Path, named.Value, names.Count == 0
            ? $"The adapter '{adapter.Name}' has no profiles: remove '{Key}'."
            : $"The adapter '{adapter.Name}' has no profile '{named.Value}'.{ClosestName.Question(named.Value ?? "", names)} There are: {string.Join(", ", names)}.");
        return null;
    }

    private void CheckNeeds(Profile profile, IReadOnlyList<IConfigurationSection> options, string path)
    {
        foreach (var need in profile.Needs)
        {
            var ways = need.Split(Profile.Or);
            if (!ways.Any(w => IsThere(options, w)))
            {
                var place = ConfigurationPath.Combine(path, ways[0]);
                problems.Error(place, null, $"{need} is missing: the profile '{profile.Name}' ({profile.Vendor}) can't know it.{(Secrets.IsSecret(place) ? $" Set the environment variable {SettingsBinder.Variable(place)}." : "")}");
            }
        }
    }

    private static bool IsThere(IReadOnlyList<IConfigurationSection> options, string need)
    {
        var keys = need.Split(':', 2);
        var option = options.FirstOrDefault(o => string.Equals(o.Key, keys[0], StringComparison.OrdinalIgnoreCase));
        return (keys.Length > 1 ? option?.GetSection(keys[1]) : option) is { } section && !SettingsBinder.IsNull(section);
    }
}

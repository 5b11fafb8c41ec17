using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Adapters.Rest.Settings;

/// <summary>Whether the steps of a login have what they need of each other and of whoever logs in.</summary>
internal static class LoginCheck
{
    /// <summary>The step that gives the token.</summary>
    public const string Last = "token";

    private static readonly string[] Own = [nameof(AuthenticationSettings.User), nameof(AuthenticationSettings.Password), nameof(AuthenticationSettings.ClientId), nameof(AuthenticationSettings.ClientSecret), nameof(AuthenticationSettings.Scope)];

    /// <summary>The names of the steps, each behind those that it needs; null where two need each other.</summary>
    public static IReadOnlyList<string>? Order(AuthenticationSettings settings) => NeedOrder.Of(settings.Login.Keys, name => settings.Login[name].Places);

    /// <summary>What stands in the settings under a name; null where it is no such name, or empty.</summary>
    public static string? ValueOf(AuthenticationSettings settings, string place) => place switch
    {
        nameof(settings.User) => settings.User,
        nameof(settings.Password) => settings.Password,
        nameof(settings.ClientId) => settings.ClientId,
        nameof(settings.ClientSecret) => settings.ClientSecret,
        nameof(settings.Scope) => settings.Scope,
        _ => null,
    };

    /// <summary>Whether a name stands for something in the settings, and not for what a step gives.</summary>
    public static bool IsOwn(string place) => Own.Contains(place, StringComparer.Ordinal);

    public static IEnumerable<ValidationResult> Of(AuthenticationSettings settings)
    {
        if (!settings.Login.ContainsKey(Last))
        {
            yield return new("Login has no step called token: the one whose value goes into the header.", [nameof(settings.Login)]);
        }

        if (Order(settings) is null)
        {
            yield return new("Two steps of the login need each other, so neither can be asked first.", [nameof(settings.Login)]);
        }

        foreach (var name in settings.Login.Keys.Where(k => Own.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            yield return new($"A step can't be called {name}: {{{name}}} is what stands in Authentication.", [$"{nameof(settings.Login)}.{name}"]);
        }

        foreach (var (name, step) in settings.Login)
        {
            foreach (var place in step.Places.Where(p => !IsOwn(p) && !settings.Login.ContainsKey(p)))
            {
                yield return new($"{{{place}}} is neither another step of the login nor one of {string.Join(", ", Own)}.", [$"{nameof(settings.Login)}.{name}"]);
            }
        }

        foreach (var place in settings.Login.Values.SelectMany(s => s.Places).Where(IsOwn).Distinct(StringComparer.Ordinal))
        {
            if (string.IsNullOrEmpty(ValueOf(settings, place)))
            {
                yield return new($"{place} is missing: the login asks for it.", [place]);
            }
        }
    }
}

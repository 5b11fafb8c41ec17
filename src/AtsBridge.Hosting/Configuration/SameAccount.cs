using AtsBridge.Hosting.Configuration.Binding;

namespace AtsBridge.Hosting.Configuration;

/// <summary>
/// Refuses two sinks that are one account of a platform. Budget and identities are kept by the name of the sink, so the account would get
/// twice its limit, and a person two invites to one interview. One account is told by the adapter, the key (<c>ApiKey</c>) and the
/// addresses of the settings: what an address is without being written counts too.
/// </summary>
internal static class SameAccount
{
    private const string Key = "ApiKey";

    internal static void Check(IReadOnlyList<SinkConfiguration> sinks, ProblemList problems)
    {
        for (var i = 1; i < sinks.Count; i++)
        {
            if (sinks.Take(i).FirstOrDefault(s => IsSame(s, sinks[i])) is { } first)
            {
                problems.Error($"AtsBridge:Sinks:{sinks[i].Name}:Options:{Key}", null,
                    $"This is the ApiKey of AtsBridge:Sinks:{first.Name}, at the same address: both are one account, and each would have a rate limit of its own and invite "
                    + "whom the other has invited. Keep the one of them that has sent invites already, name it as Sink in all routes, and remove the other; or give it the ApiKey of another account.");
            }
        }
    }

    private static bool IsSame(SinkConfiguration a, SinkConfiguration b)
    {
        if (a.Adapter.Type != b.Adapter.Type || a.Settings is not { } mine || b.Settings is not { } theirs)
        {
            return false;
        }

        var properties = ObjectShape.Of(mine.GetType()).Properties;
        return properties.GetValueOrDefault(Key) is { } key && key.GetValue(mine) is string { Length: > 0 } value && value.Equals(key.GetValue(theirs) as string, StringComparison.Ordinal)
            && properties.Values.Where(p => p.PropertyType == typeof(Uri)).All(p => Equals(p.GetValue(mine), p.GetValue(theirs)));
    }
}

using AtsBridge.Adapters.Rest.Calling;
using AtsBridge.Adapters.Rest.Reading;
using AtsBridge.Adapters.Rest.Settings;

namespace AtsBridge.Adapters.Rest.Lookups;

/// <summary>In which order lookups are made: one that begins with what another has found, behind it.</summary>
internal static class LookupOrder
{
    /// <returns>The names; null where two need each other.</returns>
    public static IReadOnlyList<string>? Of(IReadOnlyDictionary<string, LookupSettings> lookups) => NeedOrder.Of([.. lookups.Keys], name => Needs(lookups[name]));

    /// <summary>The lookups that it begins with.</summary>
    public static IEnumerable<string> Needs(LookupSettings lookup) =>
        Placeholders.In(lookup.Path).Append(lookup.By ?? "").Where(p => p.StartsWith('@')).Select(p => RecordPath.Parse(p).Lookup).OfType<string>();

    /// <summary>Those that are asked for one record after the other, and those that begin with what such a one has found.</summary>
    public static IReadOnlySet<string> Late(IReadOnlyDictionary<string, LookupSettings> lookups)
    {
        var late = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Of(lookups) ?? [])
        {
            if (lookups[name].IsLate || Needs(lookups[name]).Any(late.Contains))
            {
                late.Add(name);
            }
        }

        return late;
    }
}

using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Whether what is configured is used: a configuration may be correct in every part and still do nothing.</summary>
internal static class Coverage
{
    internal static void Check(BridgeSection written, IReadOnlyDictionary<int, Route> routes, ProblemList problems)
    {
        if (written.Sources.Count == 0 && !problems.Has("AtsBridge:Sources"))
        {
            problems.Error("AtsBridge:Sources", null, "No source is configured, so that there is nothing to read. Add one: \"Sources\": { \"acme\": { \"Adapter\": \"csv\", … } }.");
        }

        if (written.Sinks.Count == 0 && !problems.Has("AtsBridge:Sinks"))
        {
            problems.Warning("AtsBridge:Sinks", null, "No sink is configured, so that nothing can be sent. Add one: \"Sinks\": { \"gather\": { \"Adapter\": \"gather\", … } }.");
        }

        if (written.Routes.Count > 0)
        {
            Unused("source", "Sources", written.Sources.Keys, [.. written.Routes.Select(r => r.Source)], problems);
            Unused("sink", "Sinks", written.Sinks.Keys, [.. written.Routes.Select(r => r.Sink)], problems);
        }
        else if (!problems.Has("AtsBridge:Routes"))
        {
            problems.Warning("AtsBridge:Routes", null, "No route is configured, so that nobody is invited. Add one that maps a stage to an interview.");
        }

        Shadowed(routes, problems);
    }

    private static void Unused(string word, string section, IEnumerable<string> names, IReadOnlyList<string?> used, ProblemList problems)
    {
        // A route that names none, or one that isn't there, may have meant this one; its own error says so.
        var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (used.Any(u => u is null || !known.Contains(u.Trim())))
        {
            return;
        }

        foreach (var name in known.Where(n => !used.Any(u => string.Equals(u?.Trim(), n, StringComparison.OrdinalIgnoreCase))))
        {
            problems.Warning($"AtsBridge:{section}:{name}", null, word == "source"
                ? $"No route takes anybody from '{name}', so that it is read and nobody in it is invited. Add a route with \"Source\": \"{name}\", or remove the source."
                : $"No route sends through '{name}'. Add a route with \"Sink\": \"{name}\", or remove the sink.");
        }
    }

    private static void Shadowed(IReadOnlyDictionary<int, Route> routes, ProblemList problems)
    {
        foreach (var (first, never) in new RouteTable([.. routes.Values]).Shadowed())
        {
            var index = routes.First(r => ReferenceEquals(r.Value, never)).Key;
            problems.Warning(RouteReading.PathOf(index), never.Name, $"'{never.Name}' never matches, because '{first.Name}' stands before it "
                + "and takes everybody that it would. Put it first, or narrow the other.");
        }
    }
}

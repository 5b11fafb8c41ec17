using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks which applications a route takes.</summary>
internal sealed class ConditionsReading(ProblemList problems)
{
    internal RouteConditions Read(WhenSection when, string path)
    {
        if (when.Stage is null && !problems.Has($"{path}:Stage"))
        {
            problems.Error($"{path}:Stage", null, "Stage is missing, so that nobody would know whom the route invites. Name one stage or several: \"Stage\": [ \"Phone Interview\" ]; the verb `stages` lists them.");
        }

        if (when.Status is { Count: 0 })
        {
            problems.Error($"{path}:Status", null, $"The list is empty, so that the route would match nobody. Use {string.Join(", ", Enum.GetNames<ApplicationStatus>())}; leave Status out for Active.");
        }

        var attributes = when.Attributes.ToDictionary(
            a => a.Key, a => Patterns(a.Value, $"{path}:Attributes:{a.Key}"), StringComparer.OrdinalIgnoreCase);
        var conditions = new RouteConditions
        {
            Stage = Patterns(when.Stage, $"{path}:Stage"),
            Job = Patterns(when.Job, $"{path}:Job"),
            Attributes = attributes,
        };
        return when.Status is { } status ? conditions with { Status = [.. status.Distinct()] } : conditions;
    }

    private IReadOnlyList<Pattern> Patterns(List<string>? written, string path)
    {
        if (written is null)
        {
            return [];
        }

        if (written.Count == 0)
        {
            problems.Error(path, null, "The list is empty. Name at least one, with * and ? as wildcards, or leave it out.");
        }

        for (var i = 0; i < written.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(written[i]))
            {
                problems.Error(written.Count == 1 ? path : $"{path}:{i}", written[i], "A blank name matches nothing. Name one, with * and ? as wildcards, or remove it.");
            }
        }

        return [.. written.Select(w => new Pattern(w))];
    }
}

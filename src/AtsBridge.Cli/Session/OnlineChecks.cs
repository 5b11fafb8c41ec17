using AtsBridge.Hosting.Configuration;

namespace AtsBridge.Cli.Session;

/// <summary>Reaches what the configuration names: sources, sinks with their keys, interviews.</summary>
internal sealed class OnlineChecks(BridgeSession session)
{
    /// <summary>What was found in order, for the person who asked.</summary>
    internal List<string> Findings { get; } = [];

    internal async Task<IReadOnlyList<ConfigurationProblem>> RunAsync(CancellationToken cancellationToken)
    {
        var problems = new List<ConfigurationProblem>();
        foreach (var source in session.Sources.All)
        {
            await CheckAsync($"AtsBridge:Sources:{source.Name}", source.Reader, problems, cancellationToken);
        }

        foreach (var sink in session.Sinks.All)
        {
            if (await CheckAsync($"AtsBridge:Sinks:{sink.Name}", sink.Sink, problems, cancellationToken) && sink.Sink is IInterviewCatalog catalog)
            {
                await InterviewsAsync(sink.Name, catalog, problems, cancellationToken);
            }
        }

        return problems;
    }

    private async Task<bool> CheckAsync(string path, object adapter, List<ConfigurationProblem> problems, CancellationToken cancellationToken)
    {
        if (adapter is not IConnectionCheck check)
        {
            Findings.Add($"{path}: this adapter has no check; the first sync will show.");
            return true;
        }

        try
        {
            Findings.Add($"{path}: {await check.CheckAsync(cancellationToken)}");
            return true;
        }
        catch (Exception exception) when (exception is SourceException or SinkException)
        {
            problems.Add(new(ProblemSeverity.Error, path, null, exception.Message));
            return false;
        }
    }

    private async Task InterviewsAsync(string sink, IInterviewCatalog catalog, List<ConfigurationProblem> problems, CancellationToken cancellationToken)
    {
        // One request for one interview, however many routes name it: these are not counted in the budget of a host.
        var asked = new Dictionary<string, (Interview? Interview, SinkException? Fault)>(StringComparer.Ordinal);
        for (var r = 0; r < session.Routes.All.Count; r++)
        {
            var route = session.Routes.All[r];
            if (!string.Equals(route.Sink, sink, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var id = route.Invite.InterviewId;
            if (!asked.TryGetValue(id, out var answer))
            {
                asked[id] = answer = await FindAsync(catalog, id, cancellationToken);
            }

            var path = FormattableString.Invariant($"AtsBridge:Routes:{r}:Invite:InterviewId");
            if (Fault(sink, answer.Interview, answer.Fault) is { } fault)
            {
                problems.Add(new(ProblemSeverity.Error, path, id, fault));
            }
            else
            {
                Findings.Add($"{path}: '{answer.Interview!.Title}', {answer.Interview.State}");
            }
        }
    }

    private static async Task<(Interview? Interview, SinkException? Fault)> FindAsync(IInterviewCatalog catalog, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await catalog.FindInterviewAsync(id, cancellationToken), null);
        }
        catch (SinkException exception)
        {
            return (null, exception);
        }
    }

    private static string? Fault(string sink, Interview? interview, SinkException? fault) => (interview, fault) switch
    {
        (_, { } exception) => exception.Message,
        (null, _) => $"The sink '{sink}' has no interview of this id. Copy the id from the platform's dashboard, and see that the key belongs to the same team.",
        ({ CanBeSent: false } known, _) => $"The interview '{known.Title}' is {known.State}; only an active one can be sent. Activate it, or name another.",
        _ => null,
    };
}

using AtsBridge.Hosting.Configuration.Binding;
using AtsBridge.Hosting.Configuration.Sections;
using AtsBridge.Routing;

namespace AtsBridge.Hosting.Configuration;

/// <summary>Checks the routes.</summary>
internal sealed class RouteReading(BridgeSection written, IReadOnlyList<SinkConfiguration> sinks, WriteBackReading writeBack, ProblemList problems)
{
    /// <summary>The adapter whose interview ids are UUIDs.</summary>
    private const string Gather = "gather";

    /// <summary>The routes that could be read, by their place in the file.</summary>
    internal IReadOnlyDictionary<int, Route> Read()
    {
        CheckNames();
        var routes = new SortedDictionary<int, Route>();
        for (var i = 0; i < written.Routes.Count; i++)
        {
            var path = PathOf(i);
            var route = Read(written.Routes[i], path);
            if (!problems.Has(path))
            {
                routes.Add(i, route);
            }
        }

        return routes;
    }

    internal static string PathOf(int index) => $"AtsBridge:Routes:{index}";

    private void CheckNames()
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < written.Routes.Count; i++)
        {
            if (written.Routes[i].Name?.Trim() is { Length: > 0 } name && !seen.TryAdd(name, i))
            {
                problems.Error($"{PathOf(i)}:Name", name, $"'{name}' is also the name of {PathOf(seen[name])}. Give this route a name of its own: people and reports know it by that.");
            }
        }
    }

    private Route Read(RouteSection route, string path)
    {
        var source = Existing(route.Source, "source", written.Sources.Keys, "Sources", $"{path}:Source");
        var sink = Existing(route.Sink, "sink", written.Sinks.Keys, "Sinks", $"{path}:Sink");
        CheckWithdrawal(route, sink, path);
        return new()
        {
            Name = route.Name?.Trim() ?? "",
            Source = source ?? "",
            Sink = sink ?? "",
            When = new ConditionsReading(problems).Read(route.When, $"{path}:When"),
            Invite = Invite(route.Invite, sink, $"{path}:Invite"),
            FirstSync = route.FirstSync,
            HoldFor = route.HoldFor,
            MaxPerSync = route.Guard.MaxPerSync,
            MaxAge = route.Guard.MaxAge,
            Reminders = route.Reminders is { After: { } after } reminders ? new(after, reminders.Max) : null,
            OnReentry = route.OnReentry,
            WriteBack = writeBack.Read(route.WriteBack, source, $"{path}:WriteBack"),
            OnStageLeft = route.OnStageLeft,
        };
    }

    /// <summary>The name as the source or sink has it; null where there is none, which is then reported.</summary>
    private string? Existing(string? name, string word, IReadOnlyCollection<string> names, string section, string path)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null; // Reported as missing.
        }

        var found = names.FirstOrDefault(n => string.Equals(n, name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            problems.Error(path, name, $"There is no {word} '{name.Trim()}'.{ClosestName.Question(name.Trim(), names)} "
                + (names.Count == 0 ? $"None is configured: add it under AtsBridge:{section}." : $"Configured: {string.Join(", ", names)}."));
        }

        return found;
    }

    private InviteTemplate Invite(InviteSection invite, string? sink, string path)
    {
        CheckInterview(invite.InterviewId, sink, $"{path}:InterviewId");
        CheckAddress(invite.ExternalRedirectUri, $"{path}:ExternalRedirectUri");
        CheckAddress(invite.WebhookUrl, $"{path}:WebhookUrl");
        if (invite.DeliveryTypes is { Count: 0 })
        {
            problems.Error($"{path}:DeliveryTypes", null, "The list is empty, so that nothing could be sent. Use email, sms or both; leave it out for email.");
        }

        var template = new InviteTemplate
        {
            InterviewId = InterviewOf(invite.InterviewId, sink),
            Person = PersonReferenceReading.Of(written, sink),
            ExpiryDays = invite.ExpiryDays,
            ExternalRedirectUri = invite.ExternalRedirectUri,
            WebhookUrl = invite.WebhookUrl,
        };
        return invite.DeliveryTypes is { } channels ? template with { Channels = [.. channels.Distinct()] } : template;
    }

    private void CheckInterview(string? id, string? sink, string path)
    {
        if (IsGather(sink) && !string.IsNullOrWhiteSpace(id) && !problems.Has(path) && !Guid.TryParseExact(id.Trim(), "D", out _))
        {
            problems.Error(path, id, $"'{id}' is not the id of an interview at Gather. It must be a UUID, such as "
                + "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41: copy it from the interview's page.");
        }
    }

    /// <summary>As Gather writes it. The store tells ids apart by their letters, so another spelling would be another interview, to which nobody was invited yet.</summary>
    private string InterviewOf(string? id, string? sink)
    {
        var trimmed = id?.Trim() ?? "";
        return IsGather(sink) && Guid.TryParseExact(trimmed, "D", out var uuid) ? uuid.ToString("D") : trimmed;
    }

    private bool IsGather(string? sink) => sink is not null && string.Equals(written.Sinks[sink].Adapter?.Trim(), Gather, StringComparison.OrdinalIgnoreCase);

    private void CheckAddress(Uri? address, string path)
    {
        if (address is not null && !(address.IsAbsoluteUri && address.Scheme is "http" or "https" && address.Host.Length > 0))
        {
            problems.Error(path, address.OriginalString, $"'{address.OriginalString}' is not a complete address. Write it as https://example.com/path.");
        }
    }

    private void CheckWithdrawal(RouteSection route, string? sink, string path)
    {
        if (route.OnStageLeft != StageLeftAct.Archive || sinks.FirstOrDefault(s => s.Name == sink) is not { } configured)
        {
            return; // A sink that isn't there is reported as such.
        }

        if (!typeof(IInviteWithdrawal).IsAssignableFrom(configured.Adapter.Type))
        {
            problems.Error($"{path}:OnStageLeft", route.OnStageLeft.ToString(), $"Archive needs a sink that can take invites back, and the adapter "
                + $"'{configured.Adapter.Name}' of sink '{sink}' can't. Use Nothing, or leave OnStageLeft out.");
        }
    }
}

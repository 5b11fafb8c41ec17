using AtsBridge.Hosting.Composition;
using AtsBridge.Statuses;
using AtsBridge.Told;
using Microsoft.AspNetCore.Http;

namespace AtsBridge.Cli.Web;

/// <summary>The sinks and sources of the configuration, as those who send webhooks find them.</summary>
internal sealed class WebhookTargets(ConfiguredSinks sinks, WebhookIntake statuses, ConfiguredSources sources, ToldIntake told)
{
    /// <summary>What a platform says of an invite is short.</summary>
    internal const int MaxStatusBytes = 64 * 1024;

    /// <summary>An applicant tracking system may send a whole candidate, with all applications and answers.</summary>
    internal const int MaxApplicationBytes = 2 * 1024 * 1024;

    /// <summary>Of the systems that we know the least patient wait ten seconds.</summary>
    private static readonly TimeSpan PatienceOfSources = TimeSpan.FromSeconds(8);

    /// <summary>The sink of a name; null where there is none. Gather gives up after 5 seconds.</summary>
    internal WebhookTarget? Sink(string name) => sinks.Find(name) is not { } sink ? null
        : new(sink.Name, (body, headers, token) => statuses.TakeAsync(sink, body, headers, token))
        {
            MaxBodyBytes = MaxStatusBytes, Patience = WebhookTarget.ShortestPatience, Done = StatusCodes.Status204NoContent,
        };

    /// <summary>The source of a name; null where there is none. Some systems take anything but 200 for a failure.</summary>
    internal WebhookTarget? Source(string name) => sources.Find(name) is not { } source ? null
        : new(source.Name, (body, headers, token) => told.TakeAsync(source, body, headers, token))
        {
            MaxBodyBytes = MaxApplicationBytes, Patience = PatienceOfSources, Done = StatusCodes.Status200OK,
        };

    /// <summary>Their names.</summary>
    public override string ToString() =>
        $"sinks {string.Join(", ", sinks.All.Select(s => s.Name))}; sources {string.Join(", ", sources.All.Select(s => s.Name))}";
}

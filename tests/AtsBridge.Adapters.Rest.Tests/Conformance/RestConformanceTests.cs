using System.Collections.Concurrent;
using System.Net;
using AtsBridge.Adapters.Files;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>An API that tells changes and walks through them with an opaque cursor; the other styles of paging have tests of their own.</summary>
public sealed class RestConformanceTests : HttpSourceConformance<RestSource, RestSettings>
{
    private const int Size = 5;

    /// <summary>What is left of each walk, by its cursor: such an API keeps the list that a walk began with.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<SampleApplication>> _walks = new(StringComparer.Ordinal);

    protected override IReadOnlyList<Lacking> Lacks => [new(Ability.AskingOnce, "reads that failed for a passing reason are repeated (decision 0035)")];

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override RestSettings Settings(Uri address, string key) => new()
    {
        BaseUrl = address,
        Path = "applications",
        Records = "applications",
        Authentication = new() { Scheme = AuthenticationScheme.Bearer, Token = key },
        Paging = new() { Style = PagingStyle.Cursor, Next = "next", Parameter = "after" },
        Since = new() { Parameter = "changed_from", Overlap = TimeSpan.Zero },
        Application = new() { Path = "applications/{id}", Records = "application" },
        Webhook = new() { Secret = "s", Signature = new() { Header = "X-Signature", Over = "{body}" }, Event = "event", Events = { ["moved"] = new() { Records = "application" } } },
        WriteBack = new() { Method = WriteMethod.Post, Path = "applications/{Application}/notes", Body = "{ \"note\": \"{Word} ({Reference})\" }" },
        Fields = ConformanceFields.Map,
    };

    protected override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed)
    {
        if (request.Path.EndsWith("/notes", StringComparison.Ordinal))
        {
            return SampleFeed.Json(new { ok = true });
        }

        if (request.Path.Split('/') is [.., "applications", var id] && id.Length > 0)
        {
            return feed.All.FirstOrDefault(a => a["ApplicationId"] == Uri.UnescapeDataString(id)) is { } one
                ? SampleFeed.Json(new { application = one.Values })
                : SampleFeed.Text("{}", HttpStatusCode.NotFound);
        }

        var list = request["after"] is { } cursor ? _walks[cursor] : feed.ChangedFrom(request["changed_from"]);
        string? next = null;
        if (list.Count > Size)
        {
            next = FormattableString.Invariant($"walk {_walks.Count + 1}==");
            _walks[next] = [.. list.Skip(Size)];
        }

        return SampleFeed.Json(new { applications = list.Take(Size).Select(a => a.Values), next });
    }
}

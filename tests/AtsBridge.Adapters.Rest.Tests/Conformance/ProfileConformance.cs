using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Rest.Tests.Fakes;
using AtsBridge.Sync;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Rest.Tests.Conformance;

/// <summary>A profile as the host reads it, in front of a fake of its vendor that holds the people of the kit.</summary>
/// <param name="profile">The profile.</param>
/// <param name="options">What a consultant sets beside it; <c>KEY</c> stands for the key and <c>API</c> for the address.</param>
public abstract class ProfileConformance(string profile, string options = ProfileConformance.KeyAndSecret) : HttpSourceConformance<RestSource, RestSettings>
{
    private protected const string Key = """{ "Authentication": { "Token": "KEY" } }""";

    private const string KeyAndSecret = """{ "Authentication": { "Token": "KEY" }, "Webhook": { "Secret": "of the webhooks" } }""";

    private const int Size = 5;

    /// <summary>What is left of each walk, by its cursor: such an API keeps the list that a walk began with.</summary>
    private readonly ConcurrentDictionary<string, object> _walks = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public sealed override string Name => $"rest ({profile})";

    /// <summary>What the list says of an application.</summary>
    private protected abstract Layout Listed { get; }

    /// <summary>What is asked for besides, where the application has changed.</summary>
    private protected virtual Layout Asked { get; } = new();

    /// <inheritdoc />
    protected sealed override IReadOnlyList<string> NotCarried => [.. SampleField.Names.Except([.. Listed.Fields, .. Asked.Fields], StringComparer.Ordinal)];

    /// <inheritdoc />
    protected sealed override IReadOnlyList<string> LookedUp => [.. Asked.Fields];

    /// <inheritdoc />
    protected override IReadOnlyList<Lacking> Lacks =>
    [
        new(Ability.AskingOnce, "reads that failed for a passing reason are repeated (decision 0035)"),
        .. NoteWith is null ? [new Lacking(Ability.Reporting, "the profile has no call")] : Array.Empty<Lacking>(),
        .. FullSets ? [new Lacking(Ability.Changes, "everything is read each time")] : Array.Empty<Lacking>(),
    ];

    /// <inheritdoc />
    protected sealed override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    /// <inheritdoc />
    protected sealed override bool FullSets => Read(HttpWorld.Address, "key").Contents == SourceContents.Full;

    /// <inheritdoc />
    protected sealed override RestSettings Settings(Uri address, string key) => (RestSettings)Read(address, key).Settings!;

    /// <summary>What the profile's note needs besides (<c>WriteBack:With</c>), as JSON; null: it has none.</summary>
    private protected virtual string? NoteWith => "{}";

    /// <summary>Whether a request writes a note.</summary>
    private protected virtual bool IsNote(ApiRequest request) => request.Message.Method != HttpMethod.Get && !request.Path.EndsWith("/token", StringComparison.Ordinal);

    /// <summary>Answers what reads.</summary>
    private protected abstract HttpResponseMessage Read(ApiRequest request, SampleFeed feed);

    /// <inheritdoc />
    protected sealed override HttpResponseMessage Answer(ApiRequest request, SampleFeed feed) =>
        IsNote(request) ? SampleFeed.Text("""{"success":true,"id":"note-1"}""") : Read(request, feed);

    /// <summary>A page of a list by an opaque cursor.</summary>
    /// <param name="all">The list with which a walk begins.</param>
    /// <param name="cursor">As it came back; null where a walk begins.</param>
    private protected (IReadOnlyList<T> Page, string? Next) Walk<T>(Func<IReadOnlyList<T>> all, string? cursor)
    {
        var list = cursor is null ? all() : (IReadOnlyList<T>)_walks[cursor];
        string? next = null;
        if (list.Count > Size)
        {
            next = string.Create(CultureInfo.InvariantCulture, $"walk/{_walks.Count + 1}==");
            _walks[next] = (IReadOnlyList<T>)[.. list.Skip(Size)];
        }

        return ([.. list.Take(Size)], next);
    }

    /// <summary>A page of a list by its number from 1.</summary>
    private protected static IReadOnlyList<T> Page<T>(IReadOnlyList<T> all, int number) => From(all, (number - 1) * Size);

    /// <summary>A page of a list by how many have come.</summary>
    private protected static IReadOnlyList<T> From<T>(IReadOnlyList<T> all, int start) => [.. all.Skip(start).Take(Size)];

    private protected static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];

    private protected static HttpResponseMessage NotFound => SampleFeed.Text("{}", HttpStatusCode.NotFound);

    private protected static HttpResponseMessage Found(JsonNode? one) => one is null ? NotFound : SampleFeed.Json(one);

    /// <summary>What stands behind a path's last words, unescaped: the id of <c>applications/{id}</c>.</summary>
    private protected static string? Behind(ApiRequest request, string words) =>
        request.Path.IndexOf($"/{words}/", StringComparison.Ordinal) is var at and >= 0 ? Uri.UnescapeDataString(request.Path[(at + words.Length + 2)..]) : null;

    /// <summary>Moments as the vendors of milliseconds write them; what is none stays the text that it is.</summary>
    private protected static JsonNode Milliseconds(string field, string text) =>
        field is "UpdatedAt" or "StageEnteredAt" && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at.ToUnixTimeMilliseconds() : text;

    /// <summary>One for each person, stage or job: those of a name are one.</summary>
    private protected static IEnumerable<SampleApplication> Each(SampleFeed feed, string field) =>
        feed.All.Where(a => !string.IsNullOrEmpty(a[field])).DistinctBy(a => a[field], StringComparer.Ordinal);

    private protected static SampleApplication? One(SampleFeed feed, string field, string? id) => feed.All.FirstOrDefault(a => a[field] == id);

    private AtsBridge.Hosting.Configuration.SourceConfiguration Read(Uri address, string key)
    {
        var written = JsonNode.Parse(options.Replace("KEY", key, StringComparison.Ordinal).Replace("API", address.ToString().TrimEnd('/'), StringComparison.Ordinal))!.AsObject();
        written["Profile"] = profile;
        written["BaseUrl"] = address.ToString();
        if (NoteWith is { } with)
        {
            written["WriteBack"] = new JsonObject { ["Call"] = "note", ["With"] = JsonNode.Parse(with) };
        }

        var reading = VendorSource.Read(written);
        Assert.Empty(reading.Problems.Where(p => p.Severity == AtsBridge.Hosting.Configuration.ProblemSeverity.Error).Select(p => $"{p.Path}: {p.Message}"));
        return Assert.Single(reading.Configuration!.Sources);
    }
}

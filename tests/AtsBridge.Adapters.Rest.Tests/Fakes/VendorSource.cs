using System.Text.Json.Nodes;
using AtsBridge.Hosting.Configuration;
using AtsBridge.Hosting.Discovery;
using AtsBridge.Sync;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>A source of a profile, read and checked as the host reads it, with a fake in the place of the vendor.</summary>
internal sealed class VendorSource : IDisposable
{
    public const string Secret = "the vendor's secret";

    private static readonly AdapterCatalog Catalog = AdapterCatalog.Discover(new AdapterScan { Directory = null }.AddAdapter<RestSource>());

    private readonly SourceConfiguration _configuration;

    private VendorSource(SourceConfiguration configuration)
    {
        _configuration = configuration;
        Source = TestSource.Of(Settings with { Timeout = TimeSpan.FromHours(1) }, Time);
    }

    public QuickTime Time { get; } = new();

    public RestSource Source { get; }

    public RestSettings Settings => (RestSettings)_configuration.Settings!;

    public bool IsFull => _configuration.Contents == SourceContents.Full;

    /// <summary>Reads the configuration of a source, its settings and what else its profile says.</summary>
    public static VendorSource Open(string profile, FakeApi? api, string options = "{}", string path = "")
    {
        var written = JsonNode.Parse(options)!.AsObject();
        written["Profile"] = profile;
        written["BaseUrl"] = new Uri(api?.Address ?? new Uri("http://localhost/"), path).ToString();
        if (written["Authentication"]?["Login"] is null)
        {
            Fill(written, "Authentication", "Token", "key");
        }

        Fill(written, "Webhook", "Secret", Secret);
        if (profile is "bamboohr" or "bullhorn")
        {
            written.Remove("Webhook");
        }

        var reading = Read(written);
        Assert.Empty(reading.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{p.Path}: {p.Message}"));
        return new(Assert.Single(reading.Configuration!.Sources));
    }

    public static ConfigurationReading Read(JsonObject options)
    {
        var text = new JsonObject { ["AtsBridge"] = new JsonObject { ["Sources"] = new JsonObject { ["acme"] = new JsonObject { [nameof(Adapter)] = "rest", ["Options"] = options } } } }.ToJsonString();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return ConfigurationReader.Read(new ConfigurationBuilder().AddJsonStream(stream).Build(), Catalog, AppContext.BaseDirectory);
    }

    public static FoundAdapter Adapter => Catalog.Find(AdapterKind.Source, "rest")!;

    /// <summary>Reads as the engine would: the whole, or what has changed.</summary>
    public Task<ReadResult> ReadAsync(string? since = null, IKnownRecords? known = null) => Source.ReadAsync(since, IsFull, known);

    /// <summary>The same, in our words.</summary>
    public async Task<IReadOnlyList<string>> ShownAsync(string? since = null, IKnownRecords? known = null) => Show(await ReadAsync(since, known));

    public IReadOnlyList<string> Show(ReadResult read)
    {
        Assert.Empty(read.Rejected);
        return [.. read.Records.Select(Show)];
    }

    public string Show(SourceRecord record)
    {
        var a = RecordConversion.Convert(record, _configuration.Rules).Application;
        Assert.NotNull(a);
        return string.Join(" | ", a.Key, a.CandidateId, $"{a.FirstName} {a.LastName}".Trim(), a.Email?.Raw, a.Phone?.Raw, a.JobId, a.JobTitle, a.Stage, a.StageId, a.Status);
    }

    /// <summary>Sends a webhook, as the host would hand it over.</summary>
    public WebhookResult Receive(string body, params (string Name, string Value)[] headers) => Source.Receive(
        System.Text.Encoding.UTF8.GetBytes(body), headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase), QuickTime.Start);

    public void Dispose() => Source.Dispose();

    private static void Fill(JsonObject options, string section, string key, string value)
    {
        var inner = options[section] as JsonObject ?? [];
        inner[key] ??= value;
        options[section] = inner;
    }
}

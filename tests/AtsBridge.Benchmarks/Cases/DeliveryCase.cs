using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Delivery;
using AtsBridge.Gather.Sandbox;
using AtsBridge.Hosting.Composition;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>Delivers invites to the sandbox over HTTP, each by two requests, with every intent and attempt on disk before the next.</summary>
internal sealed class DeliveryCase : BenchmarkCase
{
    private const string Key = "qapi_sandbox";

    private GatherSandbox? _sandbox;

    internal override string Name => "delivery";

    internal override string What => "delivering an invite for every 200 rows, no rate limit";

    internal override string Floor => "HttpClient posts the same bodies as many at a time, nothing stored";

    internal override double Goal => 4;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        if (!File.Exists(place["due.db"]))
        {
            Directory.CreateDirectory(place.Folder);
            await DueInvites.WriteAsync(place["due.db.new"], Invites(place), cancellationToken);
            File.Move(place["due.db.new"], place["due.db"]);
        }
    }

    internal override void Reset(Workplace place)
    {
        place.Renew("delivered.db", "due.db");
        // Both sides find a platform that knows nobody.
        _sandbox?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _sandbox = GatherSandbox.StartAsync(new() { Keys = [Key], RateLimits = [] }, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
    }

    internal override async Task FloorAsync(Workplace place, CancellationToken cancellationToken) =>
        Expect.Equal(Invites(place), await PostFloor.RunAsync(_sandbox!.BaseAddress, Key, Invites(place), new DeliveryPolicy().Concurrency, cancellationToken));

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        await using var bridge = Bridge.Open(Configuration(_sandbox!.BaseAddress), place.Folder);
        var summary = await bridge.Get<InviteDelivery>().DeliverDueAsync(bridge.Get<ConfiguredSinks>().All.Single(), progress: null, cancellationToken);
        Expect.Equal(Invites(place), summary.Sent);
    }

    private static int Invites(Workplace place) => place.Rows / 200;

    private static string Configuration(Uri sandbox) =>
        $$"""
        { "AtsBridge": {
          "Store": { "ConnectionString": "Data Source=delivered.db" },
          "Sources": { "ats": { "Adapter": "csv", "Options": { "Path": "*.none", "Fields": { "ApplicationId": "Application ID", "Email": "Email", "Stage": "Current Stage" } } } },
          "Sinks": { "gather": { "Adapter": "gather", "Options": { "BaseUrl": "{{sandbox}}", "ApiKey": "{{Key}}", "RateLimits": [] } } },
          "Routes": [ { "Name": "phone interviews", "Source": "ats", "Sink": "gather", "When": { "Stage": [ "{{ExportRow.MappedStage}}" ] }, "Invite": { "InterviewId": "{{DueInvites.Interview}}" } } ]
        } }
        """;
}

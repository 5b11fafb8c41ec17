using AtsBridge.Adapters.Rest;
using AtsBridge.Adapters.Rest.Settings;
using AtsBridge.Benchmarks.Data;
using AtsBridge.Benchmarks.Floors;
using AtsBridge.Storage;
using AtsBridge.Sync;

namespace AtsBridge.Benchmarks.Cases;

/// <summary>An API page by page, of which nothing has changed but the order.</summary>
internal sealed class RestUnchangedCase : BenchmarkCase
{
    private readonly Dictionary<int, PageServer> _servers = [];

    internal override string Name => "rest-unchanged";

    internal override string What => FormattableString.Invariant($"rest, pages of {PageServer.PageSize} over loopback, nothing changed since the last sync");

    internal override string Floor => "HttpClient gets the same pages, Utf8JsonReader over every token";

    internal override double Goal => 2;

    internal override async Task PrepareAsync(Workplace place, CancellationToken cancellationToken)
    {
        if (File.Exists(place["rest.db"]))
        {
            return;
        }

        Directory.CreateDirectory(place.Folder);
        foreach (var turned in new[] { true, false })
        {
            using var server = new PageServer(place.Rows, turned);
            await SyncAsync(place["rest.db.new"], server, cancellationToken);
        }

        File.Move(place["rest.db.new"], place["rest.db"]);
    }

    internal override void Reset(Workplace place)
    {
        place.Renew("unchanged-rest.db", "rest.db");
        if (!_servers.ContainsKey(place.Rows))
        {
            _servers[place.Rows] = new PageServer(place.Rows, turned: true);
        }
    }

    internal override Task FloorAsync(Workplace place, CancellationToken cancellationToken) => PagesFloor.RunAsync(_servers[place.Rows], cancellationToken);

    internal override async Task RunAsync(Workplace place, CancellationToken cancellationToken)
    {
        var run = await SyncAsync(place["unchanged-rest.db"], _servers[place.Rows], cancellationToken);
        Expect.Equal(place.Rows, run.Unchanged);
    }

    private static async Task<RunCertificate> SyncAsync(string path, PageServer server, CancellationToken cancellationToken)
    {
        await using var store = AtsBridgeStore.OpenSqlite($"Data Source={path}", StoreAccess.Host, TimeProvider.System);
        using var http = new HttpClient();
        using var reader = new RestSource(Settings(server), http, TimeProvider.System);
        var source = new ConfiguredSource { Name = "ats", Reader = reader, DefaultRegion = "US" };
        return await Workplace.SyncAsync(store, source, cancellationToken);
    }

    private static RestSettings Settings(PageServer server) => new()
    {
        BaseUrl = server.Address, Records = "data", Fields = SourceKind.JsonArray.Fields(), Rate = new RateSettings { Permits = 100_000 },
        Paging = new PagingSettings { Style = PagingStyle.Page, Parameter = "page" },
    };
}

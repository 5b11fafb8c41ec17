using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.Cli;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.EndToEnd.Tests.Support;

/// <summary>A folder with a configuration, exports and a store of its own, and a sandbox to send to.</summary>
internal sealed class Trial : IAsyncDisposable
{
    public const string Interview = "5f0c7a52-3d0e-4c1b-9a57-0d2f6c1e8b41";
    public const string OtherInterview = "8a1d2c64-7b3f-4e52-8c90-3f5e7d9b1a26";
    public const string PausedInterview = "e7b46d03-91a5-4f28-a6de-2c8b5f1d7094";
    public const string Key = "qapi_sandbox";

    private static readonly DateTime FirstWrite = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private int _writes;

    private Trial(GatherSandbox sandbox)
    {
        Sandbox = sandbox;
        Config = Usual(sandbox.BaseAddress);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("atsbridge-e2e-").FullName;

    public GatherSandbox Sandbox { get; }

    /// <summary>What stands under <c>AtsBridge</c>; written before every command.</summary>
    public JsonObject Config { get; }

    public JsonObject Source => Config["Sources"]!["acme"]!.AsObject();

    public JsonObject Route => Routes[0]!.AsObject();

    public JsonArray Routes => Config["Routes"]!.AsArray();

    public JsonObject Sink => Config["Sinks"]!["gather"]!.AsObject();

    public string Store => Path.Combine(Folder, "atsbridge.db");

    public string ConfigFile => Path.Combine(Folder, "atsbridge.json");

    public static async Task<Trial> StartAsync(Uri? organisationWebhooks = null, TimeProvider? time = null) => new(await GatherSandbox.StartAsync(
        new GatherSandboxOptions { RateLimits = [], OrganisationWebhookUrl = organisationWebhooks }, time ?? TimeProvider.System, TestContext.Current.CancellationToken));

    /// <summary>The export of the source <c>acme</c>, newer than all before.</summary>
    public void Export(params IEnumerable<Row> rows) => Write("export.csv", string.Join('\n', rows.Select(r => r.Csv()).Prepend(Row.Header)) + "\n");

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, FirstWrite.AddMinutes(++_writes));
    }

    public void Delete(string name) => File.Delete(Path.Combine(Folder, name));

    /// <summary>Any verb, in process, for people.</summary>
    public async Task<Answer> TextAsync(params string[] args)
    {
        SaveConfig();
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await CommandLine.RunAsync([.. args, "--config", ConfigFile], output, error, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>Any verb, in process, for machines.</summary>
    public Task<Answer> RunAsync(params string[] args) => TextAsync([.. args, "--output", "json"]);

    /// <summary>The invites of the ledger, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> InvitesAsync() =>
        [.. (await RunAsync("invites", "list", "--limit", "5000")).Succeeded().Json["invites"]!.AsArray().Select(i => i!).OrderBy(i => (long)i["id"]!)];

    /// <summary>The states of the ledger's invites, such as <c>A-1 Sent</c>, in the order of the applications.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync() =>
        [.. (await InvitesAsync()).Select(i => $"{i["application"]} {i["state"]}{(i["held"] is { } held ? $"({held})" : "")}").Order(StringComparer.Ordinal)];

    /// <summary>What could not be read, the newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> QuarantineAsync() =>
        [.. (await RunAsync("quarantine", "list", "--limit", "5000")).Succeeded().Json["records"]!.AsArray().Select(r => r!)];

    /// <summary>The applications whose invite the sandbox says went out, once for each time.</summary>
    public IReadOnlyList<string> Reached() => Effects(AuditKinds.InviteSent);

    /// <summary>The applications of the sandbox's effects of one kind. Our reference is source:application:route.</summary>
    public IReadOnlyList<string> Effects(string kind) =>
        [.. Sandbox.Audit.Where(e => e.Kind == kind).Select(e => e.ExternalId!.Split(':')[1]).Order(StringComparer.Ordinal)];

    public void SaveConfig()
    {
        // In one piece: a host that is starting may be reading it, and would find it empty.
        var written = ConfigFile + ".new";
        File.WriteAllText(written, new JsonObject { ["AtsBridge"] = Config.DeepClone() }.ToJsonString());
        File.Move(written, ConfigFile, overwrite: true);
    }

    public JsonObject AddRoute(string name, string stage, string interview)
    {
        var route = RouteOf(name, stage, interview);
        Routes.Add(route);
        return route;
    }

    /// <summary>The configuration has its sink under another name, also in its routes.</summary>
    public void RenameSink(string name)
    {
        var sinks = Config["Sinks"]!.AsObject();
        var sink = Sink.DeepClone();
        sinks.Remove("gather");
        sinks[name] = sink;
        foreach (var route in Routes)
        {
            route!["Sink"] = name;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static JsonObject Usual(Uri sandbox) => new()
    {
        ["Store"] = new JsonObject { ["Provider"] = "Sqlite", ["ConnectionString"] = "Data Source=atsbridge.db" },
        ["Sources"] = new JsonObject
        {
            ["acme"] = new JsonObject
            {
                ["Adapter"] = "csv",
                ["Options"] = new JsonObject { ["Path"] = "export.csv", ["StableFor"] = "00:00:00", ["DefaultRegion"] = "US", ["Fields"] = Row.Fields(paths: false) },
            },
        },
        ["Sinks"] = new JsonObject
        {
            ["gather"] = new JsonObject
            {
                ["Adapter"] = "gather",
                ["Options"] = new JsonObject
                {
                    ["BaseUrl"] = sandbox.ToString().TrimEnd('/'),
                    ["ApiKey"] = Key,
                    ["RateLimits"] = new JsonArray(new JsonObject { ["Permits"] = 100_000, ["Window"] = "00:01:00" }),
                },
                ["Delivery"] = new JsonObject { ["SettleTime"] = "00:00:01" },
            },
        },
        ["Routes"] = new JsonArray(RouteOf("engineering", "Interview", Interview)),
    };

    private static JsonObject RouteOf(string name, string stage, string interview) => new()
    {
        ["Name"] = name, ["Source"] = "acme", ["Sink"] = "gather",
        ["When"] = new JsonObject { ["Stage"] = new JsonArray(stage) },
        ["Invite"] = new JsonObject { ["InterviewId"] = interview, ["DeliveryTypes"] = new JsonArray("email") },
    };
}

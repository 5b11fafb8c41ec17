using System.Globalization;
using System.Text.Json.Nodes;
using AtsBridge.Chaos.Population;
using AtsBridge.Chaos.Processes;
using AtsBridge.Gather.Sandbox;

namespace AtsBridge.Chaos.Runs;

/// <summary>A folder with configuration, exports and store, a sandbox behind a wire, and the log of every host that ran there.</summary>
internal sealed class Trial : IAsyncDisposable
{
    /// <summary>Within this every request is carried out that the sandbox accepted: the bound of the promise.</summary>
    internal static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    internal static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(1);

    private readonly TextWriter _log;

    private Trial(string folder, GatherSandbox sandbox)
    {
        Folder = folder;
        Sandbox = sandbox;
        Relay = new Relay(sandbox.BaseAddress);
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        _log = TextWriter.Synchronized(new StreamWriter(Path.Combine(folder, "host.log")));
    }

    internal string Folder { get; }

    internal GatherSandbox Sandbox { get; }

    internal Relay Relay { get; }

    /// <summary>Opens a trial in a folder of its own.</summary>
    internal static async Task<Trial> OpenAsync(GatherSandboxOptions sandbox, CancellationToken cancellationToken) =>
        new(Directory.CreateTempSubdirectory("atsbridge-chaos-").FullName, await GatherSandbox.StartAsync(sandbox, TimeProvider.System, cancellationToken));

    /// <summary>Writes the configuration.</summary>
    /// <param name="delivery">How patient delivery is.</param>
    /// <param name="limits">The limits that the host keeps.</param>
    /// <param name="folder">Where to; the trial's own if absent.</param>
    internal void Configure(JsonObject delivery, IEnumerable<SandboxRateLimit> limits, string? folder = null)
    {
        var config = new JsonObject
        {
            ["Store"] = new JsonObject { ["Provider"] = "Sqlite", ["ConnectionString"] = "Data Source=atsbridge.db" },
            ["Sources"] = new JsonObject
            {
                [People.FullSource] = Source("csv", "exports/acme-*.csv", "Full", name => name),
                [People.Feed] = Source("json", "exports/borg-*.json", "Changes", name => $"['{name}']"),
            },
            ["Sinks"] = new JsonObject
            {
                ["gather"] = new JsonObject
                {
                    ["Adapter"] = "gather",
                    ["Options"] = new JsonObject
                    {
                        ["BaseUrl"] = Relay.Address.ToString().TrimEnd('/'),
                        ["ApiKey"] = "qapi_sandbox",
                        ["RateLimits"] = new JsonArray([.. limits.Select(l => new JsonObject { ["Permits"] = l.Permits, ["Window"] = Text(l.Window) })]),
                    },
                    ["Delivery"] = delivery,
                },
            },
            ["Routes"] = new JsonArray(
                Route("acme engineering", People.FullSource, People.Stage, People.Interview, TimeSpan.Zero),
                Route("acme design", People.FullSource, People.OtherStage, People.OtherInterview, TimeSpan.FromSeconds(1)),
                Route("borg engineering", People.Feed, People.Stage, People.Interview, TimeSpan.Zero),
                Route("borg design", People.Feed, People.OtherStage, People.OtherInterview, TimeSpan.FromSeconds(1))),
        };
        File.WriteAllText(Path.Combine(folder ?? Folder, "atsbridge.json"), new JsonObject { ["AtsBridge"] = config }.ToJsonString());
    }

    /// <summary>The patience of these trials: the shortest that is allowed, or nearly.</summary>
    internal static JsonObject Delivery(TimeSpan settleTime, TimeSpan attemptTimeout, int concurrency = 4) => new()
    {
        ["SettleTime"] = Text(settleTime), ["AttemptTimeout"] = Text(attemptTimeout), ["MaxAttempts"] = 12, ["Concurrency"] = concurrency,
    };

    /// <summary>Starts a host.</summary>
    internal HostProcess Start(Action<string>? said = null, string? folder = null) => HostProcess.Start(folder ?? Folder, _log, said);

    /// <summary>Puts a line of ours between those of the hosts.</summary>
    internal void Note(string line) => _log.WriteLine($"--- {TimeProvider.System.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {line}");

    /// <summary>Takes the folder away.</summary>
    internal void Forget() => Directory.Delete(Folder, recursive: true);

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await Sandbox.DisposeAsync();
        await _log.DisposeAsync();
    }

    private static JsonObject Source(string adapter, string path, string contents, Func<string, string> place) => new()
    {
        ["Adapter"] = adapter,
        ["Schedule"] = "* * * * * ?",
        ["Contents"] = contents,
        ["Options"] = new JsonObject
        {
            ["Path"] = path, ["StableFor"] = "00:00:00",
            ["Fields"] = new JsonObject(new (string Field, string Name)[]
            {
                ("ApplicationId", "Application ID"), ("CandidateId", "Candidate ID"), ("FirstName", "First Name"), ("LastName", "Last Name"), ("Email", "Email"),
                ("JobId", "Job ID"), ("JobTitle", "Job"), ("Stage", "Stage"), ("Status", "Status"), ("UpdatedAt", "Last Activity"),
            }.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Field, place(f.Name)))),
        },
    };

    private static JsonObject Route(string name, string source, string stage, string interview, TimeSpan holdFor) => new()
    {
        ["Name"] = name, ["Source"] = source, ["Sink"] = "gather", ["HoldFor"] = Text(holdFor),
        ["When"] = new JsonObject { ["Stage"] = new JsonArray(stage) },
        ["Invite"] = new JsonObject { ["InterviewId"] = interview, ["DeliveryTypes"] = new JsonArray("email") },
    };

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}

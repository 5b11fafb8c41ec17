using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AtsBridge.EndToEnd.Tests.Support;

namespace AtsBridge.EndToEnd.Tests;

/// <summary>A hundred thousand rows, of which a thousand move: exactly those are invited, and a plan says so before.</summary>
public sealed class HundredThousandTests(HundredThousandTests.Exports exports) : IClassFixture<HundredThousandTests.Exports>
{
    private const int All = 100_000;
    private const int Moved = 1_000;

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task ExactlyTheThousandWhoMovedAreInvitedOnce(string adapter)
    {
        await using var trial = await Trial.StartAsync();
        trial.Source["Adapter"] = adapter;
        trial.Source["Options"]!["Path"] = "export.txt";
        trial.Source["Options"]!["Fields"] = Row.Fields(paths: adapter == "json");
        trial.Sink["Delivery"]!["Concurrency"] = 8;

        trial.Write("export.txt", exports.Day(adapter, 1));
        var baseline = await PlanAndSyncAsync(trial, planFirst: false);
        Assert.Equal((All, All, 0, 0), Numbers(baseline));

        trial.Write("export.txt", exports.Day(adapter, 2));
        var second = await PlanAndSyncAsync(trial, planFirst: true);
        Assert.Equal((All, 0, Moved, Moved), Numbers(second));
        Assert.Equal(exports.MovedIds, trial.Reached());

        var third = await PlanAndSyncAsync(trial, planFirst: true);
        Assert.Equal((All, 0, 0, 0), Numbers(third));
        Assert.Equal(Moved, trial.Reached().Count);
        Assert.Equal(Moved, trial.Effects(AtsBridge.Gather.Sandbox.AuditKinds.CandidateInterviewCreated).Count);
    }

    private static (int Read, int New, int Transitions, int Invited) Numbers(JsonNode run)
    {
        Assert.True((bool)run["balances"]!);
        Assert.Equal(0, (int)run["quarantined"]!);
        var transitions = (bool)run["baseline"]! ? 0 : (int)run["transitions"]!;
        return ((int)run["read"]!, (int)run["new"]!, transitions, (int)run["invited"]!);
    }

    private static async Task<JsonNode> PlanAndSyncAsync(Trial trial, bool planFirst)
    {
        string? planned = null;
        if (planFirst)
        {
            var before = Hash(trial.Store);
            planned = Sums((await trial.RunAsync("plan")).Succeeded().Run);
            Assert.Equal(before, Hash(trial.Store));
        }

        var run = (await trial.RunAsync("sync")).Succeeded().Run;
        if (planned is not null)
        {
            Assert.Equal(planned, Sums(run));
        }

        return run;
    }

    private static string Sums(JsonNode run) => string.Join(' ', new[] { "read", "unchanged", "changed", "new", "quarantined", "vanished", "transitions", "invited", "held", "suppressed" }
        .Select(name => $"{name}={run[name]!.ToJsonString()}"));

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>Two days, in both formats, made once.</summary>
    public sealed class Exports
    {
        private readonly Dictionary<(string, int), byte[]> _days = [];

        public Exports()
        {
            foreach (var day in new[] { 1, 2 })
            {
                var rows = Rows(day);
                _days[("csv", day)] = Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => r.Csv()).Prepend(Row.Header).Select(l => l + "\n")));
                _days[("json", day)] = Encoding.UTF8.GetBytes($"[{string.Join(",\n", rows.Select(r => r.Json().ToJsonString()))}]");
            }
        }

        public IReadOnlyList<string> MovedIds { get; } = [.. Enumerable.Range(0, All).Where(Moves).Select(Id).Order(StringComparer.Ordinal)];

        public byte[] Day(string adapter, int day) => _days[(adapter, day)];

        private static bool Moves(int i) => i % (All / Moved) == 7;

        private static string Id(int i) => FormattableString.Invariant($"K-{i:D6}");

        private static List<Row> Rows(int day) =>
            [.. Enumerable.Range(0, All).Select(i => new Row(Id(i), day == 2 && Moves(i) ? "Interview" : i % 5 == 0 ? "Screen" : "Applied"))];
    }
}

using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>
/// One source, its routes, and the real store in a file of its own. Every sync is planned first: a plan that says other numbers,
/// and a certificate that does not balance, fail whatever test they happen in.
/// </summary>
internal sealed class SyncWorld : IAsyncDisposable
{
    /// <summary>An empty store to copy: making one takes longer than most tests.</summary>
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeEmptyAsync);

    private readonly string _folder = NewFolder();
    private readonly AtsBridgeStore _store;
    private readonly string _name;
    private readonly bool _owned;
    private DeliveryClocks? _clocks;

    internal SyncWorld(SourceContents contents = SourceContents.Full, params Route[] routes)
    {
        _owned = true;
        _name = "acme";
        _store = OpenCopy(_folder, Time);
        (Contents, Routes, Source) = (contents, routes.Length == 0 ? [Some.Route()] : routes, new ScriptedSource(contents));
    }

    /// <summary>
    /// What a process that is started now would find if the other one were killed at this moment: a copy of its store, and the
    /// same source.
    /// </summary>
    private SyncWorld(SyncWorld killed)
    {
        foreach (var file in Directory.GetFiles(killed._folder, "store.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal) && !f.EndsWith(".holder", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        (_owned, _name, Time, Contents, Routes, Source) = (true, killed._name, killed.Time, killed.Contents, killed.Routes, killed.Source);
        _store = Open(_folder, Time);
    }

    /// <summary>A further source in the store of another world.</summary>
    internal SyncWorld(SyncWorld neighbour, string name, SourceContents contents = SourceContents.Full, params Route[] routes)
    {
        (_store, Time, _name) = (neighbour._store, neighbour.Time, name);
        (Contents, Routes, Source) = (contents, [.. (routes.Length == 0 ? [Some.Route()] : routes).Select(r => r with { Source = name })], new ScriptedSource(contents));
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal FakeTimeProvider Time { get; } = new(Some.Now);

    /// <summary>What an operator does by hand.</summary>
    internal InviteActs Acts => new(_store.Ledger, _store.Delivery, Time, _clocks ??= new(_store.Delivery, Time, "one start", beside: true));

    internal SourceContents Contents { get; }

    internal Route[] Routes { get; set; }

    internal ScriptedSource Source { get; }

    internal ConversionRules Rules { get; set; } = new();

    internal AtsBridgeStore Store => _store;

    internal SourceGuard Guard { get; set; } = new();

    /// <summary>What the next syncs accept of movement.</summary>
    internal bool AcceptMoved { get; set; }

    /// <summary>Off only where another test plans the same.</summary>
    internal bool PlansFirst { get; init; } = true;

    internal ConfiguredSource Configured => new() { Name = _name, Reader = Source, Contents = Contents, Rules = Rules, Guard = Guard, DefaultRegion = "US" };

    internal static SourceRecord Row(string id, string? stage = "Applied", string? status = "Active", string? candidate = null, string? email = null, string? updated = null, string? job = "J1") => new()
    {
        Position = new("some.csv", 2),
        ApplicationId = id,
        CandidateId = candidate ?? "C-" + id,
        FirstName = "Ada",
        LastName = "Beispiel",
        Email = email ?? id + "@example.com",
        JobId = job,
        JobTitle = "Engineer",
        Stage = stage,
        Status = status,
        UpdatedAt = updated,
    };

    internal static SourcePage Page(params SourceRecord[] rows) => new() { Records = rows };

    internal SyncWorld Killed() => new(this);

    /// <summary>One more set of one page, and a sync.</summary>
    internal Task<SyncReport> SyncAsync(params SourceRecord[] rows) => SyncAsync([Page(rows)]);

    /// <summary>One more set of these parts, and a sync.</summary>
    internal Task<SyncReport> SyncPartsAsync(params SourceRecord[][] parts) => SyncAsync([Page([.. parts.SelectMany(p => p)])]);

    /// <summary>One more set of these pages, and a sync.</summary>
    internal Task<SyncReport> SyncAsync(IEnumerable<SourcePage> pages, bool acceptShrunk = false)
    {
        Source.Sets.Add([.. pages]);
        return AgainAsync(acceptShrunk);
    }

    /// <summary>A sync of what is there.</summary>
    internal async Task<SyncReport> AgainAsync(bool acceptShrunk = false)
    {
        if (!PlansFirst)
        {
            return Checked(await RunAsync(SyncMode.Commit, acceptShrunk));
        }

        var invites = (await LedgerAsync()).Count;
        var planned = await RunAsync(SyncMode.Plan, acceptShrunk);
        Assert.Equal(invites, (await LedgerAsync()).Count);
        var synced = Checked(await RunAsync(SyncMode.Commit, acceptShrunk));
        Assert.Equal([.. planned.Certificates.Select(Numbers)], (string[])[.. synced.Certificates.Select(Numbers)]);
        Assert.Equal(planned.Decided.Select(d => (d.Application.Key, d.Decision.Verdict, d.Decision.Suppressed)), synced.Decided.Select(d => (d.Application.Key, d.Decision.Verdict, d.Decision.Suppressed)));
        Assert.Equal(planned.Holds.Select(h => h with { RunId = 0 }), synced.Holds.Select(h => h with { RunId = 0 }));
        Assert.Equal(planned.Certificates.Select(c => c.Guard), synced.Certificates.Select(c => c.Guard));
        return synced;
    }

    private SyncReport Checked(SyncReport report)
    {
        Assert.All(report.Certificates, c => Assert.True(c.Balances, Numbers(c)));
        Time.Advance(TimeSpan.FromMinutes(1));
        return report;
    }

    internal Task<SyncReport> RunAsync(SyncMode mode, bool acceptShrunk = false, CancellationToken? cancellation = null) =>
        new SourceSync(_store.Sync, new RouteTable(Routes), Time)
            .RunAsync(Configured, new SyncOptions { Mode = mode, AcceptShrunk = acceptShrunk, AcceptMoved = AcceptMoved }, cancellation ?? Cancellation);

    /// <summary>All invites of the source, the oldest first.</summary>
    internal async Task<IReadOnlyList<Invite>> LedgerAsync() =>
        [.. (await _store.Ledger.ListAsync(new InviteFilter { Source = _name, Limit = 10_000 }, Cancellation)).Reverse()];

    /// <summary>The applications that have an invite which was not cancelled, in the order of the ledger.</summary>
    internal async Task<string> InvitedAsync() =>
        string.Join(' ', (await LedgerAsync()).Where(i => i.Delivery.State != InviteState.Cancelled).Select(i => i.ApplicationKey));

    internal async Task<ApplicationStory> StoryAsync(string who) => Assert.Single(await _store.Ledger.ExplainAsync(who, Cancellation));

    /// <summary>Takes the next request of the sink, as a worker would.</summary>
    internal Task<Claim> ClaimAsync()
    {
        var now = Time.GetUtcNow();
        var policy = new DeliveryPolicy();
        return _store.Delivery.ClaimAsync("gather", now, [], policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(now), policy), Cancellation);
    }

    /// <summary>Sends everything that is due: person, then invite.</summary>
    internal async Task SendAllAsync()
    {
        while (await ClaimAsync() is Claim.Work work)
        {
            var id = FormattableString.Invariant($"{work.Effect}{work.Invite.Id}");
            await FinishAsync(work, work.Effect == DeliveryEffect.CreatePerson
                ? new DeliveryEvent.PersonKnown(Time.GetUtcNow(), id)
                : new DeliveryEvent.InviteKnown(Time.GetUtcNow(), id, new InviteStatus(InviteProgress.Sent, "sent"), Adopted: false));
        }
    }

    internal async Task FinishAsync(Claim.Work work, DeliveryEvent answer)
    {
        var state = DeliveryStep.Step(work.Invite.Delivery, answer, new DeliveryPolicy()).State;
        Assert.True(await _store.Delivery.FinishAttemptAsync(work.AttemptId, AttemptOutcome.Done, null, work.Invite with { Delivery = state }, answer.At, Cancellation));
    }

    internal static string Numbers(RunCertificate c) => FormattableString.Invariant(
        $"{c.Outcome} baseline={c.Baseline} read={c.Read} unchanged={c.Unchanged} changed={c.Changed} new={c.New} quarantined={c.Quarantined} vanished={c.Vanished} moved={c.Moved} of {c.Known} transitions={c.Transitions} invited={c.Invited} held={c.Held} cancelled={c.Cancelled} suppressed={string.Join(',', c.Suppressed.Select(p => $"{p.Key}:{p.Value}"))}");

    /// <summary>A store of its own in a folder, without the work of making one.</summary>
    internal static AtsBridgeStore OpenCopy(string folder, TimeProvider time)
    {
        File.WriteAllBytes(Path.Combine(folder, "store.db"), Empty.Value.GetAwaiter().GetResult());
        return Open(folder, time);
    }

    internal static string NewFolder() => Directory.CreateTempSubdirectory("atsbridge-engine-").FullName;

    private static AtsBridgeStore Open(string folder, TimeProvider time) =>
        AtsBridgeStore.OpenSqlite($"Data Source={Path.Combine(folder, "store.db")}", StoreAccess.Host, time);

    private static async Task<byte[]> MakeEmptyAsync()
    {
        var folder = NewFolder();
        await Open(folder, TimeProvider.System).DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, "store.db"));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        _clocks?.Dispose();
        if (_owned)
        {
            await _store.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}

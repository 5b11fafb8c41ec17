using System.Runtime.CompilerServices;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using Microsoft.Extensions.Time.Testing;

namespace AtsBridge.Engine.Tests.Sync;

/// <summary>A store in a file, a source that shows what it is told, a sink that writes down what was asked of it.</summary>
internal sealed class ActsWorld : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"atsbridge-acts-{Guid.NewGuid():N}");

    internal ActsWorld()
    {
        Directory.CreateDirectory(_folder);
        Store = AtsBridgeStore.OpenSqlite($"Data Source={Path.Combine(_folder, "store.db")}", StoreAccess.Host, Time);
        Clocks = new(Store.Delivery, Time, "one start", beside: false);
    }

    internal FakeTimeProvider Time { get; } = new(Some.Now);

    internal AtsBridgeStore Store { get; }

    internal DeliveryClocks Clocks { get; }

    internal Books Sink { get; } = new();

    internal bool CanWithdraw { get; set; } = true;

    internal ConfiguredSink ConfiguredSink => new("gather", CanWithdraw ? new WithdrawingSink(Sink) : new PlainSink(Sink), new DeliveryPolicy());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>These applications reach the stage, and are invited.</summary>
    internal async Task InviteAsync(Route route, params string[] keys)
    {
        keys = keys.Length == 0 ? ["A1"] : keys;
        await StandInAsync(route, SyncMode.Commit, ["Applied"]);
        await StandInAsync(route, SyncMode.Commit, ["Interview"], keys);
    }

    /// <summary>A1 stands in this stage now; null: it is gone.</summary>
    internal async Task<SyncReport> StandsInAsync(Route route, string? stage, SyncMode mode = SyncMode.Commit, string status = "Active", bool deliver = true) =>
        await RunAsync(route, mode, [Set(stage, status, "A1")], deliver);

    internal Task<SyncReport> StandInAsync(Route route, SyncMode mode, string[] stages, params string[] keys) =>
        RunAsync(route, mode, [.. stages.Select(s => Set(s, "Active", keys.Length == 0 ? ["A1"] : keys))], deliver: true);

    internal async Task<Invite> InviteAsync() => (await Store.Ledger.FindAsync(1, Cancellation))!;

    internal Task<IReadOnlyList<Attempt>> AttemptsAsync() => Store.Ledger.AttemptsAsync(1, Cancellation);

    public async ValueTask DisposeAsync()
    {
        Clocks.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<SyncReport> RunAsync(Route route, SyncMode mode, IReadOnlyList<SourceRecord[]> sets, bool deliver)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var source = new ConfiguredSource { Name = "acme", Reader = new Export(sets) };
        var report = await new SourceSync(Store.Sync, new RouteTable([route]), Time).RunAsync(source, new SyncOptions { Mode = mode }, Cancellation);
        Assert.All(report.Certificates, c => Assert.Equal(RunOutcome.Succeeded, c.Outcome));
        if (deliver && mode == SyncMode.Commit)
        {
            await new InviteDelivery(Store.Delivery, Time, Clocks).DeliverDueAsync(ConfiguredSink, null, Cancellation);
        }

        return report;
    }

    /// <summary>Nine others keep the set from looking halved.</summary>
    private static SourceRecord[] Set(string? stage, string status, params string[] keys) =>
        [.. Enumerable.Range(1, 9).Select(i => Record($"B{i}", "Applied", "Active")), .. keys.Where(_ => stage is not null).Select(k => Record(k, stage!, status))];

    private static SourceRecord Record(string key, string stage, string status) => new()
    {
        Position = new("export.csv", 2), ApplicationId = key, CandidateId = "C-" + key, FirstName = "Ada", LastName = "Beispiel",
        Email = $"{key}@example.com", JobId = "J1", JobTitle = "Engineer", Stage = stage, Status = status,
    };

    internal sealed class Books
    {
        private readonly Lock _lock = new();
        private readonly List<string> _all = [];

        internal IReadOnlyList<string> All => _all;

        internal IReadOnlyList<string> Acts => [.. _all.Where(a => !a.StartsWith("create", StringComparison.Ordinal))];

        internal void Add(string act)
        {
            lock (_lock)
            {
                _all.Add(act);
            }
        }
    }

    private sealed class Export(IReadOnlyList<SourceRecord[]> sets) : ICandidateSource
    {
        private int _next;

        public async IAsyncEnumerable<SourcePage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            var set = sets[_next++];
            yield return new() { Records = set, Next = request.Since + ".", More = _next < sets.Count };
        }
    }

    private class PlainSink(Books books) : IInviteSink
    {
        public Task<CreateResult> CreateAsync(InviteRequest request, CancellationToken cancellationToken)
        {
            books.Add(request.PersonReference is null ? "create p" : "create i");
            return Task.FromResult<CreateResult>(request.PersonReference is null
                ? new CreateResult.PersonReady("p")
                : new CreateResult.Created(new("i"), new(InviteProgress.Sent, "invite_sent")));
        }

        public Task<ResendResult> ResendAsync(InviteReference invite, IReadOnlyList<DeliveryChannel> channels, CancellationToken cancellationToken)
        {
            books.Add("resend " + invite.Id);
            return Task.FromResult<ResendResult>(new ResendResult.Resent());
        }

        public Task<InviteStatus?> GetStatusAsync(InviteReference invite, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class WithdrawingSink(Books books) : PlainSink(books), IInviteWithdrawal
    {
        private readonly Books _books = books;

        public Task<WithdrawResult> ArchiveAsync(InviteReference invite, CancellationToken cancellationToken)
        {
            _books.Add("archive " + invite.Id);
            return Task.FromResult<WithdrawResult>(new WithdrawResult.Archived());
        }
    }
}

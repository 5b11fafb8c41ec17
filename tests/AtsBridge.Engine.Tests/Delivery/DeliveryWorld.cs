using AtsBridge.Delivery;
using AtsBridge.Engine.Tests.Sync;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Storage;
using AtsBridge.Sync;
using AtsBridge.Transitions;
using NSubstitute;
using NSubstitute.Extensions;

#pragma warning disable xUnit1051 // These calls tell a substitute what to answer; nothing waits for them.

namespace AtsBridge.Engine.Tests.Delivery;

/// <summary>The real store with invites in it, and a sink that says what a test wants.</summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    private readonly string _folder = SyncWorld.NewFolder();

    internal DeliveryWorld()
    {
        Store = SyncWorld.OpenCopy(_folder, Time);
        Sink = Substitute.For<IInviteSink, IInviteFinder, IRateLimited>();
        ((IRateLimited)Sink).RateLimits.Returns([]);
        Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(call => Create(call.Arg<InviteRequest>()));
        Finder.Configure().FindAsync(default!, default).ReturnsForAnyArgs(new FindResult.Nothing());
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal SettableTime Time { get; } = new(Some.Now);

    /// <summary>What the steady clock counts from.</summary>
    internal string ClockOrigin { get; set; } = "this start";

    private DeliveryClocks? _clocks;

    internal AtsBridgeStore Store { get; }

    internal IInviteSink Sink { get; set; }

    internal IInviteFinder Finder => (IInviteFinder)Sink;

    internal DeliveryPolicy Policy { get; set; } = new() { Concurrency = 1 };

    /// <summary>Every call of the sink, in order, as <c>person A</c>, <c>invite A</c>, <c>find A</c>.</summary>
    internal List<(DateTimeOffset At, string What)> Calls { get; } = [];

    internal ConfiguredSink Configured => new("gather", Sink, Policy);

    /// <summary>The clocks of the process that runs now.</summary>
    internal DeliveryClocks Clocks => _clocks ??= new(Store.Delivery, Time, ClockOrigin, beside: false);

    internal InviteActs Acts => new(Store.Ledger, Store.Delivery, Time, Clocks);

    /// <summary>What a sink does that works: the person first, then the invite.</summary>
    internal Task<CreateResult> Create(InviteRequest request)
    {
        var person = request.PersonReference is null;
        lock (Calls)
        {
            Calls.Add((Time.GetUtcNow(), $"{(person ? "person" : "invite")} {request.Reference.Split(':')[1]}"));
        }

        return Task.FromResult<CreateResult>(person
            ? new CreateResult.PersonReady("p-" + request.PersonExternalId)
            : new CreateResult.Created(new("i-" + request.Reference), new(InviteProgress.Sent, "sent")));
    }

    internal string Made => string.Join(", ", Calls.Select(c => c.What));

    /// <summary>The sink fails with this in its first so many calls, and works afterwards.</summary>
    internal void FailFirst(int calls, Func<Exception> fault, bool butCarriesOut = false)
    {
        var left = calls;
        Sink.Configure().CreateAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            var result = Interlocked.Decrement(ref left) >= 0 && !butCarriesOut ? null : await Create(call.Arg<InviteRequest>());
            return Volatile.Read(ref left) >= 0 ? throw fault() : result!;
        });
    }

    internal void Finds(FindResult result) => Finder.Configure().FindAsync(default!, default).ReturnsForAnyArgs(call =>
    {
        Calls.Add((Time.GetUtcNow(), $"find {call.Arg<InviteRequest>().Reference.Split(':')[1]}"));
        return result;
    });

    /// <summary>Puts one due invite for each key into the ledger, as a sync does.</summary>
    internal async Task AddAsync(params string[] keys)
    {
        await using var session = await Store.Sync.OpenAsync("acme", SyncMode.Commit, Cancellation);
        var run = await session.BeginRunAsync(Time.GetUtcNow(), Cancellation);
        await using var seal = await session.BeginSealAsync(Cancellation);
        await seal.WriteAsync(run, Time.GetUtcNow(), [.. keys.Select(Sealed)], Cancellation);
        await seal.CompleteAsync(
            new() { Baselined = true }, new() { RunId = run, Source = "acme", StartedAt = Time.GetUtcNow(), Outcome = RunOutcome.Succeeded }, Cancellation);
    }

    internal Task<DeliverySummary> DeliverAsync(CancellationToken? cancellation = null) =>
        new InviteDelivery(Store.Delivery, Time, Clocks).DeliverDueAsync(Configured, progress: null, cancellation ?? Cancellation);

    /// <summary>The process is started again; what the store knows is all that is left.</summary>
    internal void Restart()
    {
        _clocks?.Dispose();
        _clocks = null;
    }

    /// <summary>Delivers and goes on to whatever is due next, as the host does, until nothing happens by itself.</summary>
    internal async Task<DeliverySummary> DeliverAllAsync()
    {
        for (var round = 0; ; round++)
        {
            Assert.True(round < 1_000, "It never ends.");
            var summary = await DeliverAsync();
            if (summary.NextAt is not { } next)
            {
                return summary;
            }

            Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.FromSeconds(1));
        }
    }

    internal async Task<Invite> InviteAsync(string key) => (await InvitesAsync()).Single(i => i.ApplicationKey == key);

    internal Task<IReadOnlyList<Invite>> InvitesAsync() => Store.Ledger.ListAsync(new InviteFilter { Limit = 1_000 }, Cancellation);

    internal async Task<IReadOnlyList<Attempt>> AttemptsAsync(string key) => await Store.Ledger.AttemptsAsync((await InviteAsync(key)).Id, Cancellation);

    private SealedChange Sealed(string key)
    {
        var application = Some.Application(key);
        var transition = new StageTransition(TransitionKind.Appeared, null, application, Time.GetUtcNow());
        return new(new(ChangeKind.New, null, application, 1), key, transition, new Decision(Verdict.Invite, Some.Route()), new Invite
        {
            Source = "acme", ApplicationKey = key, Sink = "gather", Route = "engineering", CreatedAt = Time.GetUtcNow(), ChangedAt = Time.GetUtcNow(),
            Identities = PersonIdentity.Of("acme", application), Delivery = new() { State = InviteState.Due, NotBefore = Time.GetUtcNow() },
            Request = new()
            {
                Reference = $"acme:{key}:engineering", PersonExternalId = "acme:C-" + key, InterviewId = Some.Interview,
                FirstName = "Ada", LastName = "Beispiel", Email = key + "@example.com", Channels = [DeliveryChannel.Email],
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _clocks?.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

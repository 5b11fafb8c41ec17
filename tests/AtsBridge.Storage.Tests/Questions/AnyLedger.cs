using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Statuses;
using AtsBridge.Storage.Opening;
using AtsBridge.Storage.Tables;
using AtsBridge.Sync;
using AtsBridge.Transitions;

namespace AtsBridge.Storage.Tests.Questions;

/// <summary>
/// A ledger of any rows, past all that a sync would make of them: the same keys in several sources, keys that are ids of others, no
/// invites and many, in every state, with and without attempts and decisions.
/// </summary>
internal sealed class AnyLedger(Random random)
{
    internal static readonly string[] Sources = ["acme", "other", "third"];
    internal static readonly string[] Sinks = ["gather", "second"];
    internal static readonly string[] Routes = ["one", "two"];
    internal static readonly string[] Names = ["1", "2", "c3", "4@example.com", "nobody"];

    private static readonly string[] Stages = ["INTERVIEW", "OFFER", "SCREEN"];

    internal static async Task FillAsync(SqliteStore store, int seed)
    {
        await using var database = SqliteOpener.Open(store.ConnectionString, StoreAccess.Operator, store.Time);
        await database.WriteAsync(
            db =>
            {
                new AnyLedger(new Random(seed)).Fill(db);
                return Task.FromResult(0);
            }, TestContext.Current.CancellationToken);
    }

    private void Fill(StoreDb db)
    {
        Insert(db, Many(12, Run));
        Insert(db, Sources.Select(s => new SourceRow { Name = s, RouteStages = "[]" }));
        Insert(db, Sources.SelectMany(source => Names.Where(_ => Half()).Select(key => Application(source, key))));
        Insert(db, Sources.SelectMany(source => Stages.Where(_ => Half()).Select(stage => new StageSeenRow { Source = source, Stage = stage })));
        // Of one source they are kept, as the plan finds it nearly always; of the others they may be to be counted.
        Insert(db, Sources.Where(s => s == "acme" || Half()).SelectMany(source => Stages.Take(2).Select(stage => new StageHeadRow { Source = source, Stage = Half() ? stage : null, StageId = stage, Heads = 1 })));
        Insert(db, Sources.SelectMany(source => Stages.Select(stage => new StageMoveRow { Source = source, FromStage = stage, ToStage = "X", Most = 18 + random.Next(5) })));
        Insert(db, Many(30, Transition));
        Insert(db, Enumerable.Range(1, 30).Where(_ => random.Next(5) > 0).Select(Decision));
        Insert(db, Many(random.Next(3) == 0 ? 0 : 40, Invite));
        var invites = StoredInvites(db);
        Insert(db, Many(invites == 0 ? 0 : 40, id => Attempt(id, 1 + random.Next(invites))));
        Insert(db, Many(15, Quarantined));
        Insert(db, Many(15, Webhook));
        Insert(db, Sinks.Where(_ => Half()).Select(sink => new SinkStateRow { Sink = sink, StoppedReason = Maybe("no key"), ChangedAt = Time(), LimitedUntil = MaybeTime() }));
        Insert(db, Sinks.Where(_ => Half()).Select(sink => new PauseRow { Scope = nameof(PauseScope.Sink), Name = sink, Since = Time(), Reason = Maybe("holiday") }));
        Insert(db, Routes.Where(_ => Half()).Select(route => new PauseRow { Scope = nameof(PauseScope.Route), Name = route, Since = Time() }));
    }

    private static void Insert<T>(StoreDb db, IEnumerable<T> rows)
        where T : class => db.InsertAll(rows, TestContext.Current.CancellationToken);

    private static int StoredInvites(StoreDb db) => db.Invites.Count();

    private RunRow Run(int id) => new()
    {
        Id = id, Source = One(Sources), SetName = Maybe("monday.csv"), StartedAt = Time(), FinishedAt = MaybeTime(), Outcome = Word<RunOutcome>(), Reason = Maybe("it broke"),
        Baseline = Half(), RecordsRead = Number(), Unchanged = Number(), Changed = Number(), New = Number(), Quarantined = Number(), Vanished = Number(), Known = Number(), Moved = Number(),
        Guard = Maybe("many moved"), Since = Maybe("c1"), Until = Maybe("c2"), IsPartial = random.Next(4) == 0, Transitions = Number(), Invited = Number(), Held = Number(),
        Suppressed = Half() ? "{}" : $$"""{"{{Word<SuppressReason>()}}":3}""", Cancelled = Number(), Notes = Half() ? "[]" : """["a note"]""",
    };

    private ApplicationRow Application(string source, string key) => new()
    {
        Source = source, ApplicationKey = key, ApplicationId = Maybe(One(Names)), CandidateId = Maybe(One(Names)), EmailIdentity = Maybe(PersonIdentity.OfEmail(One(Names))),
        Stage = Maybe(One(Stages)), StageId = Maybe(One(Stages)), Present = Half(), Fingerprint = new byte[16], FirstRun = random.Next(14), LastRun = random.Next(14), ChangedAt = Time(),
        ReducedAt = MaybeTime(), Body = ApplicationJson.Write(World.Application(key, One(Stages))),
    };

    private TransitionRow Transition(int id) => new()
    {
        Id = id, RunId = 1 + random.Next(12), Source = One(Sources), ApplicationKey = One(Names), Kind = Word<TransitionKind>(), FromStage = Maybe(One(Stages)), FromStageId = Maybe("id"),
        FromStatus = Maybe(Word<ApplicationStatus>()), ToStage = Maybe(One(Stages)), ToStageId = Maybe("id"), ToStatus = Word<ApplicationStatus>(), OccurredAt = Time(), ObservedAt = Time(),
        Position = Maybe("monday.csv, row 17"),
    };

    private DecisionRow Decision(int transition) => new()
    {
        TransitionId = transition, Verdict = Word<Verdict>(), Route = Maybe(One(Routes)), Suppressed = Maybe(Word<SuppressReason>()), Held = Maybe(Word<HoldReason>()), Detail = Maybe("too late"),
        InviteId = Half() ? null : Number(),
    };

    private InviteRow Invite(int id)
    {
        var state = Word<InviteState>();
        return new()
        {
            Id = id, RunId = 1 + random.Next(12), Source = One(Sources), ApplicationKey = One(Names), Sink = One(Sinks), Route = One(Routes), Backfill = Half(),
            Request = random.Next(9) == 0 ? "no request" : """{"Reference":"r","PersonExternalId":"p","InterviewId":"i","FirstName":"Ann","LastName":"O'Neil","Channels":["Email"]}""",
            Identities = """["e:A"]""", State = state, Held = state == nameof(InviteState.Held) ? Maybe(Word<HoldReason>()) : null, NotBefore = MaybeTime(), PersonReference = Maybe("p"),
            InviteReference = Maybe("i"), Attempts = random.Next(9), EmptyLookUps = random.Next(9), FailedLookUps = random.Next(9), SaidToExist = Half(), CancelRequested = Half(),
            Wish = Maybe(Word<SinkAct>()), WishUnderWay = Half(), SentAt = MaybeTime(), LastSentAt = MaybeTime(), Reminders = random.Next(9), ResentAt = MaybeTime(), SinkStatus = Maybe("opened"),
            StatusAt = MaybeTime(), ExpiresAt = MaybeTime(), Reason = Maybe("because"), IsOpen = Half(), StatusAskedAt = MaybeTime() ?? 0, GuardRun = Half() ? null : 1 + random.Next(12),
            LeavesRoom = Half(), AwaitsPass = Half(), Epoch = Number(), CreatedAt = Time(), ChangedAt = Time(),
        };
    }

    private AttemptRow Attempt(int id, long invite) => new()
    {
        Id = id, InviteId = invite, Sink = One(Sinks), Kind = Word<AttemptKind>(), StartedAt = Time(), FinishedAt = MaybeTime(), Outcome = Word<AttemptOutcome>(), Detail = Maybe("said no"),
    };

    private QuarantineRow Quarantined(int id) => new()
    {
        Id = id, RunId = 1 + random.Next(12), Source = One(Sources), Resource = "monday.csv", RowNumber = Half() ? null : Number(), Field = Maybe("email"), Reason = "no address",
        ApplicationKey = Maybe(One(Names)), Excerpt = Maybe("Ann"), At = Time(), Baseline = Half(), Ended = Maybe(Word<QuarantineEnd>()), EndedAt = MaybeTime(),
    };

    private WebhookRow Webhook(int id) => new()
    {
        Id = id, Sink = One(Sinks), Delivery = FormattableString.Invariant($"d{id}"), Event = "e", Reference = "i", Progress = nameof(InviteProgress.Sent), Word = "sent", At = Time(),
        ReceivedAt = Time(), State = Word<WebhookState>(), SettledAt = MaybeTime(),
    };

    private static IEnumerable<T> Many<T>(int count, Func<int, T> row) => Enumerable.Range(1, count).Select(row);

    private bool Half() => random.Next(2) == 0;

    private long Number() => random.Next(100);

    /// <summary>Two days around the time of the questions, in whole hours, so that some fall on it.</summary>
    private long Time() => StoreTime.Store(World.Start.AddHours(random.Next(-30, 18)));

    private long? MaybeTime() => Half() ? null : Time();

    private string? Maybe(string text) => Half() ? null : text;

    private string Word<T>()
        where T : struct, Enum => One(Enum.GetNames<T>());

    private T One<T>(T[] all) => all[random.Next(all.Length)];
}

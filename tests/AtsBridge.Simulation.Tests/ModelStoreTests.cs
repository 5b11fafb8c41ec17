using System.Text.Json;
using AtsBridge.Delivery;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Simulation.Clockwork;
using AtsBridge.Simulation.Store;

namespace AtsBridge.Simulation.Tests;

/// <summary>The store in memory means what the real one means: the same acts in the same order, and every answer compared.</summary>
public sealed class ModelStoreTests
{
    private const string Sink = "gather";
    private const int Acts = 120;

    private static readonly DeliveryPolicy Policy = new() { SettleTime = TimeSpan.FromSeconds(40), AttemptTimeout = TimeSpan.FromSeconds(7), MaxAttempts = 3 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void TheModelAnswersAsTheRealStoreDoes(int seed)
    {
        using var real = new SqliteWorldStore();
        var model = new ModelStore();
        var (ours, theirs) = (new Actor(model, (ulong)seed), new Actor(real, (ulong)seed));
        for (var i = 0; i < Acts; i++)
        {
            var (expected, actual) = (theirs.Act(), ours.Act());
            Assert.True(expected == actual, $"seed {seed}, act {i}\n real: {expected}\nmodel: {actual}");
        }

        Assert.Equal(theirs.Everything(), ours.Everything());
    }

    /// <summary>Does random things to a store, the same to every store of one seed as long as they answer alike.</summary>
    private sealed class Actor(IWorldStore store, ulong seed)
    {
        private readonly Dice _dice = new(seed);
        private readonly List<Claim.Work> _work = [];
        private readonly List<(long Attempt, long Invite)> _questions = [];
        private readonly List<ResendPermit.Granted> _resends = [];
        private DateTimeOffset _now = NodeTime.True(0);
        private long _steady;
        private int _applications;

        internal string Act()
        {
            var passed = _dice.Ticks(0, _dice.Of(0, 3, 30, 600) * TimeSpan.TicksPerSecond);
            _steady += passed;
            _now = _now.AddTicks(passed + (_dice.OneIn(15) ? _dice.Seconds(-3_000, 3_000) : 0));
            var act = _dice.Below(33);
            return $"{act}: " + act switch
            {
                < 4 => Insert(),
                < 11 => Claim(),
                < 16 => Finish(),
                16 => Begin(),
                17 => Page(),
                18 => Text(Now(store.OpenInvitesAsync(Sink, _now.AddSeconds(-_dice.Below(100)), _dice.Among(1, 5), default))),
                19 => Stop(),
                20 or 21 => Clock(),
                22 => Limit(),
                23 => Report(),
                24 or 25 => Change(),
                26 => ChangeAll(),
                27 => Pause(),
                28 => Unanswered(),
                29 or 30 => Resend(),
                31 => EndResend(),
                _ => EndRun(),
            };
        }

        internal string Everything() => Text(store.Invites) + string.Join('\n', store.Invites.Select(i => JsonSerializer.Serialize(Now(store.AttemptsAsync(i.Id, default)))));

        private IReadOnlyList<RateLimit> Limits() => _dice.OneIn(2) ? [] : [new() { Permits = _dice.Among(1, 6), Window = TimeSpan.FromMilliseconds(_dice.Among(1_000, 90_000)) }];

        private string Insert()
        {
            var key = $"{++_applications}";
            var human = _dice.Below(6);
            var run = _dice.OneIn(5) ? _applications : 0;
            return $"{store.Insert(new()
            {
                Source = "acme", ApplicationKey = key, Sink = _dice.OneIn(8) ? "other" : Sink, Route = _dice.Of("one", "two"), Backfill = _dice.OneIn(4),
                Identities = [$"c:{human}", .. _dice.OneIn(2) ? new[] { $"e:{human}" } : [], $"a:{key}"], CreatedAt = _now, ChangedAt = _now,
                Request = new()
                {
                    Reference = key, PersonExternalId = $"h{human}", InterviewId = _dice.Of("i1", "i2", "i3"), FirstName = "Ann", LastName = "O", Channels = [DeliveryChannel.Email],
                },
                Delivery = _dice.OneIn(4)
                    ? new() { State = InviteState.Held, Held = _dice.Of(HoldReason.UndoWindow, HoldReason.GuardTripped), NotBefore = _now.AddSeconds(_dice.Below(200)) }
                    : new() { State = InviteState.Due, NotBefore = _now },
            }, run)}";
        }

        private string Claim()
        {
            var claim = Now(store.ClaimAsync(Sink, _now, Limits(), Policy, s => DeliveryStep.Step(s, new DeliveryEvent.Wake(_now), Policy), default));
            if (claim is Claim.Work work)
            {
                _work.Add(work);
                return $"{Text([work.Invite])} {work.Effect} {work.AttemptId} {work.LeaseEndsAt:O}";
            }

            return claim.ToString();
        }

        private string Finish()
        {
            if (_work.Count == 0)
            {
                return "nothing";
            }

            // Now and then twice, and long after.
            var work = _work[_dice.Below(_work.Count)];
            DeliveryEvent happened = (work.Effect, _dice.Below(8)) switch
            {
                (DeliveryEffect.LookUp, 0) => new DeliveryEvent.FoundNothing(_now),
                (DeliveryEffect.LookUp, 1) => new DeliveryEvent.LookUpFailed(_now, "failed"),
                (DeliveryEffect.Resend or DeliveryEffect.Remind, < 5) => new DeliveryEvent.Resent(_now),
                (DeliveryEffect.Archive, < 5) => new DeliveryEvent.Archived(_now),
                (_, 2) => new DeliveryEvent.OutcomeUnknown(_now, "cut off"),
                (_, 3) => new DeliveryEvent.Limited(_now, _now.AddSeconds(_dice.Below(100))),
                (_, 4) => new DeliveryEvent.KeyRefused(_now),
                (_, 5) => new DeliveryEvent.NotCarriedOut(_now, "no connection"),
                // Found at once, by our own reference: nobody knows what the sink calls the person.
                (_, < 7) when work.Invite.Delivery.PersonReference is null => new DeliveryEvent.PersonKnown(_now, $"p{work.Invite.Identities[0]}"),
                _ => new DeliveryEvent.InviteKnown(_now, $"i{work.Invite.Id}", new(InviteProgress.Sent, "sent", _now.AddSeconds(_dice.Below(900))), false),
            };
            var (state, _) = DeliveryStep.Step(work.Invite.Delivery, happened, Policy);
            return $"{Now(store.FinishAttemptAsync(work.AttemptId, Outcome(), "said", work.Invite with { Delivery = state }, _now, default))}";
        }

        private string Resend()
        {
            if (store.Invites.Count == 0)
            {
                return "nothing";
            }

            var (known, objects) = (default(DateTimeOffset?), _dice.OneIn(3));
            var permit = Now(store.BeginResendAsync(
                _dice.Among(1, store.Invites.Count), _now, Limits(), Policy,
                i =>
                {
                    known = i.Delivery.PersonResentAt;
                    return objects ? "no" : null;
                },
                default));
            _resends.AddRange(permit is ResendPermit.Granted granted ? [granted] : []);
            return $"{known:O} " + permit switch
            {
                ResendPermit.Granted g => $"{Text([g.Invite])} {g.AttemptId}",
                ResendPermit.Objected o => $"{Text([o.Invite])} {o.Words}",
                _ => $"{permit}",
            };
        }

        /// <summary>Many are never ended, and the invite of others has changed meanwhile.</summary>
        private string EndResend()
        {
            if (_resends.Count == 0)
            {
                return "nothing";
            }

            var (invite, attempt) = _resends[_dice.Below(_resends.Count)];
            var resent = invite with { Delivery = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.Resent(_now), Policy).State };
            return $"{Now(store.FinishAttemptAsync(attempt, Outcome(), "said", resent, _now, default))}";
        }

        private AttemptOutcome Outcome() => _dice.Of(
            AttemptOutcome.Done, AttemptOutcome.Done, AttemptOutcome.Unknown, AttemptOutcome.NotCarriedOut, AttemptOutcome.RateLimited, AttemptOutcome.Refused);

        private string Begin()
        {
            if (store.Invites.Count == 0)
            {
                return "nothing";
            }

            var invite = _dice.Among(1, store.Invites.Count);
            var attempt = Now(store.BeginAttemptAsync(invite, AttemptKind.Status, _now, Limits(), Policy, default));
            _questions.AddRange(attempt is { } number ? [(number, (long)invite)] : []);
            return $"{attempt}";
        }

        private string Page()
        {
            if (_questions.Count == 0)
            {
                return "nothing";
            }

            var (attempt, number) = _questions[_dice.Below(_questions.Count)];
            var invite = Now(store.FindAsync(number, default))!;
            var status = new InviteStatus(_dice.Of(InviteProgress.PartiallyCompleted, InviteProgress.Completed, InviteProgress.Sent), "word", _now.AddSeconds(_dice.Below(900)), NodeTime.True(_steady));
            var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.StatusSeen(_now, status), Policy);
            var stale = _dice.OneIn(4) ? 1 : 0;
            return string.Join(',', Now(store.FinishPageAsync(
                attempt, AttemptOutcome.Done, "page", [invite with { Delivery = state, StatusAskedAt = _now, Epoch = invite.Epoch - stale }], _now, default)));
        }

        private string Stop()
        {
            Now(store.SetStoppedAsync(Sink, _dice.OneIn(3) ? "401" : null, _now, default));
            return $"{Now(store.StoppedAsync(Sink, default))}";
        }

        private string Clock() => $"{Now(store.CheckClockAsync(Sink, new(_now, TimeSpan.FromTicks(_steady), _dice.Of("a", "a", "a", "b")), _dice.OneIn(3), Policy, default))}";

        private string Limit()
        {
            Now(store.LimitAsync(Sink, _now.AddTicks(_dice.Seconds(-10, 60)), default));
            return "";
        }

        private string Report()
        {
            Now(store.ReportAsync(Sink, new(_dice.Below(5), _now.AddTicks(_dice.Seconds(0, 60))), _now, Limits(), Policy, default));
            return "";
        }

        private string Change()
        {
            if (store.Invites.Count == 0)
            {
                return "nothing";
            }

            var invite = Now(store.FindAsync(_dice.Among(1, store.Invites.Count), default))!;
            DeliveryEvent happened = _dice.Below(6) switch
            {
                0 => new DeliveryEvent.Cancel(_now, "cancelled"),
                1 => new DeliveryEvent.Release(_now),
                2 => new DeliveryEvent.Retry(_now),
                3 => new DeliveryEvent.Ask(_now, SinkAct.Archive),
                4 => new DeliveryEvent.Ask(_now, SinkAct.Resend),
                _ => new DeliveryEvent.Ask(_now, SinkAct.Remind),
            };
            var changed = invite with { Delivery = DeliveryStep.Step(invite.Delivery, happened, Policy).State, Epoch = invite.Epoch - (_dice.OneIn(6) ? 1 : 0) };
            return $"{Now(store.ChangeAsync(changed, _now, default))}";
        }

        private string ChangeAll()
        {
            var ids = Enumerable.Range(0, 3).Select(_ => (long)_dice.Among(1, 12)).ToList();
            var changes = Now(store.ChangeAllAsync(
                ids, i => i with { Delivery = DeliveryStep.Step(i.Delivery, new DeliveryEvent.Release(_now), Policy).State, AwaitsPass = false }, _now, default));
            return string.Join(';', changes.Select(c => Text(c.After is null ? [c.Before] : [c.Before, c.After])));
        }

        private string Pause()
        {
            var (scope, name) = _dice.OneIn(2) ? (PauseScope.Sink, Sink) : (PauseScope.Route, "one");
            var done = _dice.OneIn(2) ? Now(store.PauseAsync(new(scope, name, _now, "why"), default)) : Now(store.ResumeAsync(scope, name, default));
            return $"{done} {JsonSerializer.Serialize(Now(store.PausesAsync(default)))}";
        }

        private string Unanswered() => Text(Now(store.UnansweredAsync("one", _dice.Among(1, 2), _now.AddHours(-1), _now, 5, default)));

        private string EndRun()
        {
            store.EndRun(_dice.Among(1, Math.Max(1, _applications)));
            return "";
        }

        /// <summary>Numbers of runs are the store's own.</summary>
        private static string Text(IReadOnlyList<Invite> invites) => JsonSerializer.Serialize(invites.Select(i => i with { RunId = 0 }));

        private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();

        private static void Now(Task task) => task.GetAwaiter().GetResult();
    }
}

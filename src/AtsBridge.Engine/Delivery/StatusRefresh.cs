using System.Collections.Concurrent;
using AtsBridge.Ledger;
using AtsBridge.Statuses;

namespace AtsBridge.Delivery;

/// <summary>
/// Asks the sink where sent invites stand, with half of the rate budget at most: sending comes first. By pages where the sink
/// lists its invites and a page tells of more than one, and one by one otherwise.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="statuses">Where it is noted what a webhook should have told.</param>
/// <param name="clocks">The clock of each sink.</param>
public sealed class StatusRefresh(IDeliveryStore store, IStatusStore statuses, DeliveryClocks clocks)
{
    /// <summary>Invites that a round looks for; a page tells of a hundred.</summary>
    private const int MostInvites = 2_000;

    /// <summary>The page of an interview that comes next: a round that may not read all of them must not read the same ones for ever.</summary>
    private readonly ConcurrentDictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Asks for the invites that were not asked for in this long, those asked for longest ago first.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="notAskedFor">Only invites last asked for so long ago.</param>
    /// <param name="most">Requests at most.</param>
    /// <param name="cancellationToken">Starts no further request.</param>
    /// <returns>How many invites were asked for, and how many stand elsewhere now.</returns>
    public async Task<(int Asked, int Moved)> RefreshAsync(ConfiguredSink sink, TimeSpan notAskedFor, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var clock = clocks.Of(sink.Name);
        await clock.BeginAsync(sink, cancellationToken);
        try
        {
            var round = new Round(sink, new(store, clock), clock, most, cancellationToken);
            await RefreshAsync(round, notAskedFor);
            return (round.Asked, round.Moved);
        }
        finally
        {
            clock.End();
        }
    }

    private async Task RefreshAsync(Round round, TimeSpan notAskedFor)
    {
        var sink = round.Sink;
        var listing = sink.Sink as IInviteListing;
        var due = await store.OpenInvitesAsync(
            sink.Name, round.Clock.GetUtcNow() - notAskedFor, listing is null ? round.Left : MostInvites, round.Cancellation);
        // Two applications that are one person at the platform have one invite there: whatever is answered is true of both.
        var same = due.GroupBy(i => new InviteReference(i.Delivery.InviteReference!)).ToDictionary(g => g.Key, g => g.ToList());
        if (listing is not null)
        {
            foreach (var interview in same.GroupBy(r => r.Value[0].Request.InterviewId, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            {
                await ListAsync(round, listing, interview.Key, interview.ToDictionary());
            }
        }

        foreach (var (reference, invites) in same.Where(r => !round.Told.Contains(r.Key)))
        {
            var mark = round.Clock.Mark();
            if (await BeginAsync(round, invites[0]) is not { } attempt)
            {
                break;
            }

            var outcome = await round.Question.AskAsync(
                sink, invites, attempt, mark, token => sink.Sink.GetStatusAsync(reference, token), round.Cancellation);
            round.Asked += invites.Count;
            round.Stop |= outcome.Stop;
            if (outcome.Answered)
            {
                await TakeAsync(round, attempt, outcome.Answer?.Word ?? "not found", outcome.Asked, [.. invites.Select(i => (i, outcome.Answer))]);
            }
        }
    }

    private async Task ListAsync(Round round, IInviteListing listing, string interviewId, Dictionary<InviteReference, List<Invite>> waiting)
    {
        var page = _next.GetValueOrDefault(interviewId, 1);
        for (var (read, pages) = (0, 1); read < pages && waiting.Count > 0; read++)
        {
            var mark = round.Clock.Mark();
            // As soon as the pages that are left are more than the invites, asking one by one is cheaper.
            if (pages - read > waiting.Count || await BeginAsync(round, waiting.Values.First()[0]) is not { } attempt)
            {
                return;
            }

            var number = page;
            var outcome = await round.Question.AskAsync(round.Sink, [], attempt, mark, token => listing.ListAsync(interviewId, number, token), round.Cancellation);
            round.Stop |= outcome.Stop;
            if (!outcome.Answered)
            {
                return;
            }

            var told = outcome.Answer!.Statuses.Where(s => waiting.ContainsKey(s.Key))
                .SelectMany(s => waiting[s.Key].Select(i => (i, (InviteStatus?)s.Value))).ToList();
            foreach (var reference in outcome.Answer.Statuses.Keys.Where(waiting.Remove))
            {
                round.Told.Add(reference);
            }

            round.Asked += told.Count;
            pages = outcome.Answer.Pages;
            page = page < pages ? page + 1 : 1;
            _next[interviewId] = page;
            await TakeAsync(round, attempt, FormattableString.Invariant($"page {number} of {pages}: {told.Count} of ours"), outcome.Asked, told);
        }
    }

    private async Task<long?> BeginAsync(Round round, Invite invite)
    {
        if (round.Stop || round.Left-- <= 0 || round.Cancellation.IsCancellationRequested)
        {
            return null;
        }

        return await store.BeginAttemptAsync(invite.Id, AttemptKind.Status, round.Clock.GetUtcNow(), round.Share, round.Sink.Policy, round.Cancellation);
    }

    private async Task TakeAsync(Round round, long attempt, string words, DateTimeOffset asked, IReadOnlyList<(Invite Invite, InviteStatus? Status)> answers)
    {
        var now = round.Clock.GetUtcNow();
        var taken = answers.Select(a => Take(round.Sink, a.Invite, a.Status, asked, now)).ToList();
        // Not written where a webhook was quicker: the next round asks again.
        var written = await store.FinishPageAsync(attempt, AttemptOutcome.Done, words, [.. taken.Select(t => t.After)], now, CancellationToken.None);
        AttemptInstruments.Ended(round.Sink.Name, AttemptKind.Status, AttemptOutcome.Done);
        foreach (var (before, after, seen) in taken.Where(t => written.Contains(t.Before.Id) && t.After.Delivery.State != t.Before.Delivery.State))
        {
            round.Moved++;
            StatusInstruments.Learned(round.Sink.Name, "poll");
            if (after.Delivery.State != InviteState.Expired && WebhookIntake.Closed(round.Sink, now) is null)
            {
                await statuses.ExpectAsync(after, seen!, IsPromised(before, after.Delivery.State), now, CancellationToken.None);
            }
        }
    }

    private static (Invite Before, Invite After, InviteStatus? Seen) Take(
        ConfiguredSink sink, Invite invite, InviteStatus? status, DateTimeOffset asked, DateTimeOffset now)
    {
        // An answer without a moment of its own is of the question's: what happens while it is on its way is newer.
        var seen = status is null ? null : status with { At = StatusStep.AsOf(status, asked) };
        var (state, _) = DeliveryStep.Step(invite.Delivery, new DeliveryEvent.StatusSeen(now, seen), sink.Policy);
        return (invite, invite with { Delivery = state, StatusAskedAt = now }, seen);
    }

    /// <summary>An address on the invite itself gets its completion, and nothing else is promised.</summary>
    private static bool IsPromised(Invite before, InviteState now) =>
        before.Request.WebhookUrl is not null
        && before.Delivery.State is InviteState.Sent or InviteState.PartiallyCompleted or InviteState.Expired
        && now is InviteState.Completed or InviteState.Reviewed or InviteState.Hired;

    /// <summary>One round of questions.</summary>
    private sealed class Round(ConfiguredSink sink, StatusQuestion question, SinkClock clock, int most, CancellationToken cancellation)
    {
        internal ConfiguredSink Sink => sink;

        internal StatusQuestion Question => question;

        internal SinkClock Clock => clock;

        internal CancellationToken Cancellation => cancellation;

        /// <summary>Half of every limit: the rest is for sending.</summary>
        internal IReadOnlyList<RateLimit> Share { get; } = [.. sink.Limits.Select(l => l with { Permits = Math.Max(1, l.Permits / 2) })];

        internal int Left { get; set; } = most;

        internal HashSet<InviteReference> Told { get; } = [];

        internal int Asked { get; set; }

        internal int Moved { get; set; }

        internal bool Stop { get; set; }
    }
}

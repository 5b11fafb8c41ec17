using AtsBridge.Delivery;
using AtsBridge.Erasure;
using AtsBridge.Ledger;
using AtsBridge.Routing;
using AtsBridge.Transitions;

namespace AtsBridge.Sync;

/// <summary>
/// Gives every transition its decision, and every decision to invite its invite. Knows who has one already: from the store, and
/// from what it has decided itself and the store has not been told yet: in a sync one seal, in a plan all of the pass.
/// </summary>
internal sealed class Decider(ConfiguredSource source, ISyncSession session, RouteTable routes, ErasedRecords erased)
{
    private readonly HashSet<InviteIdentity> _claimed = [];
    private readonly HashSet<InviteIdentity> _freed = [];

    /// <summary>The identities of these invites are taken, some of which the store has not been told of yet.</summary>
    internal void Claim(IEnumerable<Invite> invites)
    {
        foreach (var identity in invites.SelectMany(Identities))
        {
            _claimed.Add(identity);
            _freed.Remove(identity);
        }
    }

    /// <summary>The identities of an invite that is cancelled here are free again.</summary>
    internal void Free(Invite invite)
    {
        foreach (var identity in Identities(invite))
        {
            _claimed.Remove(identity);
            _freed.Add(identity);
        }
    }

    /// <summary>Decides some transitions, in order.</summary>
    /// <param name="transitions">What happened.</param>
    /// <param name="terms">What the decisions depend on beside them.</param>
    /// <param name="runId">The run; 0 for a backfill.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal async Task<IReadOnlyList<(Decision Decision, Invite? Invite)>> DecideAsync(
        IReadOnlyList<StageTransition> transitions, DecisionTerms terms, long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = transitions.Select(t => Provisional(t, terms, now)).ToList();
        var wanted = first.Where(p => p.Decision.Verdict != Verdict.Suppress).SelectMany(Claims).ToHashSet();
        var taken = wanted.Count == 0 ? new HashSet<InviteIdentity>() : await session.TakenAsync(wanted, cancellationToken);
        var decided = new List<(Decision, Invite?)>(first.Count);
        foreach (var item in first)
        {
            if (item.Decision.Verdict == Verdict.Suppress)
            {
                decided.Add((item.Decision, null));
                continue;
            }

            if (erased.Contains(item.Transition.After))
            {
                decided.Add((Router.Decide(item.Transition, item.Match, item.Facts with { Erased = true }), null));
                continue;
            }

            var claims = Claims(item).ToList();
            if (claims.Exists(c => _claimed.Contains(c) || (taken.Contains(c) && !_freed.Contains(c))))
            {
                decided.Add((Router.Decide(item.Transition, item.Match, item.Facts with { AlreadyInvited = true }), null));
                continue;
            }

            _claimed.UnionWith(claims);
            decided.Add((item.Decision, MakeInvite(item, runId, now)));
        }

        return decided;
    }

    /// <summary>
    /// What an invite asks for, with the person's data as they are now: a corrected address must not be passed by. Only before
    /// the sink knows the person; afterwards it sends to the address that it has.
    /// </summary>
    internal InviteRequest Renewed(Invite invite, Application application)
    {
        var old = invite.Request;
        if (invite.Delivery.PersonReference is not null
            || invite.Delivery.State is not (InviteState.Held or InviteState.Due or InviteState.Waiting or InviteState.Rejected)
            || routes.Named(source.Name, invite.Route) is not { } route)
        {
            return old;
        }

        var phone = PhoneNumberNormalizer.ToE164(application.Phone?.Raw, source.DefaultRegion);
        var (channels, none, _) = Contact.Ways(route.Invite.Channels, application, phone);
        var same = (old.FirstName, old.LastName, old.Email, old.Phone, old.SmsOptIn, old.TimeZone)
            == (application.FirstName, application.LastName, application.Email?.Value, phone, application.SmsOptIn, application.TimeZone)
            && old.Channels.SequenceEqual(channels);
        // Without any way left the old data stand: the sink will refuse them, or a person decides.
        return same || none is not null ? old : old with
        {
            FirstName = application.FirstName,
            LastName = application.LastName,
            Email = application.Email?.Value,
            Phone = phone,
            SmsOptIn = application.SmsOptIn,
            TimeZone = application.TimeZone,
            Channels = channels,
        };
    }

    private static IEnumerable<InviteIdentity> Identities(Invite invite) =>
        invite.Identities.Select(i => new InviteIdentity(invite.Sink, invite.Request.InterviewId, i));

    private Item Provisional(StageTransition transition, DecisionTerms terms, DateTimeOffset now)
    {
        var match = routes.Find(source.Name, transition.After);
        // Only of a change of status alone does anybody ask what route took the application before.
        var before = match is null || transition is not { Kind: TransitionKind.StatusChanged, Before: { } was } ? null : routes.Find(source.Name, was);
        var facts = new DecisionFacts
        {
            Now = now,
            FirstSync = match is not null && terms.FirstSync(transition, match),
            Tripped = terms.Tripped(transition),
            AgeOfStanding = terms.AgeOfStanding,
            MatchedBefore = before is { StatusFits: true } && ReferenceEquals(before.Route, match!.Route),
            AlreadyInvited = false,
            // Only those whom a route takes are worth the parsing of a number.
            Phone = match is { StatusFits: true } ? PhoneNumberNormalizer.ToE164(transition.After.Phone?.Raw, source.DefaultRegion) : null,
        };
        return new(transition, match, facts, Router.Decide(transition, match, facts));
    }

    private IEnumerable<InviteIdentity> Claims(Item item) =>
        PersonIdentity.Of(source.Name, item.Transition.After)
            .Select(i => new InviteIdentity(item.Decision.Route!.Sink, item.Decision.Route.Invite.InterviewId, i));

    private Invite MakeInvite(Item item, long runId, DateTimeOffset now)
    {
        var application = item.Transition.After;
        var route = item.Decision.Route!;
        var held = item.Decision.Held;
        return new Invite
        {
            RunId = runId,
            Source = source.Name,
            ApplicationKey = application.Key,
            Sink = route.Sink,
            Route = route.Name,
            Backfill = item.Transition.Kind == TransitionKind.Backfilled,
            Identities = PersonIdentity.Of(source.Name, application),
            CreatedAt = now,
            ChangedAt = now,
            GuardRun = held == HoldReason.GuardTripped ? runId : null,
            Delivery = new DeliveryState
            {
                State = held is null ? InviteState.Due : InviteState.Held,
                Held = held,
                NotBefore = held switch
                {
                    null => now,
                    HoldReason.GuardTripped => null,
                    _ => now + route.HoldFor,
                },
                Reason = held == HoldReason.GuardTripped ? item.Facts.Tripped : null,
            },
            Request = new InviteRequest
            {
                Reference = $"{source.Name}:{application.Key}:{route.Name}",
                PersonExternalId = route.Invite.Person.Of(source.Name, application),
                InterviewId = route.Invite.InterviewId,
                FirstName = application.FirstName,
                LastName = application.LastName,
                Email = application.Email?.Value,
                Phone = item.Facts.Phone,
                SmsOptIn = application.SmsOptIn,
                TimeZone = application.TimeZone,
                Channels = item.Decision.Channels!,
                ExpiryDays = route.Invite.ExpiryDays,
                ExternalRedirectUri = route.Invite.ExternalRedirectUri,
                WebhookUrl = route.Invite.WebhookUrl,
            },
        };
    }

    private sealed record Item(StageTransition Transition, RouteMatch? Match, DecisionFacts Facts, Decision Decision);
}

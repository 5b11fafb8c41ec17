using System.Globalization;
using System.Net;
using System.Text;
using AtsBridge.Testing.Tests.Sources;
using Suite = AtsBridge.Testing.SinkConformance<AtsBridge.Gather.GatherInviteSink, AtsBridge.Gather.GatherSettings>;

namespace AtsBridge.Testing.Tests.Sinks;

/// <summary>For each check of sinks, one that it catches.</summary>
internal static class BrokenSinks
{
    internal static IReadOnlyList<BrokenAdapter> All { get; } =
    [
        new(nameof(Suite.TheHostCanBuildIt), "has no [Adapter]", () => new NamelessSuite()),
        new(nameof(Suite.TheHostAcceptsTheSettings), "has settings that take anything", () => new NamelessSuite()),
        Bends(nameof(Suite.AnInviteIsSent), "answers an empty id", p => new(p.Sound()) { Created = r => r is CreateResult.Created c ? c with { Invite = new("") } : r }),
        new(nameof(Suite.OneCallIsOneRequest), "looks before it sends", () => new BrokenSinkSuite(p => p.Sound(async (message, send) =>
        {
            using var looked = message.Method == HttpMethod.Post ? await send(Http.Meddling.To(new(HttpMethod.Get, ""), message.RequestUri!)) : null;
            return await send(message);
        }))),
        Bends(nameof(Suite.TheSamePersonTwiceIsOne), "takes 'exists' for a refusal", p => new(p.Sound()) { Created = r => r is CreateResult.PersonExists ? new CreateResult.Rejected("email", "already exists") : r }),
        Bends(nameof(Suite.TheSameInviteTwiceIsOne), "takes 'exists' for a refusal", p => new(p.Sound()) { Created = r => r is CreateResult.InviteExists ? new CreateResult.Rejected(null, "already exists") : r }),
        Bends(nameof(Suite.ARefusalSaysWhy), "makes a fault of a refusal", p => new(p.Sound()) { Created = r => r is CreateResult.Rejected ? throw new SinkException(SinkFault.Transient, "refused") : r }),
        Bends(nameof(Suite.NamesAreSentAsTheyAre), "speaks ASCII only", p => new(p.Sound()) { Asked = r => r with { LastName = Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(r.LastName)) } }),
        new(nameof(Suite.TwoCallsSideBySideDoNotDisturbOneAnother), "keeps the request in a field", () => new BrokenSinkSuite(p =>
        {
            InviteRequest? kept = null;
            return new BentSink(p.Sound()) { Asked = r => kept = kept is null || kept.PersonReference is null ? r : kept };
        })),
        Bends(nameof(Suite.WhereAnInviteStandsIsTold), "says Sent of everything", p => new(p.Sound()) { Status = s => s ?? new InviteStatus(InviteProgress.Sent, "sent") }),
        Bends(nameof(Suite.SendingAgainMakesNoSecondInvite), "says Resent to everything", p => new(p.Sound()) { Resent = _ => new ResendResult.Resent() }),

        Misnames(nameof(Suite.ACutConnectionIsAmbiguous), "takes a cut for a failure", f => f.InnerException is HttpRequestException, SinkFault.Transient),
        Misnames(nameof(Suite.ATimeOutIsAmbiguous), "takes a time-out for a failure", f => f.InnerException is OperationCanceledException, SinkFault.Transient),
        Misnames(nameof(Suite.AServerErrorIsAmbiguous), "takes 503 for a refusal", f => f.Message.Contains("503", StringComparison.Ordinal), SinkFault.Transient),
        Misnames(nameof(Suite.ASuccessThatCantBeReadIsAmbiguous), "takes an unreadable success for a failure", f => f.Message.Contains("with 200", StringComparison.Ordinal), SinkFault.Transient),
        Misnames(nameof(Suite.WhatWasNotSentIsTransient), "takes every failure for an open outcome", f => f.Fault == SinkFault.Transient, SinkFault.Ambiguous),
        Bends(nameof(Suite.AReadThatFailsIsTransient), "takes every failure for an open outcome", p => new(p.Sound()) { ReadFault = f => new SinkException(SinkFault.Ambiguous, f.Message) }),
        Turns(nameof(Suite.A429SaysUntilWhen), "does not say until when", f => f.Until is null ? f : new SinkException(f.Fault, f.Message)),
        new(nameof(Suite.A429ThatSaysNothingIsALimitToo), "reads Retry-After without care", () => new BrokenSinkSuite(p => p.Sound(async (message, send) =>
        {
            var answer = await send(message);
            _ = answer.StatusCode == HttpStatusCode.TooManyRequests ? int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture) : 0;
            return answer;
        }))),
        Misnames(nameof(Suite.A401StopsTheSink), "takes 401 for an outage", f => f.Fault == SinkFault.Unauthorized, SinkFault.Transient),
        new(nameof(Suite.ARedirectIsNotFollowed), "follows redirects with its key", () => new BrokenSinkSuite(p => p.Sound(async (message, send) =>
            await send(message) is { Headers.Location: { } there } ? await send(Http.Meddling.To(message, there)) : await send(message)))),
        Bends(nameof(Suite.CancellingEndsTheWait), "hands no token on", p => new(p.Sound()) { Watched = _ => CancellationToken.None }),
        Turns(nameof(Suite.NoMessageHoldsAPersonOrTheKey), "quotes what went wrong", f => new SinkException(f.Fault, "failed: " + f.InnerException?.Message, f.InnerException)),

        Bends(nameof(Suite.WhatAnAmbiguousAnswerLeftIsFound), "finds nothing ever", p => new(p.Sound()) { Found = (_, _) => new FindResult.Nothing() }),
        Bends(nameof(Suite.WhatIsNotThereIsNotFound), "takes anybody's invite for the one", p => new(p.Sound()) { Found = (_, r) => r is FindResult.Nothing ? new FindResult.Invite(new("1"), new(InviteProgress.Sent, "sent")) : r }),
        Bends(nameof(Suite.ALookUpThatFailsIsNotNothing), "takes a failed look-up for nothing", p => new(p.Sound()) { FindFault = _ => new FindResult.Nothing() }),
        Bends(nameof(Suite.TheListHasWhatWasSent), "takes a failed list for an empty one", p => new(p.Sound()) { ListFault = () => new InvitePage(new Dictionary<InviteReference, InviteStatus>(), 0) }),
        new(nameof(Suite.TakingBackTwiceIsOnce), "takes 'archived already' for a refusal", () => new BrokenSinkSuite(p =>
        {
            var times = 0;
            return new BentSink(p.Sound()) { Archived = r => r is WithdrawResult.Archived && ++times > 1 ? new WithdrawResult.Rejected("status", "archived already") : r };
        })),
        Bends(nameof(Suite.AnInterviewIsFoundWhereItIs), "takes a failed look-up for 'not there'", p => new(p.Sound()) { Interview = async find =>
        {
            try
            {
                return await find();
            }
            catch (SinkException)
            {
                return null;
            }
        } }),
        Bends(nameof(Suite.ItsLimitsCanBeKept), "names a limit of nothing", p => new(p.Sound()) { RateLimits = [new() { Permits = 0, Window = TimeSpan.FromMinutes(1) }] }),
        Bends(nameof(Suite.TheConnectionCheckProvesTheKey), "asks nobody", p => new(p.Sound()) { Check = _ => Task.FromResult("all is well") }),
        Bends(nameof(Suite.AWebhookThatIsNotProvenIsRefused), "believes what is not signed", p => new(p.Sound()) { Received = _ => new WebhookResult.Ignored("ping") }),
    ];

    private static BrokenAdapter Bends(string check, string fault, Func<SinkPlace, BentSink> bend) => new(check, fault, () => new BrokenSinkSuite(bend));

    private static BrokenAdapter Turns(string check, string fault, Func<SinkException, object> into) => Bends(check, fault, p => new(p.Sound()) { Fault = into });

    private static BrokenAdapter Misnames(string check, string fault, Func<SinkException, bool> when, SinkFault instead) =>
        Turns(check, fault, f => when(f) ? new SinkException(instead, f.Message) : f);
}

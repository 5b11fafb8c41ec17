using System.ComponentModel.DataAnnotations;

namespace AtsBridge.Testing;

public abstract partial class SinkConformance<TSink, TSettings>
{
    /// <summary>What an ambiguous answer left behind is found, so that nothing is sent twice.</summary>
    [Check("Every cut connection ends with a person who has to look; or with a second invite.", "FindAsync: by our references, the person first, then the invite", Needs = Ability.Finder)]
    public async Task WhatAnAmbiguousAnswerLeftIsFound()
    {
        await using var world = await WorldAsync();
        var finder = Asked<IInviteFinder>(world);
        var request = await ReadyAsync(world);
        world.Fault = async (_, on, _) =>
        {
            using var done = await on();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");
        };
        await FaultAsync(() => world.Sink.CreateAsync(request, Token), "cut after the invite was sent");
        world.Fault = null;
        var found = await TryAsync(() => finder.FindAsync(request, Token), nameof(WhatAnAmbiguousAnswerLeftIsFound));
        Require(found is FindResult.Invite && world.Platform.Invites == 1, $"it found {found}, and the platform has sent {world.Platform.Invites} invites", "the invite that was sent");
        if (await PersonFirstAsync())
        {
            var person = await TryAsync(() => finder.FindAsync(request with { PersonReference = null }, Token), nameof(WhatAnAmbiguousAnswerLeftIsFound));
            Require(person is FindResult.Person { PersonReference: var id } && id == request.PersonReference, $"it found {person} for the person", $"the person {request.PersonReference}");
        }
    }

    /// <summary>Nobody's invite is nothing, and not somebody else's.</summary>
    [Check("Somebody else's invite is adopted: the candidate never gets one.", "FindAsync: compare what the platform lists with what was asked, a filter may be ignored", Needs = Ability.Finder)]
    public async Task WhatIsNotThereIsNotFound()
    {
        await using var world = await WorldAsync();
        var finder = Asked<IInviteFinder>(world);
        await CreatedAsync(world, 1);
        var request = await ReadyAsync(world, 2);
        var found = await TryAsync(() => finder.FindAsync(request, Token), nameof(WhatIsNotThereIsNotFound));
        Require(found is FindResult.Nothing, $"of an invite that was never sent it said {found}", "Nothing");
    }

    /// <summary>A look-up that fails is not "nothing".</summary>
    [Check("The invite is sent a second time, because a broken look-up counted as proof that there is none.", "FindAsync: Nothing only where the platform said so completely; else SinkException or Unclear", Needs = Ability.Finder)]
    public async Task ALookUpThatFailsIsNotNothing()
    {
        await using var world = await WorldAsync();
        var finder = Asked<IInviteFinder>(world);
        var request = await ReadyAsync(world);
        foreach (var (status, body) in new[] { (500, ""), (200, ""), (200, "{}"), (200, "null"), (200, "<html></html>"), (200, "{\"data\":"), (404, ""), (403, "{}"), (302, "") })
        {
            world.Fault = (_, _, _) => Give(status, body);
            foreach (var asked in new[] { request, request with { PersonReference = null } })
            {
                FindResult? found = null;
                try
                {
                    found = await finder.FindAsync(asked, Token);
                }
                catch (SinkException)
                {
                    // Said as a fault: the outcome stays unknown.
                }

                Require(found is null or FindResult.Unclear, $"a look-up that was answered with {status} and '{body}' gave {found}", "a SinkException, or Unclear with the reason");
            }
        }
    }

    /// <summary>The list of statuses has our invites, and a page that fails is no empty one.</summary>
    [Check("Nobody's status is ever refreshed, or everybody's invite looks deleted.", "ListAsync: every row of the page by the platform's id; a fault is a SinkException", Needs = Ability.Listing)]
    public async Task TheListHasWhatWasSent()
    {
        await using var world = await WorldAsync();
        var listing = Asked<IInviteListing>(world);
        var (one, two) = ((await CreatedAsync(world, 1)).Invite, (await CreatedAsync(world, 2)).Invite);
        var page = await TryAsync(() => listing.ListAsync(world.Platform.InterviewId, 1, Token), nameof(TheListHasWhatWasSent));
        Require(page.Statuses.ContainsKey(one) && page.Statuses.ContainsKey(two) && page.Pages >= 1, $"it listed {page.Statuses.Count} invites on {page.Pages} pages, and not both that were sent", "both");
        world.Fault = (_, _, _) => Give(200, "{}");
        await FaultAsync(() => listing.ListAsync(world.Platform.InterviewId, 1, Token), "a list that is answered with {}");
    }

    /// <summary>Taking back twice is taking back once.</summary>
    [Check("An attempt whose outcome is unknown can't be made again, and a person has to look.", "ArchiveAsync: 'already archived' is Archived; a cut is Ambiguous", Needs = Ability.Withdrawal)]
    public async Task TakingBackTwiceIsOnce()
    {
        await using var world = await WorldAsync();
        var withdrawal = Asked<IInviteWithdrawal>(world);
        var invite = (await CreatedAsync(world)).Invite;
        for (var i = 0; i < 2; i++)
        {
            var result = await TryAsync(() => withdrawal.ArchiveAsync(invite, Token), nameof(TakingBackTwiceIsOnce));
            Require(result is WithdrawResult.Archived, $"time {i + 1} it answered {result}", "Archived");
        }

        var status = await TryAsync(() => world.Sink.GetStatusAsync(invite, Token), nameof(TakingBackTwiceIsOnce));
        Require(status is null or { Progress: InviteProgress.Archived }, $"afterwards the invite is {status}", "Archived, or gone");
        var nobodys = await TryAsync(() => withdrawal.ArchiveAsync(new("00000000-0000-4000-8000-000000000000"), Token), nameof(TakingBackTwiceIsOnce));
        Require(nobodys is WithdrawResult.Rejected, $"for an invite that does not exist it answered {nobodys}", "Rejected");
    }

    /// <summary>An interview is found, one that isn't there is null, and a fault is neither.</summary>
    [Check("A typing error in a route is noticed by the first candidate; or an outage calls every route wrong.", "FindInterviewAsync: null for 'not found' of the platform itself; a fault is a SinkException", Needs = Ability.Catalog)]
    public async Task AnInterviewIsFoundWhereItIs()
    {
        await using var world = await WorldAsync();
        var catalog = Asked<IInterviewCatalog>(world);
        var there = await TryAsync(() => catalog.FindInterviewAsync(world.Platform.InterviewId, Token), nameof(AnInterviewIsFoundWhereItIs));
        Require(there is { CanBeSent: true, Title.Length: > 0 } && string.Equals(there.Id, world.Platform.InterviewId, StringComparison.OrdinalIgnoreCase), $"of the interview it said {there?.ToString() ?? "null"}", "its id and title, and that it can be sent");
        var nowhere = await TryAsync(() => catalog.FindInterviewAsync("00000000-0000-4000-8000-000000000000", Token), nameof(AnInterviewIsFoundWhereItIs));
        Require(nowhere is null, $"of an interview that does not exist it said {nowhere}", "null");
        foreach (var (status, body) in new[] { (500, ""), (200, "<html></html>"), (404, "<html>nginx</html>") })
        {
            world.Fault = (_, _, _) => Give(status, body, "text/html");
            await FaultAsync(() => catalog.FindInterviewAsync(world.Platform.InterviewId, Token), $"a look-up that is answered with {status} and '{body}'");
        }
    }

    /// <summary>Limits are such as can be kept.</summary>
    [Check("Nothing is ever sent, or the limit of the platform is broken.", "RateLimits: permits from 1, windows from 1 second to 1 day", Needs = Ability.Limits)]
    public async Task ItsLimitsCanBeKept()
    {
        await using var world = await WorldAsync();
        var limits = Asked<IRateLimited>(world).RateLimits;
        var wrong = limits.FirstOrDefault(l => !Validator.TryValidateObject(l, new ValidationContext(l), null, validateAllProperties: true));
        Require(wrong is null, $"it names the limit {wrong}", "limits that the engine can keep");
        await CreatedAsync(world);
        Require(Asked<IRateLimited>(world).RateLimits.SequenceEqual(limits), "its limits are others after a call", "the limits of the configuration: what the platform says of them is in Reported");
    }

    /// <summary>The connection check proves the key.</summary>
    [Check("'validate --online' says ok, and the first invite fails.", "CheckAsync: the cheapest real call; 401 is Unauthorized", Needs = Ability.Connection)]
    public async Task TheConnectionCheckProvesTheKey()
    {
        await using var world = await WorldAsync();
        var check = Asked<IConnectionCheck>(world);
        var text = await TryAsync(() => check.CheckAsync(Token), nameof(TheConnectionCheckProvesTheKey));
        Require(text.Trim().Length >= 5 && !text.Contains('\n', StringComparison.Ordinal) && !text.Contains(world.Platform.Key, StringComparison.Ordinal), $"it said '{text}'", "one line about what was found, without the key");
        world.Fault = (_, _, _) => Give(401, "{}");
        await RequireFaultAsync(SinkFault.Unauthorized, "on 401", () => check.CheckAsync(Token), nameof(TheConnectionCheckProvesTheKey));
        world.Fault = (_, _, _) => Give(200, "<html>Sign in</html>", "text/html");
        await FaultAsync(() => check.CheckAsync(Token), "on a proxy's page");
    }

    /// <summary>What is not proven is not believed, and nothing that comes in is an exception.</summary>
    [Check("Anybody on the internet can mark interviews as answered, or stop the host with one request.", "Receive: the signature over the bytes as they came, compared in constant time; no exception", Needs = Ability.Webhooks)]
    public async Task AWebhookThatIsNotProvenIsRefused()
    {
        await using var world = await WorldAsync();
        var receiver = Asked<IWebhookReceiver>(world);
        var wrong = WebhookProbe.Unproven(receiver, world.Clock.GetUtcNow());
        Require(wrong is null, $"of an unsigned request {wrong}", "Refused or NotConfigured, and never an exception");
        if (WebhookProbe.IsClosed(receiver, world.Clock.GetUtcNow()))
        {
            Skip("receives no webhooks with the settings of this suite");
        }
    }
}

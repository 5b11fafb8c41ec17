namespace AtsBridge.Testing;

public abstract partial class SinkConformance<TSink, TSettings>
{
    /// <summary>The host finds the class and can build it.</summary>
    [Check("The adapter is refused when the host starts.", "[Adapter], public sealed, one public constructor, settings with init properties")]
    public Task TheHostCanBuildIt()
    {
        Begin(nameof(TheHostCanBuildIt));
        AdapterRules.Hold(this, Adapter, typeof(IInviteSink), (did, expected) => throw Failure(did, expected, nameof(TheHostCanBuildIt)));
        return Task.CompletedTask;
    }

    /// <summary>The settings that the suite gives are such as the host accepts, and settings without a key are not.</summary>
    [Check("A sink without a key starts, and every invite fails one by one.", "the attributes on the settings' properties, or Validate")]
    public async Task TheHostAcceptsTheSettings()
    {
        await using var world = await WorldAsync();
        var faults = AdapterRules.Faults(Settings(world.Platform.Address, world.Platform.Key));
        Require(faults.Count == 0, $"its settings are refused: {string.Join(" ", faults)}", "settings that validate");
        Require(AdapterRules.Faults(Settings(world.Platform.Address, "")).Count > 0, "its settings are accepted without a key", "an error before anything starts");
    }

    /// <summary>An invite is sent, once.</summary>
    [Check("Nobody is invited, or somebody twice.", "CreateAsync: PersonReady while the person is missing, Created with the platform's id afterwards")]
    public async Task AnInviteIsSent()
    {
        await using var world = await WorldAsync();
        var created = await CreatedAsync(world);
        Require(!string.IsNullOrWhiteSpace(created.Invite.Id) && world.Platform.Invites == 1, $"it answered the id '{created.Invite.Id}', and the platform has sent {world.Platform.Invites} invites", "the platform's id, and one invite");
    }

    /// <summary>One call is one request.</summary>
    [Check("The rate limit is broken, because every permit lets two requests through; what the second did is on no record.", "look-ups before or after the request; retries in a handler; redirects by hand")]
    public async Task OneCallIsOneRequest()
    {
        await using var world = await WorldAsync();
        var ready = await ReadyAsync(world);
        var created = (await OnceAsync(world, "CreateAsync", () => world.Sink.CreateAsync(ready, Token)) as CreateResult.Created)?.Invite;
        Require(created is not null, "it did not create an invite", "Created");
        await OnceAsync(world, "GetStatusAsync", () => world.Sink.GetStatusAsync(created, Token));
        await OnceAsync(world, "ResendAsync", () => world.Sink.ResendAsync(created, [DeliveryChannel.Email], Token));
        if (world.Sink is IInviteFinder finder)
        {
            await OnceAsync(world, "FindAsync", () => finder.FindAsync(ready, Token));
        }

        if (world.Sink is IInviteWithdrawal withdrawal)
        {
            await OnceAsync(world, "ArchiveAsync", () => withdrawal.ArchiveAsync(created, Token));
        }
    }

    /// <summary>The same person twice is one person.</summary>
    [Check("A person stands twice at the platform, and consent withdrawn from one is not withdrawn from the other.", "the answer that says 'exists': PersonExists, or PersonReady with the same id")]
    public async Task TheSamePersonTwiceIsOne()
    {
        await using var world = await WorldAsync();
        if (!await PersonFirstAsync())
        {
            Skip("makes no person before the invite");
        }

        var first = await TryAsync(() => world.Sink.CreateAsync(world.Person(), Token), nameof(TheSamePersonTwiceIsOne));
        var second = await TryAsync(() => world.Sink.CreateAsync(world.Person(), Token), nameof(TheSamePersonTwiceIsOne));
        Require(second is CreateResult.PersonExists || second.Equals(first), $"the second time it answered {second}", "PersonExists, or PersonReady with the same id");
    }

    /// <summary>The same invite twice is one invite.</summary>
    [Check("A candidate gets two invites for one interview.", "the answer that says 'exists': InviteExists, which the engine looks up and adopts")]
    public async Task TheSameInviteTwiceIsOne()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world);
        await TryAsync(() => world.Sink.CreateAsync(request, Token), nameof(TheSameInviteTwiceIsOne));
        var second = await TryAsync(() => world.Sink.CreateAsync(request, Token), nameof(TheSameInviteTwiceIsOne));
        Require(second is CreateResult.InviteExists or CreateResult.Created && world.Platform.Invites == 1, $"the second time it answered {second}, and the platform has sent {world.Platform.Invites} invites", "InviteExists, and one invite");
    }

    /// <summary>What the platform refuses for good is a value with a reason.</summary>
    [Check("The engine tries for ever what never can be, or a consultant reads 'failed' and can mend nothing.", "4xx with a reason: Rejected(field, reason)")]
    public async Task ARefusalSaysWhy()
    {
        await using var world = await WorldAsync();
        var request = await ReadyAsync(world) with { InterviewId = "00000000-0000-4000-8000-000000000000" };
        var result = await TryAsync(() => world.Sink.CreateAsync(request, Token), nameof(ARefusalSaysWhy));
        Require(result is CreateResult.Rejected { Reason.Length: > 5 } && world.Platform.Invites == 0, $"for an interview that does not exist it answered {result}", "Rejected with the platform's reason");
    }

    /// <summary>Names in every script are sent as they are.</summary>
    [Check("The invite greets Zo? or is refused.", "the encoding of the body: UTF-8, through a JSON library")]
    public async Task NamesAreSentAsTheyAre()
    {
        await using var world = await WorldAsync();
        var bodies = new List<string>();
        world.Fault = async (message, on, cancellationToken) =>
        {
            bodies.Add(message.Content is null ? "" : await message.Content.ReadAsStringAsync(cancellationToken));
            return await on();
        };
        var request = world.Person() with { FirstName = "Zoë \"Z\"", LastName = "O'Neil-李 \\ <b>" };
        await TryAsync(() => world.Sink.CreateAsync(request, Token), nameof(NamesAreSentAsTheyAre));
        var sent = bodies.Any(b => Strings(b) is { } strings && strings.Any(s => s.Contains(request.LastName, StringComparison.Ordinal)) && strings.Any(s => s.Contains(request.FirstName, StringComparison.Ordinal)));
        Require(sent, "first and last name are not in its request as they are", "every character of both names");
    }

    /// <summary>Two calls side by side do not disturb one another.</summary>
    [Check("One candidate gets the other one's invite.", "a field of the class that a call writes")]
    public async Task TwoCallsSideBySideDoNotDisturbOneAnother()
    {
        await using var world = await WorldAsync();
        var created = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => CreatedAsync(world, i, nameof(TwoCallsSideBySideDoNotDisturbOneAnother))));
        var ids = created.Select(c => c.Invite.Id).Distinct(StringComparer.Ordinal).Count();
        Require(ids == 8 && world.Platform.Invites == 8, $"for 8 people it answered {ids} ids, and the platform has sent {world.Platform.Invites} invites", "8 of each");
    }

    /// <summary>Where an invite stands is told, and null where the platform does not know it.</summary>
    [Check("An answered interview is reminded of for ever; one that is gone is asked for for ever.", "GetStatusAsync: the progress and the platform's word; null for 'not found'")]
    public async Task WhereAnInviteStandsIsTold()
    {
        await using var world = await WorldAsync();
        var created = await CreatedAsync(world);
        var status = await TryAsync(() => world.Sink.GetStatusAsync(created.Invite, Token), nameof(WhereAnInviteStandsIsTold));
        Require(status is { Progress: InviteProgress.Sent, Word.Length: > 0 }, $"of an invite just sent it said {status?.ToString() ?? "null"}", "Sent, with the platform's word");
        var nobodys = await TryAsync(() => world.Sink.GetStatusAsync(new("00000000-0000-4000-8000-000000000000"), Token), nameof(WhereAnInviteStandsIsTold));
        Require(nobodys is null, $"of an invite that does not exist it said {nobodys}", "null");
    }

    /// <summary>An invite is sent again without being made again.</summary>
    [Check("A reminder is a second invite, with a second link.", "ResendAsync: the platform's own resend; Rejected for one that it doesn't have")]
    public async Task SendingAgainMakesNoSecondInvite()
    {
        await using var world = await WorldAsync();
        var created = await CreatedAsync(world);
        var again = await TryAsync(() => world.Sink.ResendAsync(created.Invite, [DeliveryChannel.Email], Token), nameof(SendingAgainMakesNoSecondInvite));
        Require(again is ResendResult.Resent && world.Platform.Invites == 1, $"it answered {again}, and the platform has made {world.Platform.Invites} invites", "Resent, and the one invite");
        var nobodys = await TryAsync(() => world.Sink.ResendAsync(new("00000000-0000-4000-8000-000000000000"), [DeliveryChannel.Email], Token), nameof(SendingAgainMakesNoSecondInvite));
        Require(nobodys is ResendResult.Rejected, $"for an invite that does not exist it answered {nobodys}", "Rejected");
    }

    private async Task<T> OnceAsync<T>(SinkWorld world, string call, Func<Task<T>> make)
    {
        var before = world.Requests;
        var result = await TryAsync(make, nameof(OneCallIsOneRequest));
        Require(world.Requests == before + 1, $"{call} made {world.Requests - before} requests", "one", nameof(OneCallIsOneRequest));
        return result;
    }

    /// <summary>Every text of a JSON body, or of a form.</summary>
    private static List<string>? Strings(string body)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(body);
            return [.. Below(document.RootElement)];
        }
        catch (System.Text.Json.JsonException)
        {
            return [Uri.UnescapeDataString(body.Replace('+', ' ')), body];
        }
    }

    private static IEnumerable<string> Below(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.String => [element.GetString()!],
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Below(p.Value)),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany(Below),
        _ => [],
    };
}

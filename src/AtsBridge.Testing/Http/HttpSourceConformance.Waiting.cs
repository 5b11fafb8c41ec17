namespace AtsBridge.Testing;

public abstract partial class HttpSourceConformance<TSource, TSettings>
{
    /// <summary>Cancelling ends a wait for an answer.</summary>
    [Check("Stopping the host waits for a vendor that does not answer.", "SendAsync(message, cancellationToken)")]
    public Task CancellingEndsTheWaitForAnAnswer() => CancelWhileAsync((world, hang) => world.Delay = hang, nameof(CancellingEndsTheWaitForAnAnswer));

    /// <summary>Cancelling ends the reading of a body.</summary>
    [Check("Stopping the host waits for an answer that trickles.", "ReadAsStreamAsync, ParseAsync and ReadFromJsonAsync with the token")]
    public Task CancellingEndsTheReadingOfABody() => CancelWhileAsync(
        (world, hang) => world.Fault = (_, _) => Body(new WatchedBody(Whole()) { Hang = hang }), nameof(CancellingEndsTheReadingOfABody));

    /// <summary>A busy API is not asked again inside of a read.</summary>
    [Check("Limits are broken and the vendor blocks the key: schedules and patience are the engine's.", "no loops around a request, no Task.Delay: throw, and the next run tries again", Needs = Ability.AskingOnce)]
    public async Task ABusyApiIsLeftAlone()
    {
        using var world = Api(SampleSet.Ordinary(3));
        world.Fault = (_, _) => Busy("1");
        await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
        Require(world.Requests.Count == 1, $"after a 429 it asked {world.Requests.Count - 1} times more", "no further request in this read");
    }

    /// <summary>The key goes to the configured host alone, and not into addresses that are logged.</summary>
    [Check("Proxies and the vendor's own logs keep the key for years.", "the key belongs into a header, unless the API knows only the query", Needs = Ability.Key)]
    public async Task EveryRequestBringsItsKey()
    {
        using var world = Api(SampleSet.Ordinary(Several));
        await ReadAsync(world);
        var strange = world.Requests.FirstOrDefault(r => r.Message.RequestUri!.Host != HttpWorld.Address.Host || r.Message.RequestUri.Scheme != HttpWorld.Address.Scheme);
        Require(strange is null, $"it sent a request to {strange?.Message.RequestUri?.GetLeftPart(UriPartial.Authority)}", "requests to the configured address alone");
        Require(world.Requests.TrueForAll(r => r.Message.Method == HttpMethod.Get || r.Message.Method == HttpMethod.Post), "it sent something else than GET or POST", "reading changes nothing at the ATS");
    }

    /// <summary>No message, note or log holds the key.</summary>
    [Check("Whoever reads a log can read every applicant.", "messages that quote an address or headers; a settings record that prints itself", Needs = Ability.Key)]
    public async Task NoMessageHoldsTheKey()
    {
        Begin(nameof(NoMessageHoldsTheKey));
        using var world = NewHttpWorld();
        foreach (var (place, text) in await SaidAsync())
        {
            Require(!text.Contains(world.Secret!, StringComparison.OrdinalIgnoreCase), $"{place} it said something with the key in it", "no key, in no message, note, place, cursor or log");
        }
    }

    /// <summary>News that can't be told now is not taken for told.</summary>
    [Check("The ATS never shows what happened in the hour of its outage.", "ReportAsync: a SourceException where it can't be told now; it is tried again", Needs = Ability.Reporting)]
    public async Task NewsInAnOutageIsNotTakenForTold()
    {
        using var first = Api(SampleSet.Ordinary(3));
        Asked<IInviteReporter>(first);
        foreach (var (what, world) in Struck().Where(s => !s.What.Contains("200", StringComparison.Ordinal)))
        {
            using (world)
            {
                var (_, fault) = await ReadOrFaultAsync(async () => new Reading(await Asked<IInviteReporter>(world).ReportAsync(News(world), Token), []));
                Require(fault is not null, $"{what}: it took the news for told, or refused it for good", "a SourceException: it is tried again");
            }
        }
    }

    private async Task CancelWhileAsync(Action<HttpWorld, Func<CancellationToken, Task>> hangs, string check)
    {
        using var world = Api(SampleSet.Ordinary(3), check);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var deaf = false;
        hangs(world, async token =>
        {
            await stop.CancelAsync();
            deaf |= !token.IsCancellationRequested;
            token.ThrowIfCancellationRequested();
        });
        OperationCanceledException? cancelled = null;
        Exception? fault = null;
        try
        {
            await SourceReader.ToEndAsync(world.Open(), Request(world), stop.Token);
        }
        catch (OperationCanceledException thrown)
        {
            cancelled = thrown;
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        Require(!deaf, "the wait had a token that knows nothing of the cancelled one: it would have gone on", "the caller's token in every await", check);
        Require(cancelled is not null, fault is null ? "it read on as if nothing had been" : "it made a fault of it: " + Thrown(fault), "an OperationCanceledException: a cancelled read is no outage", check);
    }
}

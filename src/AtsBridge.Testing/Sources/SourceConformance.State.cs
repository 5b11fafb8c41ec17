namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>Two reads of one instance, side by side, do not disturb one another.</summary>
    [Check("A plan and a sync at the same time read half of the people each.", "a field of the class that a read writes: everything of a read belongs into the method")]
    public async Task TwoReadsSideBySideDoNotDisturbOneAnother()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var source = world.Open();
        var (one, two) = (new List<SourcePage>(), new List<SourcePage>());
        await TryAsync(async () =>
        {
            await using var first = source.ReadAsync(Request(world), Token).GetAsyncEnumerator(Token);
            await using var second = source.ReadAsync(Request(world), Token).GetAsyncEnumerator(Token);
            while (await StepAsync(first, one) | await StepAsync(second, two))
            {
                // Page by page, in turn.
            }

            return true;
        }, "two reads without an exception");
        RequireAll(samples, new Reading(null, one), "everybody in the first of the two reads");
        RequireAll(samples, new Reading(null, two), "everybody in the second of the two reads");
    }

    /// <summary>The same instance reads everything again when it is asked to.</summary>
    [Check("A pass that is repeated after a failure finds nobody.", "a field of the class that remembers what was read: the cursor is handed in and handed back")]
    public async Task AnInstanceRemembersNothing()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        var source = world.Open();
        await ReadAsync(world, source: source);
        RequireAll(samples, await ReadAsync(world, source: source), "everybody again, because the cursor that was handed in is the first one");
    }

    /// <summary>A new instance goes on where another one ended.</summary>
    [Check("After a restart everything is read anew, or nothing.", "a cursor that only the instance that made it understands")]
    public async Task ANewInstanceGoesOnWhereAnotherEnded()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var same = world.Open();
        var cursor = (await ReadAsync(world, source: same)).Next;
        world.Hold([.. samples, SampleSet.One(samples.Count + 50)]);
        var (first, second) = (await ReadAsync(world, cursor, same), await ReadAsync(world, cursor));
        Require(first.Records.Count == second.Records.Count && NotDelivered([SampleSet.One(samples.Count + 50)], second).Count == 0,
            $"the instance that made the cursor delivered {first.Records.Count} records and a new one {second.Records.Count}", "the same from the same cursor");
    }

    /// <summary>A read that is left in the middle leaves nothing behind.</summary>
    [Check("A file stays locked, a connection stays taken, and the next run fails.", "using and await using around what is opened; try/finally in the iterator")]
    public async Task AReadThatIsLeftLeavesNothingBehind()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var source = world.Open();
        for (var i = 0; i < 3; i++)
        {
            await TryAsync(() => SourceReader.SomeAsync(source, Request(world), 1, Token), "a read that can be left");
        }

        var open = world.StillOpen;
        Require(open is null, $"after the read was left, {open} is still open", "nothing open once the enumerator is disposed");
        RequireAll(samples, await ReadAsync(world, source: source), "everybody in the read afterwards");
    }

    /// <summary>A read that was cancelled beforehand does not begin.</summary>
    [Check("The host can't be stopped: it waits for reads that nobody wants any more.", "the token: hand it to every await, and [EnumeratorCancellation]")]
    public async Task ACancelledReadDoesNotBegin()
    {
        using var world = World(SampleSet.Ordinary(3));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await CancelledAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), cancelled.Token), "it delivered its pages although the token was cancelled beforehand", nameof(ACancelledReadDoesNotBegin));
    }

    /// <summary>A read that is cancelled between two pages ends.</summary>
    [Check("Stopping the host takes as long as the largest source takes to read.", "the token: hand it to every await inside the loop, and ask it where there is none")]
    public async Task CancellingEndsAReadInTheMiddle()
    {
        using var world = World(SampleSet.Ordinary(Many()));
        if ((await ReadAsync(world)).Pages.Count < 2)
        {
            Skip("delivers everything on one page");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await CancelledAsync(() => SourceReader.SetAsync(world.Open(), Request(world), stop.Token, afterPage: _ => stop.Cancel()),
            "it read on to the end after the token was cancelled on its first page", nameof(CancellingEndsAReadInTheMiddle));
    }

    private async Task CancelledAsync(Func<Task<Reading>> read, string did, string check)
    {
        try
        {
            await read();
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception fault) when (fault is not ConformanceException)
        {
            throw Failure(Thrown(fault), "an OperationCanceledException", check);
        }

        throw Failure(did, "an OperationCanceledException, soon", check);
    }

    private static async Task<bool> StepAsync(IAsyncEnumerator<SourcePage> pages, List<SourcePage> into)
    {
        if (!await SourceReader.InTimeAsync(pages.MoveNextAsync().AsTask(), "the read"))
        {
            return false;
        }

        into.Add(pages.Current);
        return true;
    }
}

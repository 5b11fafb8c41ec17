namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>A source with nobody in it is no fault.</summary>
    [Check("A customer's first day ends in an alarm.", "First(), Max() or [0] on an empty list")]
    public async Task AnEmptySourceIsAPageAndNoFault()
    {
        using var world = World([]);
        var reading = await ReadAsync(world);
        Require(reading.Pages.Count > 0 && reading.Count == 0, $"it delivered {reading.Pages.Count} pages with {reading.Count} records", "a page, and nobody on it");
    }

    /// <summary>NothingNew stands on an empty page only.</summary>
    [Check("The engine stores nothing of such a page: whoever is on it is never read.", "NothingNew: only where the page has no records and the source was reached")]
    public async Task NothingNewIsSaidOnEmptyPagesOnly()
    {
        using var world = World(SampleSet.Ordinary(Many()));
        var first = await ReadAsync(world);
        var later = await ReadAsync(world, first.Next);
        var wrong = first.Then(later).Pages.FirstOrDefault(p => p.NothingNew && p.Records.Count + p.Rejected.Count + p.Unchanged.Count > 0);
        Require(wrong is null, $"a page with {wrong?.Records.Count} records says NothingNew", "NothingNew on pages without records");
    }

    /// <summary>A read has a page, also where nothing is new.</summary>
    [Check("A run that read nothing and said nothing looks like one that did not happen.", "yield break before the first page: yield one with NothingNew instead")]
    public async Task EveryReadHasAPage()
    {
        using var world = World(SampleSet.Ordinary(3));
        var first = await ReadAsync(world);
        var later = await ReadAsync(world, first.Next);
        Require(later.Pages.Count > 0, "the second read delivered no page at all", "one page that says NothingNew, or the records once more");
    }

    /// <summary>A read gone on with from any cursor loses nobody.</summary>
    [Check("A restart in the wrong moment drops people for ever, and no run ever says so.", "where Next is set: it may cover only what is on this page and the ones before")]
    public async Task ResumingFromAnyCursorLosesNobody()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var whole = await ReadAsync(world);
        for (var pages = 0; pages < whole.Pages.Count; pages++)
        {
            var before = await TryAsync(() => SourceReader.SomeAsync(world.Open(), Request(world), pages, Token), "a read that can be broken off");
            var after = await ReadAsync(world, before.Next);
            var lost = NotDelivered(samples, before.Then(after));
            Require(lost.Count == 0, $"broken off after page {pages} and gone on from its cursor, it never delivered {KeyList(lost)}", "at least once: a crash repeats a page and never skips one");
        }
    }

    /// <summary>A cursor that was kept for days still loses nobody.</summary>
    [Check("After a weekend's outage the changes of the weekend are missing.", "the cursor: what it stands for must not depend on when it is used")]
    public async Task ACursorKeepsItsMeaning()
    {
        var samples = SampleSet.Ordinary(8);
        using var world = World(samples);
        var cursor = (await ReadAsync(world)).Next;
        var changed = samples.Select((s, i) => i < 4 ? Moved(s, 100 + i) : s).OrderBy(s => s.Updated).ToList();
        world.Clock.MoveTo(world.Clock.GetUtcNow().AddDays(30));
        world.Hold(changed);
        var lost = NotDelivered(changed.Where(c => c["Stage"] == "Offer"), await ReadAsync(world, cursor));
        Require(lost.Count == 0, $"a month later it did not deliver {KeyList(lost)}", "everything that changed after the cursor, however long ago");
    }

    /// <summary>What changed after the cursor is read.</summary>
    [Check("A candidate reaches the interview stage and is never invited.", "the filter by moment; a cache; a cursor that runs ahead")]
    public async Task WhatChangesIsReadAgain()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        var cursor = (await ReadAsync(world)).Next;
        var moved = Moved(samples[1], 60);
        world.Hold([.. samples.Where(s => s != samples[1]), moved]);
        var lost = NotDelivered([moved], await ReadAsync(world, cursor));
        Require(lost.Count == 0, $"{KeyOf(moved)} moved to another stage, and the next read did not deliver it", "the application as it is now");
    }

    /// <summary>Whoever is new after the cursor is read.</summary>
    [Check("Everybody who applies after the first sync is missed.", "the filter by moment; a list of what there was at the first read")]
    public async Task WhoeverIsNewIsRead()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        var cursor = (await ReadAsync(world)).Next;
        world.Hold([.. samples, SampleSet.One(70)]);
        var lost = NotDelivered([SampleSet.One(70)], await ReadAsync(world, cursor));
        Require(lost.Count == 0, "a new application was not delivered by the next read", "whoever is new since the cursor");
    }

    /// <summary>A change in the very moment that the cursor stands for is read.</summary>
    [Check("Of two who change in one second one is never seen: the other moved the cursor past both.", "'after' the moment where it must be 'from it on'")]
    public async Task AChangeInTheCursorsOwnMomentIsRead()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        var cursor = (await ReadAsync(world)).Next;
        var late = SampleSet.One(80).With("UpdatedAt", samples[^1]["UpdatedAt"]);
        world.Hold([.. samples, late]);
        var lost = NotDelivered([late], await ReadAsync(world, cursor));
        Require(lost.Count == 0, "an application with the moment of the last one that was read was not delivered", "from the cursor's moment on, that moment included");
    }

    /// <summary>Where nothing happens, reading comes to rest.</summary>
    [Check("The host reads the same source round and round, or never says that it is done.", "More without a further set; a cursor that moves although nothing has changed")]
    public async Task ReadingComesToRest()
    {
        using var world = World(SampleSet.Ordinary(6));
        var first = await ReadAsync(world);
        var second = await ReadAsync(world, first.Next);
        var third = await ReadAsync(world, second.Next);
        Require(second.Next == third.Next && !third.More, $"its cursor went from '{Short(second.Next)}' to '{Short(third.Next)}' although nothing had changed", "a cursor that stands still");
    }

    /// <summary>More is said with a cursor that has moved, and on the last page.</summary>
    [Check("The run fails, because the same set would be read for ever.", "More: on the last page of a set, together with the Next that leads to the next one")]
    public async Task MoreComesWithACursorThatMoved()
    {
        using var world = World(SampleSet.Ordinary(3));
        world.Hold(SampleSet.Ordinary(5));
        world.Hold(SampleSet.Ordinary(7));
        string? since = null;
        for (var sets = 0; sets < 20; sets++)
        {
            var from = since;
            var set = await TryAsync(() => SourceReader.SetAsync(world.Open(), Request(world, from), Token), "a read without an exception");
            var early = set.Pages.SkipLast(1).Any(p => p.More);
            Require(!early && (!set.More || set.Next != since), early ? "it said More before the last page" : "it said More and its cursor did not move", "More on the last page, with a Next of its own");
            if (!set.More)
            {
                return;
            }

            since = set.Next;
        }

        throw Failure("after 20 sets it still says More, and the source holds three at most", "an end");
    }

    /// <summary>A cursor of somebody else is refused.</summary>
    [Check("After a source was given another adapter, everybody since the beginning is silently left out.", "the parsing of request.Since: a SourceException that says what to do, or everything from the beginning")]
    public async Task AForeignCursorIsNotBelieved()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        foreach (var foreign in new[] { "{\"not\":\"ours\"}", "\u0000", "zzzz", "-1" })
        {
            var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world, foreign), Token));
            var lost = read is null ? [] : NotDelivered(samples, read);
            Require(lost.Count == 0, $"given the cursor '{foreign}' it left out {lost.Count} of 6 applications and said nothing", "everything, or a SourceException that says what to do");
        }
    }

    /// <summary>A cursor is small and nobody's data.</summary>
    [Check("Names and addresses stand in a place that nobody thinks of when a person asks to be erased.", "what Next is made of: moments, ids and hashes; not records")]
    public async Task ACursorHoldsNobodysData()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var cursor = (await ReadAsync(world)).Next;
        var found = SampleSet.Persons(samples).FirstOrDefault(p => cursor?.Contains(p, StringComparison.OrdinalIgnoreCase) == true);
        Require(found is null && !(world.Secret is { } secret && cursor?.Contains(secret, StringComparison.Ordinal) == true) && cursor?.Length is null or < 100_000,
            found is null ? $"its cursor holds the key, or {cursor?.Length} characters" : $"its cursor holds '{found}'", "a short text without people and keys");
    }

    private static SampleApplication Moved(SampleApplication sample, int minute) =>
        sample.With("Stage", "Offer").With("StageId", "0040").With("StageEnteredAt", SampleSet.Moment(minute)).With("UpdatedAt", SampleSet.Moment(minute));
}

namespace AtsBridge.Testing;

public abstract partial class HttpSourceConformance<TSource, TSettings>
{
    private const int Enough = 3;

    /// <summary>Everybody on every page is read.</summary>
    [Check("Everybody behind the first page is never invited.", "the condition that ends the loop; the next address", Needs = Ability.Paging)]
    public async Task EveryPageIsRead()
    {
        var samples = SampleSet.Ordinary(Several);
        using var world = Api(samples);
        RequireAll(samples, await ReadAsync(world), "everybody on every page");
        await RequestsAsync(samples);
    }

    /// <summary>A last page that is exactly full is the last one.</summary>
    [Check("With 200, 400 or 600 applications the last page is read for ever, or left out.", "the condition that ends the loop: a full page may be the last one", Needs = Ability.Paging)]
    public async Task ALastPageThatIsFullIsTheLast()
    {
        foreach (var count in new[] { 4, 5, 6, 10, 15 })
        {
            var samples = SampleSet.Ordinary(count);
            using var world = Api(samples);
            RequireAll(samples, await ReadAsync(world), $"all {count}");
        }
    }

    /// <summary>More people than a page holds may share one moment.</summary>
    [Check("An import of 300 people in one second is read up to the page's end, and the rest never.", "a moment alone is no cursor: page within it, or go on with the id", Needs = Ability.Paging)]
    public async Task OneMomentMayFillSeveralPages()
    {
        IReadOnlyList<SampleApplication> samples = [.. SampleSet.Ordinary(3), .. SampleSet.Ordinary(Several).Skip(3).Select(s => s.With("UpdatedAt", SampleSet.Moment(10)))];
        using var world = Api(samples);
        var reading = await ReadAsync(world);
        RequireAll(samples, reading, "everybody with the same moment");
        var late = SampleSet.One(90).With("UpdatedAt", SampleSet.Moment(10));
        world.Hold([.. samples, late]);
        Require(NotDelivered([late], await ReadAsync(world, reading.Next)).Count == 0, "somebody who came later with that moment was not delivered", "that moment once more: repeating is harmless");
    }

    /// <summary>Equal moments on both sides of a page's end lose nobody.</summary>
    [Check("Of two who change in one second one stands on the next page and is never read.", "asking for 'after' the last moment of a page instead of 'from it on'", Needs = Ability.Paging)]
    public async Task EqualMomentsAroundAPagesEndLoseNobody()
    {
        for (var at = 3; at <= 8; at++)
        {
            var from = at;
            IReadOnlyList<SampleApplication> samples = [.. SampleSet.Ordinary(Several).Select((s, i) => i >= from && i < from + 3 ? s.With("UpdatedAt", SampleSet.Moment(from + 1)) : s)];
            using var world = Api(samples);
            RequireAll(samples, await ReadAsync(world), $"everybody, with three of one moment from the {from + 1}th on");
        }
    }

    /// <summary>Pages that shift while they are read lose nobody.</summary>
    [Check("Somebody is changed while the walk is on, everything moves up by one, and whoever stood at the top of the next page is skipped for ever.",
        "page=2, page=3 over a list that moves: go on from the last moment and id, or overlap pages and notice", Needs = Ability.ShiftingPages)]
    public async Task PagesThatShiftWhileTheyAreReadLoseNobody()
    {
        var requests = await RequestsAsync(SampleSet.Ordinary(Several));
        for (var at = 2; at <= requests; at++)
        {
            var (when, held) = (at, SampleSet.Ordinary(Several));
            using var world = Api(held);
            world.Before = number =>
            {
                if (number == when)
                {
                    // Two of the first page change, and go to the end of the list.
                    held = [.. held.Skip(2), Later(held[0], 200), Later(held[1], 201)];
                    world.Hold(held);
                }
            };
            await NobodyIsLostAsync(world, () => held, $"two of the first page moved to the end before request {at}", nameof(PagesThatShiftWhileTheyAreReadLoseNobody));
        }
    }

    /// <summary>People who are added or taken away while pages are read lose nobody else.</summary>
    [Check("A deletion during the walk skips one living person for every deleted one.", "page=2, page=3 over a list that moves", Needs = Ability.ShiftingPages)]
    public async Task PeopleWhoGoWhileOthersAreReadLoseNobody()
    {
        var requests = await RequestsAsync(SampleSet.Ordinary(Several));
        for (var at = 2; at <= requests; at++)
        {
            var (when, held) = (at, SampleSet.Ordinary(Several));
            using var world = Api(held);
            world.Before = number =>
            {
                if (number == when)
                {
                    held = [.. held.Skip(3)];
                    world.Hold(held);
                }
            };
            await NobodyIsLostAsync(world, () => held, $"three of the first page were deleted before request {at}", nameof(PeopleWhoGoWhileOthersAreReadLoseNobody));
        }
    }

    /// <summary>A page that comes twice hides no other one.</summary>
    [Check("A cache in between answers with page 1 for page 2: the people of page 2 are missing, and the run is green.", "a page that brings nobody new, or the same 'next' again: SourceException", Needs = Ability.Paging)]
    public async Task APageThatComesTwiceHidesNobody()
    {
        var samples = SampleSet.Ordinary(Several);
        using var world = Api(samples);
        string? first = null;
        world.Fault = (request, number) =>
        {
            if (number == 1)
            {
                using var reader = new StreamReader(world.Ask(request).Content.ReadAsStream());
                first = reader.ReadToEnd();
            }

            return number == 2 ? HttpWorld.Respond(200, first!) : null;
        };
        await NobodyIsLostAsync(world, () => samples, "the first page came once more in place of the second", nameof(APageThatComesTwiceHidesNobody));
    }

    /// <summary>The same page for ever comes to an end.</summary>
    [Check("The host reads one source until its memory is full; the vendor blocks the key.", "an API that ignores the page: notice that nothing moves, and throw", Needs = Ability.Paging)]
    public async Task TheSamePageForEverComesToAnEnd()
    {
        using var world = Api(SampleSet.Ordinary(Several));
        HttpResponseMessage First() => world.Ask(world.Requests[0]);
        world.Fault = (_, _) => First();
        await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
    }

    /// <summary>People in another order than promised are all read.</summary>
    [Check("The vendor forgets to sort: the cursor runs to the newest moment, past everybody who came after it in the list.", "the order of moments across pages: notice that it goes backwards, or move the cursor only at the end", Needs = Ability.Paging)]
    public async Task AnotherOrderThanPromisedLosesNobody()
    {
        var samples = SampleSet.Ordinary(Several);
        using var world = Api(samples);
        world.Shuffled = true;
        await NobodyIsLostAsync(world, () => samples, "the API answered in no order", nameof(AnotherOrderThanPromisedLosesNobody));
    }

    /// <summary>Where nothing has changed, little is asked for.</summary>
    [Check("Every run reads everything: slow, expensive, and stopped by the vendor's limits.", "the filter by moment, with the cursor in it", Needs = Ability.Changes)]
    public async Task OnlyWhatChangedIsAskedFor()
    {
        var samples = SampleSet.Ordinary(Several);
        using var world = Api(samples);
        var first = await ReadAsync(world);
        world.Hold([.. samples, SampleSet.One(Several + 9)]);
        var later = await ReadAsync(world, first.Next);
        Require(later.Count <= 3, $"one application was new, and the next read delivered {later.Count} of {samples.Count + 1}", "the new one, and the last ones once more; or say that it lacks Changes");
    }

    /// <summary>How many requests a read makes. A check of pages that sees one page only would prove nothing.</summary>
    private async Task<int> RequestsAsync(IReadOnlyList<SampleApplication> samples, [System.Runtime.CompilerServices.CallerMemberName] string check = "")
    {
        using var world = Api(samples, check);
        await ReadAsync(world, check: check);
        Require(world.Requests.Count >= Enough, $"it read {samples.Count} applications with {world.Requests.Count} requests",
            "three requests at least: let Settings or Answer give a page of five, or say that it lacks Paging and ShiftingPages", check);
        return world.Requests.Count;
    }

    private static SampleApplication Later(SampleApplication sample, int minute) => sample.With("Stage", "Interview").With("StageId", "0020").With("UpdatedAt", SampleSet.Moment(minute));
}

namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>An outage is an exception, and never an empty page.</summary>
    [Check("Everybody vanishes from the snapshot, or a week without invites looks like a quiet week.", "catch blocks that return or yield an empty page")]
    public async Task AnOutageIsNeverAnEmptyPage()
    {
        Begin(nameof(AnOutageIsNeverAnEmptyPage));
        foreach (var (what, world) in Struck())
        {
            using (world)
            {
                var (read, _) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
                Require(read is null, $"{what}: it delivered {read?.Pages.Count} pages with {read?.Count} records and no fault", "a SourceException");
            }
        }
    }

    /// <summary>No message, note or log names a person.</summary>
    [Check("Names and phone numbers end in logs and tickets, where nobody can erase them.", "messages that quote a body, a record or an address; inner exceptions that do")]
    public async Task NoMessageNamesAPerson()
    {
        Begin(nameof(NoMessageNamesAPerson));
        foreach (var (place, text) in await SaidAsync())
        {
            var found = SampleSet.Persons(SampleSet.Ordinary(3)).FirstOrDefault(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
            Require(found is null, $"{place} it said: {Short(text.ReplaceLineEndings(" "))} — with '{found}' in it", "what, where and what to do, and nobody's data");
        }
    }

    /// <summary>A fault says something that a person can act on.</summary>
    [Check("The operator reads 'an error occurred' at three in the morning.", "the message of the SourceException: what, where, what to do")]
    public async Task AFaultSaysWhatToDo()
    {
        Begin(nameof(AFaultSaysWhatToDo));
        foreach (var (what, world) in Struck())
        {
            using (world)
            {
                var (_, fault) = await ReadOrFaultAsync(() => SourceReader.ToEndAsync(world.Open(), Request(world), Token));
                Require(fault is null || (fault.Message.Length >= 25 && fault.Message.Contains(' ', StringComparison.Ordinal)), $"{what}: it said '{fault?.Message}'", "a sentence with the place and what to do");
            }
        }
    }

    /// <summary>The connection check says what it found.</summary>
    [Check("'validate --online' says ok and means nothing.", "CheckAsync: one line with what was found, such as how many jobs the key sees", Needs = Ability.Connection)]
    public async Task TheConnectionCheckSaysWhatItFound()
    {
        using var world = World(SampleSet.Ordinary(3));
        var text = await TryAsync(() => Checked(world).CheckAsync(Token), "a line about what was found");
        Require(!string.IsNullOrWhiteSpace(text) && text.Trim().Length >= 5 && !text.Contains('\n', StringComparison.Ordinal), $"it said '{text}'", "one line for the person who asked");
    }

    /// <summary>The connection check fails where the source can't be used.</summary>
    [Check("The consultant is told that all is well, and nothing is ever read.", "CheckAsync: make a real call, and throw what the read would throw", Needs = Ability.Connection)]
    public async Task TheConnectionCheckFailsWhereReadingWould()
    {
        Begin(nameof(TheConnectionCheckFailsWhereReadingWould));
        foreach (var (what, world) in Struck())
        {
            using (world)
            {
                try
                {
                    var text = await Checked(world).CheckAsync(Token);
                    throw Failure($"{what}: it said '{text}'", "a SourceException");
                }
                catch (SourceException)
                {
                    continue;
                }
                catch (Exception fault) when (fault is not (ConformanceException or Xunit.Sdk.SkipException))
                {
                    throw Failure($"{what}: {Thrown(fault)}", "a SourceException");
                }
            }
        }
    }

    /// <summary>The same set again is told, and only that.</summary>
    [Check("An export that was delivered again is read again: slow, and no harm. A new one that is taken for it is lost.", "CheckRepeatAsync: everything that the records are made of goes into the mark", Needs = Ability.Repeat)]
    public async Task OnlyTheSameSetIsTakenForTheSame()
    {
        var samples = SampleSet.Ordinary(6);
        using var world = World(samples);
        Repeat(world);
        var first = await ReadAsync(world);
        world.Hold(samples);
        var again = await TryAsync(() => Repeat(world).CheckRepeatAsync(Request(world, first.Next) with { Mark = first.Pages[^1].Mark }, Token), "an answer");
        Require(again is not null, "of the same set again it said nothing", "a page without records that stands for all 6");
        Require(again.Records.Count == 0 && again.Repeated == samples.Count, $"of the same set again it said {again.Repeated} repeated and {again.Records.Count} read", "a page without records that stands for all 6");
        world.Hold([.. samples.Skip(1), Moved(samples[0], 90)]);
        var later = Request(world, again.Next ?? first.Next) with { Mark = again.Mark ?? first.Pages[^1].Mark };
        var other = await TryAsync(() => Repeat(world).CheckRepeatAsync(later, Token), "an answer");
        Require(other is null, "it took a set in which somebody has moved for the same", "null: read it");
    }

    /// <summary>Without a mark nothing is taken for the same.</summary>
    [Check("A set that was never taken as a whole is passed over.", "CheckRepeatAsync: null where request.Mark is null or not ours", Needs = Ability.Repeat)]
    public async Task WithoutItsMarkNothingIsTakenForTheSame()
    {
        using var world = World(SampleSet.Ordinary(6));
        Repeat(world);
        var first = await ReadAsync(world);
        world.Hold(SampleSet.Ordinary(6));
        foreach (var mark in new[] { null, "", "{}", "somebody else's" })
        {
            var page = await TryAsync(() => Repeat(world).CheckRepeatAsync(Request(world, first.Next) with { Mark = mark }, Token), "an answer");
            Require(page is null, $"with the mark '{mark}' it said that {page?.Repeated} records are the same", "null");
        }
    }

    private IConnectionCheck Checked(SourceWorld world) => Asked<IConnectionCheck>(world);

    private IRepeatCheck Repeat(SourceWorld world) => Asked<IRepeatCheck>(world);

    private protected T Asked<T>(SourceWorld world)
        where T : class
    {
        if (world.Open() is T able)
        {
            return able;
        }

        Skip($"does not implement {typeof(T).Name}");
        return null;
    }

    /// <summary>A world for each outage, with people in it, and struck by it.</summary>
    private protected IEnumerable<(string What, SourceWorld World)> Struck()
    {
        int count;
        using (var world = NewWorld())
        {
            count = world.Outages.Count;
        }

        for (var i = 0; i < count; i++)
        {
            var world = NewWorld();
            world.Hold(SampleSet.Ordinary(3));
            var outage = world.Outages[i];
            outage.Strike();
            yield return (outage.What, world);
        }
    }

    /// <summary>Everything that the adapter says, in good and in bad days.</summary>
    private protected async Task<List<(string Place, string Text)>> SaidAsync()
    {
        var said = new List<(string, string)>();
        foreach (var (what, world) in Struck().Prepend(("in a good day", World(SampleSet.Ordinary(3), nameof(NoMessageNamesAPerson)))))
        {
            using (world)
            {
                foreach (var since in new[] { null, "a cursor of another" })
                {
                    await ListenAsync(world, () => SourceReader.ToEndAsync(world.Open(), Request(world, since), Token), what, said);
                }

                if (world.Open() is IConnectionCheck check)
                {
                    await ListenAsync(world, async () => new Reading(null, [new SourcePage { Notes = [await check.CheckAsync(Token)] }]), what, said);
                }
            }
        }

        return said;
    }

    private static async Task ListenAsync(SourceWorld world, Func<Task<Reading>> read, string what, List<(string, string)> said)
    {
        try
        {
            var reading = await read();
            said.AddRange(reading.Pages.SelectMany(p => p.Notes.Append(p.Set ?? "")).Concat(reading.Records.Select(r => r.Position.ToString())).Append(reading.Next ?? "").Select(t => (what, t)));
        }
        catch (Exception fault)
        {
            said.Add((what, fault.ToString()));
        }

        said.AddRange(world.Log.Lines.Select(l => (what, l)));
    }
}

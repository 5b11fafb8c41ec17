namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    private const int Large = 3_000_000;

    /// <summary>What went in comes out: read, rejected or unchanged.</summary>
    [Check("A run that does not balance is shown as failed; one that balances by leaving people out is worse.", "a 'continue' or a 'catch' in the loop that adds nothing to the page")]
    public async Task EverythingIsAccountedFor()
    {
        var mixed = Mixed();
        using var world = World(mixed);
        var reading = await ReadAsync(world);
        Require(reading.Count == mixed.Count, $"of {mixed.Count} it read {reading.Records.Count}, rejected {reading.Rejected.Count} and left {reading.Unchanged.Count} unchanged",
            $"{mixed.Count} in all: what can't be read is a RejectedRecord");
    }

    /// <summary>A record without any id takes no neighbour with it.</summary>
    [Check("One record that a recruiter left half empty keeps everybody else from being invited.", "an exception thrown for one record; 'required' in a payload's class")]
    public async Task ARecordWithoutIdsTakesNobodyWithIt() =>
        await NeighboursLiveAsync(SampleSet.One(2).With("ApplicationId", "").With("CandidateId", "").With("JobId", ""), nameof(ARecordWithoutIdsTakesNobodyWithIt));

    /// <summary>A record without moments takes no neighbour with it, and doesn't stop the cursor.</summary>
    [Check("One record without a date stops the read for ever: every run meets it again.", "the cursor is taken from each record: say what happens where it has none")]
    public async Task ARecordWithoutMomentsTakesNobodyWithIt() =>
        await NeighboursLiveAsync(SampleSet.One(2).With("StageEnteredAt", "").With("UpdatedAt", ""), nameof(ARecordWithoutMomentsTakesNobodyWithIt), visible: false);

    /// <summary>A record of nothing but junk takes no neighbour with it.</summary>
    [Check("One unreadable date or status ends the read, and with it everybody's invites.", "Parse where TryParse belongs: what can't be used is handed over as text, and conversion judges")]
    public async Task ARecordOfJunkTakesNobodyWithIt() =>
        await NeighboursLiveAsync(SampleSet.One(2).With("StageEnteredAt", "yesterday-ish").With("SmsOptIn", "maybe").With("Phone", "n/a").With("Email", "no @ at all")
            .With("TimeZone", "Mars/Olympus").With("ResumeUrl", "not a link"), nameof(ARecordOfJunkTakesNobodyWithIt));

    /// <summary>A huge value takes no neighbour with it.</summary>
    [Check("One pasted novel takes the memory of the host, or stops the read.", "limits: a record that is too long is a RejectedRecord, its neighbours live")]
    public async Task AHugeValueTakesNobodyWithIt() =>
        await NeighboursLiveAsync(SampleSet.One(2).With("JobTitle", new string('x', Large)), nameof(AHugeValueTakesNobodyWithIt));

    /// <summary>A rejected record says where it stands and why.</summary>
    [Check("The consultant reads 'invalid record' and can mend nothing.", "the Reason: the value, what is allowed, and what to do; the Key where it can be read")]
    public async Task ARejectedRecordSaysPlaceAndReason()
    {
        using var world = World(Mixed());
        var rejected = (await ReadAsync(world)).Rejected;
        if (rejected.Count == 0)
        {
            Skip("rejects none of the odd records, and leaves them to conversion");
        }

        var bare = rejected.FirstOrDefault(r => string.IsNullOrWhiteSpace(r.Reason) || r.Reason.Length < 15 || string.IsNullOrWhiteSpace(r.Position.Resource) || r.Excerpt?.Length > 2000);
        Require(bare is null, $"it rejected a record at '{bare?.Position}' with the reason '{bare?.Reason}' and {bare?.Excerpt?.Length} characters of excerpt",
            "a place, a reason that a person can act on, and at most 2,000 characters of excerpt");
    }

    /// <summary>Every record has a place of its own.</summary>
    [Check("Quarantine and explain name a place, and nobody finds the record there.", "RecordPosition: the file or address, and the row or index as a person counts it")]
    public async Task PositionsNameThePlace()
    {
        using var world = World(SampleSet.Ordinary(Many()));
        var places = (await ReadAsync(world)).Records.Select(r => r.Position).ToList();
        var blank = places.Count(p => string.IsNullOrWhiteSpace(p.Resource) || p.Row is < 1);
        Require(blank == 0, $"{blank} of its records have no place or a row below 1", "a resource, and a row from 1 where there are rows");
        var same = places.GroupBy(p => p).FirstOrDefault(g => g.Skip(1).Any());
        Require(same is null, $"{same?.Count()} records stand at '{same?.Key}'", "a place of its own for every record of a read");
    }

    /// <summary>A page fits into memory.</summary>
    [Check("A customer with a million applications takes the host down.", "yield a page every some hundred records instead of one at the end")]
    public async Task PagesStaySmall()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var most = (await ReadAsync(world)).Pages.Max(p => p.Records.Count + p.Rejected.Count + p.Unchanged.Count);
        Require(most <= 5000 && (most < samples.Count || samples.Count < 1000), $"one page holds {most} of {samples.Count} records", "some hundreds to a few thousand a page");
    }

    private int Many()
    {
        using var world = NewWorld();
        return world.Many;
    }

    private static List<SampleApplication> Mixed() =>
    [
        SampleSet.One(1), SampleSet.One(2).With("ApplicationId", "").With("CandidateId", "").With("JobId", ""), SampleSet.One(3), SampleSet.One(4).With("StageEnteredAt", "soon"),
        SampleSet.One(5).With("Email", "a@example.org, b@example.org"), SampleSet.One(6).With("JobTitle", new string('y', 1_500_000)), SampleSet.One(7),
    ];

    /// <param name="bad">The odd one.</param>
    /// <param name="check">The check.</param>
    /// <param name="visible">Whether the source would show it to whoever asks for what changed since a moment.</param>
    private async Task NeighboursLiveAsync(SampleApplication bad, string check, bool visible = true)
    {
        using var world = World([SampleSet.One(1), bad, SampleSet.One(3)], check);
        var reading = await ReadAsync(world, check: check);
        RequireAll([SampleSet.One(1), SampleSet.One(3)], reading, "the records before and after it", check);
        Require(!visible || reading.Count == 3, $"it accounts for {reading.Count} of 3 records", "the bad one too: delivered as it is, or rejected with its reason", check);
    }
}

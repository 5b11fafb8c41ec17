namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>A fingerprint is the same in every read.</summary>
    [Check("Every run takes everybody for changed: slow, and the history is full of changes that were none.", "a seed, a position, an object's hash code or a dictionary's order in the fingerprint", Needs = Ability.Fingerprints)]
    public async Task FingerprintsAreStable()
    {
        using var first = World(SampleSet.Ordinary(8));
        var one = Prints(await ReadAsync(first));
        // The same people elsewhere: other neighbours, another place.
        using var second = World([.. SampleSet.Ordinary(20).Skip(2)]);
        var two = Prints(await ReadAsync(second));
        var moved = one.Where(p => two.TryGetValue(p.Key, out var other) && other != p.Value).Select(p => p.Key).ToList();
        Require(moved.Count == 0, $"the same record has another fingerprint in another place: {KeyList(moved)}", "a fingerprint over what the record says, and nothing else");
    }

    /// <summary>Another value in any field is another fingerprint.</summary>
    [Check("A change of the forgotten field is never seen: a new stage, a withdrawn consent.", "the list of fields that are hashed: all that the record is made of; what is asked for elsewhere goes into LookedUp", Needs = Ability.Fingerprints)]
    public async Task AFingerprintDiffersWithEveryField()
    {
        var sample = SampleSet.One(1);
        using var world = World([sample]);
        var before = Print(await ReadAsync(world));
        foreach (var field in Carried.Except(LookedUp, StringComparer.Ordinal))
        {
            using var other = NewWorld();
            var value = field is "StageEnteredAt" or "UpdatedAt" ? SampleSet.Moment(5) : field is "Phone" ? "+49309111111" : sample[field] + "x";
            other.Hold([sample.With(field, value)]);
            Require(Print(await ReadAsync(other)) != before, $"its fingerprint is the same whether {field} is '{sample[field]}' or '{value}'", "another fingerprint for another value in any field");
        }
    }

    /// <summary>Text that moves from one field to the next is another fingerprint.</summary>
    [Check("A change is taken for none because the letters are the same.", "concatenating values without their lengths", Needs = Ability.Fingerprints)]
    public async Task AFingerprintTellsOneFieldFromTheNext()
    {
        using var one = World([SampleSet.One(1).With("FirstName", "Ann").With("LastName", "Abel").With("JobId", "1").With("JobTitle", "23")]);
        using var two = World([SampleSet.One(1).With("FirstName", "AnnA").With("LastName", "bel").With("JobId", "12").With("JobTitle", "3")]);
        Require(Print(await ReadAsync(one)) != Print(await ReadAsync(two)), "'Ann' 'Abel' and 'AnnA' 'bel' have one fingerprint", "two");
    }

    /// <summary>What is known may be left out, and nothing else.</summary>
    [Check("Somebody who changed is left out as known, and never invited.", "request.Known: ask for the fingerprint of the record as it is now", Needs = Ability.Known)]
    public async Task OnlyWhatIsKnownIsLeftOut()
    {
        var samples = SampleSet.Ordinary(Many());
        using var world = World(samples);
        var known = Prints(await ReadAsync(world));
        var prints = known.Values.ToHashSet();
        using var later = NewWorld();
        IReadOnlyList<SampleApplication> now = [.. samples.Skip(1), Moved(samples[0], 9000)];
        later.Hold(now);
        var reading = await ReadAsync(later, known: new KnownSet(known.Values));
        Require(NotDelivered([now[^1]], reading).Count == 0, "a record that had changed was left out as known", "what is not known is delivered");
        Require(reading.Count == now.Count && reading.Unchanged.All(prints.Contains),
            $"of {now.Count} it delivered {reading.Records.Count} and left out {reading.Unchanged.Count}, {reading.Unchanged.Count(u => !prints.Contains(u))} of them with a fingerprint that nobody knows",
            "each record once, in Records or in Unchanged");
    }

    /// <summary>What is known is left out.</summary>
    [Check("Nothing is wrong, and everything is slow: a million unchanged records are built to be thrown away.", "request.Known: put the fingerprint into Unchanged instead of building the record", Needs = Ability.Known)]
    public async Task WhatIsKnownIsLeftOut()
    {
        var samples = SampleSet.Ordinary(12);
        using var world = World(samples);
        var known = Prints(await ReadAsync(world));
        var reading = await ReadAsync(world, known: new KnownSet(known.Values));
        Require(reading.Unchanged.Count == samples.Count && reading.Records.Count == 0, $"of 12 known records it delivered {reading.Records.Count} all the same", "12 in Unchanged; or say that the adapter lacks Known");
    }

    private Dictionary<string, UInt128> Prints(Reading reading)
    {
        if (reading.Records.Count > 0 && reading.Records.All(r => r.Fingerprint is null))
        {
            Skip("leaves fingerprints to the engine");
        }

        return reading.Records.ToDictionary(r => KeyOf(r) ?? "", r => r.Fingerprint ?? default, StringComparer.Ordinal);
    }

    private UInt128? Print(Reading reading) => Prints(reading).Values.Single();
}

namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>The host finds the class and can build it.</summary>
    [Check("The adapter is refused when the host starts, and whoever reads it says 'no such adapter'.", "[Adapter], public sealed, one public constructor, settings with init properties")]
    public Task TheHostCanBuildIt()
    {
        using var world = World([]);
        AdapterRules.Hold(this, Adapter, typeof(ICandidateSource), (did, expected) => throw Failure(did, expected, nameof(TheHostCanBuildIt)));
        return Task.CompletedTask;
    }

    /// <summary>Whoever stands in the source is delivered.</summary>
    [Check("Whoever is missing is never invited, and nobody is told.", "the end of the loop: the last record, the last page")]
    public async Task EveryApplicationArrives()
    {
        var samples = SampleSet.Ordinary(12);
        using var world = World(samples);
        RequireAll(samples, await ReadAsync(world), "each of the 12 applications that the source holds");
    }

    /// <summary>Nobody is delivered who isn't there, and nobody twice in one reading.</summary>
    [Check("A record that stands for nobody goes to quarantine or invites a stranger.", "a trailing line, a heading or a total that was taken for a record; a page that was added twice")]
    public async Task NobodyIsDeliveredTwiceOrInvented()
    {
        var samples = SampleSet.Ordinary(12);
        using var world = World(samples);
        var reading = await ReadAsync(world);
        var known = samples.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var strange = reading.Records.Select(r => KeyOf(r) ?? "(no key)").Where(k => !known.Contains(k)).ToList();
        Require(strange.Count == 0, $"it delivered {KeyList(strange)}, which the source does not hold", "the applications of the source and nothing else");
        var twice = reading.Records.GroupBy(KeyOf, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key ?? "").ToList();
        Require(twice.Count == 0 && reading.Rejected.Count == 0, $"it delivered {KeyList(twice)} more than once, and rejected {reading.Rejected.Count}", "each application once");
    }

    /// <summary>Ids are text: zeros, letters and digits stay.</summary>
    [Check("Two people become one, or a person is invited again because the id has changed.", "a number type on the way: int, double, a JSON number, a spreadsheet's cell")]
    public async Task IdsAreText()
    {
        using var world = World(SampleSet.OddIds);
        NeedsField("ApplicationId");
        RequireAll(SampleSet.OddIds, await ReadAsync(world), "every id as it is written, such as 007, 272735e2 and 9007199254740993");
    }

    /// <summary>Ids that differ in little are different.</summary>
    [Check("One of two people is taken for the other, and never invited.", "a dictionary that does not regard case; trimming zeros; comparing numbers")]
    public async Task IdsThatDifferInLittleStayApart()
    {
        using var world = World(SampleSet.OddIds);
        NeedsField("ApplicationId");
        var keys = (await ReadAsync(world)).Records.Select(r => RecordConversion.Convert(r, ConversionRules.None).Application?.Key).ToList();
        var distinct = keys.Distinct(StringComparer.Ordinal).Count();
        Require(distinct == SampleSet.OddIds.Count, $"it delivered {distinct} different keys", $"{SampleSet.OddIds.Count}: 7 is not 007, a-1 is not A-1, 1.0 is not 1.00");
    }

    /// <summary>Every field that the format has arrives; those that it has not are declared.</summary>
    [Check("Consent, phone or status is silently absent: no text message is ever sent, or somebody rejected is invited.", "the mapping of fields; NotCarried of this suite for what the format does not have")]
    public async Task EveryFieldArrives()
    {
        var sample = SampleSet.One(3);
        using var world = World([sample]);
        var reading = await ReadAsync(world);
        Require(reading.Records.Count == 1, $"it delivered {reading.Records.Count} records", "one");
        var different = Differences(sample, reading.Records[0]);
        Require(different.Count == 0, $"it delivered {string.Join(", ", different)}", "every field as it was put in, or its name in NotCarried");
        var surprising = NotCarried.Where(f => !string.IsNullOrEmpty(SampleField.Of(reading.Records[0], f))).ToList();
        Require(surprising.Count == 0, $"it delivered {string.Join(", ", surprising)}, which NotCarried says that it does not carry", "a true declaration");
    }

    /// <summary>Names with the format's own signs in them arrive whole.</summary>
    [Check("O'Neil and Smith, Jr. are quarantined or greeted by half of their name; one such record spoils the file.", "writing or reading without the format's library; splitting at separators; a missing escape")]
    public async Task HostileNamesArriveAsTheyAre()
    {
        using var world = World(SampleSet.HostileNames);
        RequireAll(SampleSet.HostileNames, await ReadAsync(world), "every name as it is written, signs and line breaks included");
    }

    /// <summary>Names in every script arrive whole.</summary>
    [Check("The invite greets Zo? or 李??; a look-up by name finds nobody.", "a file opened in the machine's encoding; normalising; cutting text in the middle of a character")]
    public async Task NamesInEveryScriptArriveAsTheyAre()
    {
        using var world = World(SampleSet.EveryScript);
        RequireAll(SampleSet.EveryScript, await ReadAsync(world), "every name as it is written, in its own characters");
    }

    /// <summary>Stages and statuses are handed over in the source's own words.</summary>
    [Check("A route that names the stage as the consultant sees it in the ATS matches nothing.", "a table of stages or statuses in the adapter: conversion is the engine's, the same for every adapter")]
    public async Task TheSourcesOwnWordsAreNotTranslated()
    {
        using var world = World(SampleSet.OwnWords);
        RequireAll(SampleSet.OwnWords, await ReadAsync(world), "stage and status as the source writes them");
    }

    /// <summary>Several applications of one person are several.</summary>
    [Check("A person who applied twice is watched in one of the two jobs only.", "grouping by candidate or by e-mail: the application is the unit")]
    public async Task SeveralApplicationsOfOnePersonStaySeveral()
    {
        IReadOnlyList<SampleApplication> samples = SampleSet.OfOnePerson;
        using var world = World(samples);
        RequireAll(samples, await ReadAsync(world), "four applications of one candidate");
    }

    /// <summary>An empty status is not a missing one: missing counts as active.</summary>
    [Check("Somebody whose status was cleared counts as active and is invited.", "string.IsNullOrEmpty(x) ? null : x, or a library's option that makes empty cells null")]
    public async Task AnEmptyStatusIsNotMissing()
    {
        // In a stage of its own: some systems have the status from the stage.
        using var world = World([SampleSet.One(1), SampleSet.One(2).With("StageId", "0020").With("Status", "")]);
        NeedsField("Status");
        var record = (await ReadAsync(world)).Records.FirstOrDefault(r => KeyOf(r) == KeyOf(SampleSet.One(2)));
        Require(record is { Status: not null } && record.Status.Trim().Length == 0, $"it delivered {(record is null ? "no such record" : $"the status {Quoted(record.Status)}")}",
            "an empty text, which counts as unknown: null would count as active");
    }

    /// <summary>A null is neither a word nor a missing status.</summary>
    [Check("The word 'null' is greeted by name, or somebody without a status counts as active.", "ToString of a null; a null that is treated like a missing key", Needs = Ability.Nulls)]
    public async Task ANullIsNoWordAndNotMissing()
    {
        var sample = SampleSet.One(2).With("StageId", "0020").With("Status", null).With("JobTitle", null);
        using var world = World([SampleSet.One(1), sample]);
        var record = (await ReadAsync(world)).Records.FirstOrDefault(r => KeyOf(r) == KeyOf(sample));
        Require(record is not null, "it delivered no such record", "a record in which two fields are null");
        Require(string.IsNullOrEmpty(record.JobTitle), $"it delivered the job title {Quoted(record.JobTitle)}", "no text for a null");
        Require(NotCarried.Contains("Status", StringComparer.Ordinal) || record.Status is "", $"it delivered the status {Quoted(record.Status)}", "an empty text: the source has a status and nothing in it");
    }

    /// <summary>A field that a record does not have is no word, and takes nothing else with it.</summary>
    [Check("One record of an older kind stops the whole read, or is filled with its neighbour's values.", "GetProperty instead of TryGetProperty; a buffer that is used again", Needs = Ability.MissingFields)]
    public async Task AMissingFieldIsNoWord()
    {
        IReadOnlyList<SampleApplication> samples = [SampleSet.One(1), SampleSet.One(2).Without("Phone").Without("JobTitle").Without("StageEnteredAt").Without(SampleField.Attribute), SampleSet.One(3)];
        using var world = World(samples);
        var reading = await ReadAsync(world);
        RequireAll(samples, reading, "all three records");
        var record = reading.Records.First(r => KeyOf(r) == KeyOf(samples[1]));
        var filled = new[] { "Phone", "JobTitle", "StageEnteredAt", SampleField.Attribute }.Where(f => !string.IsNullOrEmpty(SampleField.Of(record, f))).ToList();
        Require(filled.Count == 0, $"it delivered {string.Join(", ", filled.Select(f => $"{f} '{SampleField.Of(record, f)}'"))}", "nothing where the record has nothing");
    }

    private static string Quoted(string? value) => value is null ? "null" : $"'{Short(value)}'";
}

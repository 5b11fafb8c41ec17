using System.Runtime.CompilerServices;

namespace AtsBridge.Testing;

/// <summary>
/// What every source promises, as checks to inherit. Take <see cref="FileSourceConformance{TSource, TSettings}"/> or
/// <see cref="HttpSourceConformance{TSource, TSettings}"/>, which bring the world around the adapter; take this one for a source that reads
/// something else.
/// </summary>
public abstract partial class SourceConformance : ConformanceSuite
{
    /// <summary>Fields that the format does not have at all, by the names of <see cref="SampleField.Names"/>. Every other one must arrive.</summary>
    protected virtual IReadOnlyList<string> NotCarried => [];

    /// <summary>
    /// Fields that come from elsewhere than the record, a person's or a job's own address, and are asked for only where the record has changed: a
    /// change of theirs alone is found with the application's next one.
    /// </summary>
    protected virtual IReadOnlyList<string> LookedUp => [];

    private protected IReadOnlyList<string> Carried => [.. SampleField.Names.Except(NotCarried, StringComparer.Ordinal)];

    /// <summary>A new world; each check has its own.</summary>
    protected abstract SourceWorld NewWorld();

    /// <summary>A world that holds some applications, unless the check is skipped.</summary>
    private protected SourceWorld World(IReadOnlyList<SampleApplication> applications, [CallerMemberName] string check = "")
    {
        Begin(check);
        var world = NewWorld();
        world.Hold(applications);
        return world;
    }

    private protected static ReadRequest Request(SourceWorld world, string? since = null, IKnownRecords? known = null) =>
        new(since, known) { FullSets = world.FullSets };

    /// <summary>Reads everything from a cursor on; whatever is thrown fails the check.</summary>
    private protected async Task<Reading> ReadAsync(SourceWorld world, string? since = null, ICandidateSource? source = null, IKnownRecords? known = null, [CallerMemberName] string check = "") =>
        await TryAsync(() => SourceReader.ToEndAsync(source ?? world.Open(), Request(world, since, known), Token), "a read without an exception", check);

    private protected async Task<T> TryAsync<T>(Func<Task<T>> read, string expected, [CallerMemberName] string check = "")
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is not ConformanceException && !Token.IsCancellationRequested)
        {
            throw Failure(Thrown(fault), expected, check);
        }
    }

    /// <summary>Reads, and wants a fault of the source or everything that it holds: nothing may be lost without a word.</summary>
    private protected async Task<(Reading? Read, SourceException? Fault)> ReadOrFaultAsync(Func<Task<Reading>> read, [CallerMemberName] string check = "")
    {
        try
        {
            return (await read(), null);
        }
        catch (SourceException fault)
        {
            return (null, fault);
        }
        catch (Exception fault) when (fault is not ConformanceException && !Token.IsCancellationRequested)
        {
            throw Failure(Thrown(fault), "a SourceException, which says what to do next", check);
        }
    }

    private protected static string Thrown(Exception fault) => fault is EndlessReadException ? fault.Message : $"it threw {fault.GetType().Name}: {fault.Message}";

    /// <summary>What stands for an application, as the engine makes it.</summary>
    private protected string KeyOf(SampleApplication application) => Key(name => Carried.Contains(name, StringComparer.Ordinal) ? application[name] : null) ?? "";

    private protected static string? KeyOf(SourceRecord record) => Key(name => SampleField.Of(record, name));

    private protected static string KeyList(IEnumerable<string> keys)
    {
        var all = keys.ToList();
        return string.Join(", ", all.Take(5)) + (all.Count > 5 ? $" and {all.Count - 5} more" : "");
    }

    /// <summary>The applications of which no record tells as they are now.</summary>
    /// <exception cref="ConformanceException">Nobody is missing, and some have other fields: that is said, and not that they were lost.</exception>
    private protected IReadOnlyList<string> NotDelivered(IEnumerable<SampleApplication> applications, Reading reading, [CallerMemberName] string check = "")
    {
        var delivered = reading.Records.ToLookup(r => KeyOf(r) ?? "", StringComparer.Ordinal);
        var unlike = applications.Where(a => !delivered[KeyOf(a)].Any(r => Differences(a, r).Count == 0)).ToList();
        var lost = unlike.Where(a => delivered[KeyOf(a)].All(r => IsBefore(a, r))).Select(KeyOf).ToList();
        if (lost.Count == 0 && unlike.Count > 0)
        {
            var record = delivered[KeyOf(unlike[0])].Last(r => !IsBefore(unlike[0], r));
            throw OtherFields(KeyOf(unlike[0]), Differences(unlike[0], record), "every field as it was put in; nobody is missing here", check);
        }

        return lost;
    }

    // Whom the kit moves gets another stage: a record with the stage of the beginning tells of the time before.
    private static bool IsBefore(SampleApplication application, SourceRecord record) =>
        Plain(application["Stage"]) != Plain(record.Stage) && Plain(record.Stage) == SampleSet.One(1)["Stage"];

    private ConformanceException OtherFields(string key, IReadOnlyList<string> differences, string expected, string check) =>
        Failure($"of {key} it delivered {string.Join(", ", differences)}", expected, check,
            check == nameof(EveryFieldArrives) ? null : "see EveryFieldArrives first, where that is red too: one wrong field turns many checks red.");

    /// <summary>Where a record says something else than the application that it is of.</summary>
    private protected IReadOnlyList<string> Differences(SampleApplication application, SourceRecord record) =>
        [.. Carried.Where(f => application.Values.ContainsKey(f) && !Same(f, application[f], SampleField.Of(record, f)))
            .Select(f => $"{f} '{Short(SampleField.Of(record, f))}' instead of '{Short(application[f])}'")];

    private protected void RequireAll(IReadOnlyList<SampleApplication> applications, Reading reading, string expected, [CallerMemberName] string check = "")
    {
        var byKey = reading.Records.GroupBy(r => KeyOf(r) ?? "", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var missing = applications.Where(a => !byKey.ContainsKey(KeyOf(a))).Select(KeyOf).ToList();
        Require(missing.Count == 0, $"it delivered {reading.Records.Count} records and not {KeyList(missing)}{Reasons(reading)}", expected, check);
        var wrong = applications.Select(a => (Key: KeyOf(a), Differences: Differences(a, byKey[KeyOf(a)]))).FirstOrDefault(d => d.Differences.Count > 0);
        if (wrong.Key is not null)
        {
            throw OtherFields(wrong.Key, wrong.Differences, expected, check);
        }
    }

    private static string Reasons(Reading reading) =>
        reading.Rejected.Count == 0 ? "" : $"; it rejected {reading.Rejected.Count}, the first because '{Short(reading.Rejected[0].Reason)}'";

    private static string? Key(Func<string, string?> value) =>
        Text(value("ApplicationId")) ?? (Text(value("CandidateId")) is { } candidate && Text(value("JobId")) is { } job ? $"{candidate} / {job}" : null);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    // Space around a value and the kind of its line breaks are nobody's concern: conversion trims, and XML has only one kind.
    private static bool Same(string field, string? sample, string? delivered) =>
        Plain(sample) == Plain(delivered) || (field is "StageEnteredAt" or "UpdatedAt" && SameMoment(sample, delivered));

    private static string Plain(string? value) => (value ?? "").ReplaceLineEndings("\n").Trim();

    private static string Short(string? value) => value is null ? "(null)" : value.Length > 80 ? value[..80] + "…" : value;
}

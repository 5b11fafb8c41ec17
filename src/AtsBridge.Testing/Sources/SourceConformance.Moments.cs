using System.Globalization;
using System.Text.RegularExpressions;

namespace AtsBridge.Testing;

public abstract partial class SourceConformance
{
    /// <summary>A moment is the same moment when it arrives, whatever its zone.</summary>
    [Check("An invite goes out an hour early, or to somebody who entered the stage before the baseline.", "where the adapter parses a date: hand over the text as it is")]
    public async Task MomentsKeepTheirInstant()
    {
        using var world = World(SampleSet.Moments);
        NeedsField("StageEnteredAt");
        var reading = await ReadAsync(world);
        RequireAll(SampleSet.Moments, reading, "every moment with its offset, also in the two hours of summer time that have one name");
    }

    /// <summary>The hour that comes twice in autumn is two hours.</summary>
    [Check("Two events an hour apart become one, and the later stage may lose against the earlier.", "DateTime instead of DateTimeOffset; a conversion to local time")]
    public async Task TheHourThatComesTwiceStaysTwoHours()
    {
        var twice = SampleSet.Moments.Take(2).ToList();
        using var world = World(twice);
        NeedsField("StageEnteredAt");
        var moments = (await ReadAsync(world)).Records.Select(r => Instant(r.StageEnteredAt)).ToList();
        Require(moments is [{ } first, { } second] && (second - first).Duration() == TimeSpan.FromHours(1),
            $"it delivered {string.Join(" and ", moments)}", "02:30 of summer time and 02:30 of winter time, an hour apart");
    }

    /// <summary>Where the source names no zone, the adapter invents none.</summary>
    [Check("The machine's own zone moves every date, on the server and not on the developer's machine.", "DateTime.Parse with AssumeLocal, ToUniversalTime, a formatted 'Z'")]
    public async Task AMomentWithoutAZoneIsGivenNone()
    {
        using var world = World(SampleSet.MomentsWithoutZone);
        NeedsField("StageEnteredAt");
        foreach (var record in (await ReadAsync(world)).Records)
        {
            Require(!Zone().IsMatch(record.StageEnteredAt ?? ""), $"it delivered '{record.StageEnteredAt}'", "the source's own text, which names no zone");
        }
    }

    /// <summary>Languages and calendars of the machine have no say.</summary>
    [Check("The same export reads differently on a German, a Turkish or an Arabic server.", "ToString, Parse or ToLower without CultureInfo.InvariantCulture")]
    public async Task TheLanguageOfTheMachineDoesNotMatter()
    {
        IReadOnlyList<SampleApplication> samples = [.. SampleSet.Moments, .. SampleSet.Ordinary(15).Skip(SampleSet.Moments.Count)];
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var language in new[] { "de-DE", "tr-TR", "ar-SA", "th-TH" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
                using var world = World(samples);
                RequireAll(samples, await ReadAsync(world), $"the same records on a machine of {language}");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private void NeedsField(string field)
    {
        if (NotCarried.Contains(field, StringComparer.Ordinal))
        {
            Skip($"carries no {field}");
        }
    }

    private static bool SameMoment(string? sample, string? delivered) =>
        sample is not null && delivered is not null && Instant(sample) is { } one
        && (UnixMoment.Read(delivered) is null ? Zone().IsMatch(sample) == Zone().IsMatch(delivered) && one == Instant(delivered) : Zone().IsMatch(sample) && UnixMoment.IsOf(delivered, one));

    private static DateTimeOffset? Instant(string? text) =>
        RecordConversion.Convert(new SourceRecord { Position = default, ApplicationId = "1", StageEnteredAt = text }, ConversionRules.None).Application?.StageEnteredAt;

    [GeneratedRegex(@"(Z|UTC|GMT|[+-]\d\d:?\d\d)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Zone();
}

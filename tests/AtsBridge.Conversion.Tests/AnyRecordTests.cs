using CsCheck;

namespace AtsBridge.Tests.Conversion;

/// <summary>Whatever stands in a field: conversion does not throw, and ends as one application or one rejection.</summary>
public sealed class AnyRecordTests
{
    /// <summary>Any text, and texts that look like something and are not quite it.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Char.Array[0, 30].Select(c => new string(c)),
        Of("1.2E+10", "ada@example.com", "a@b@c, d@e", "<@>", "\"@\"@a.b", "2026-02-30", "9999999999999", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "\ud800", "\0", " ", "x@\ud800.de"),
        Gen.Select(Of("2026-01-01", "1.2E+1", "a@b.c", "17752110"), Gen.String[0, 5], (a, b) => a + b),
        Gen.String["0123456789.,eE+@<>\" -/:TZ"]);

    private static readonly Gen<string?> Field = Gen.Frequency((1, Gen.Const((string?)null)), (9, Text.Select(t => (string?)t)));

    private static readonly Gen<SourceRecord> Record = Field.Array[18].Select(f => new SourceRecord
    {
        Position = new("any", 1), ApplicationId = f[0], CandidateId = f[1], FirstName = f[2], LastName = f[3], FullName = f[4], Email = f[5], Phone = f[6], JobId = f[7],
        JobTitle = f[8], Stage = f[9], StageId = f[10], StageEnteredAt = f[11], Status = f[12], UpdatedAt = f[13], SmsOptIn = f[14], TimeZone = f[15], ResumeUrl = f[16], LinkedInUrl = f[17],
    });

    private static readonly Gen<ConversionRules> Rules = Gen.Select(Text.Array[0, 3], Text.Array[0, 3], (words, formats) => new ConversionRules
    {
        StatusMap = words.Distinct(StringComparer.Ordinal).ToDictionary(w => w, _ => ApplicationStatus.OnHold, StringComparer.Ordinal),
        DateFormats = formats,
    });

    [Fact]
    public void AnyRecordEndsAsOneApplicationOrOneRejection() => Gen.Select(Record, Rules).Sample((record, rules) =>
    {
        var conversion = RecordConversion.Convert(record, rules);

        Assert.True(conversion.Application is null != conversion.Rejection is null);
        Assert.NotNull(conversion.Warnings);
        Assert.True(conversion.Rejection is not { Excerpt.Length: > 2000 });
        Assert.True(conversion.Rejection is null || conversion.Rejection.Reason.Length > 0);
    }, iter: 20_000);

    [Fact]
    public void WhatWasConvertedIsCleanOfBlanksAndUsable() => Record.Sample(record =>
    {
        if (RecordConversion.Convert(record, Some.NoRules).Application is not { } application)
        {
            return;
        }

        Assert.Equal(application.Key.Trim(), application.Key);
        Assert.NotEmpty(application.Key);
        foreach (var value in new[] { application.Stage, application.JobId, application.CandidateId, application.Email?.Value, application.TimeZone })
        {
            Assert.True(value is null || (value.Length > 0 && value.Trim() == value));
        }

        Assert.True(application.Email?.Value is not { } address || (address.Count(c => c == '@') == 1 && !address.Contains(' ', StringComparison.Ordinal)));
    }, iter: 20_000);

    [Fact]
    public void TheSameRecordAlwaysBecomesTheSame() => Record.Sample(record =>
        Assert.Equal(RecordConversion.Convert(record, Some.NoRules) with { Warnings = [] }, RecordConversion.Convert(record, Some.NoRules) with { Warnings = [] }), iter: 2_000);

    [Fact]
    public void DifferentPairsOfIdsHaveDifferentKeys()
    {
        var id = Gen.Char["a/%2F5"].Array[1, 4].Select(c => new string(c));
        Gen.Select(id, id, id, id).Sample((c1, j1, c2, j2) =>
        {
            var one = Some.Accepted(Some.Record with { ApplicationId = null, CandidateId = c1, JobId = j1 }).Key;
            var other = Some.Accepted(Some.Record with { ApplicationId = null, CandidateId = c2, JobId = j2 }).Key;
            Assert.Equal((c1, j1) == (c2, j2), one == other);
        }, iter: 20_000);
    }

    private static Gen<string> Of(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}

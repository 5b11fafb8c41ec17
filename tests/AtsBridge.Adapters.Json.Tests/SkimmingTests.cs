using System.Globalization;
using System.Text;
using System.Text.Json;
using AtsBridge.Adapters.Records;
using CsCheck;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class SkimmingTests
{
    private static readonly FieldMap[] Maps =
    [
        new() { ApplicationId = "id", Stage = "stage", Status = "state.word", Email = "emails[0].value", FirstName = "['first name']", JobTitle = "job.title" },
        new() { ApplicationId = "id", Stage = "stage", Status = "größe", Attributes = new(StringComparer.Ordinal) { ["tag"] = "tags[*]", ["team"] = "job.team.name", ["job"] = "job.id", ["again"] = "id" } },
        new() { ApplicationId = "id", Stage = "stage", Phone = "phones[?(@.type=='mobile')].value", Email = "emails[*].value" },
        new() { ApplicationId = "id", Stage = "stage", Status = "state", Attributes = new(StringComparer.Ordinal) { ["word"] = "state.word", ["more"] = "more", ["deep"] = "more.a.b", ["first"] = "more[1]" } },
    ];

    [Fact]
    public async Task WhatIsSkimmedIsWhatWouldHaveBeenParsed() =>
        await Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, Maps.Length], Gen.Int[2, 6], Gen.Int[0, 3]).SampleAsync(async (seed, map, depth, known) =>
        {
            var export = new AnyExport(seed);
            var (bytes, sane) = export.Write();
            var settings = Settings(export.IsLines ? "a.ndjson" : "a.json", map < Maps.Length ? Maps[map] : null, export.IsLines ? null : "list") with { MaxCellChars = 100, MaxRecordBytes = 1024, MaxDepth = depth };
            if (!export.IsLines && bytes[0] == (byte)'[')
            {
                settings = settings with { Records = null };
            }

            // What is known: all that could be read before something went wrong, and under wider limits, and a part of what is there now.
            using var folder = new ExportFolder();
            var wide = settings with { MaxCellChars = 1_000_000, MaxRecordBytes = 1_000_000, MaxDepth = 64 };
            var before = await OutcomeAsync(folder.With(settings.Path, sane), wide, [], parsesAll: true);
            var plain = await OutcomeAsync(folder.With(settings.Path, bytes), wide, [], parsesAll: true);
            var fingerprints = before.Fingerprints.Concat(plain.Fingerprints.Where((_, i) => known == 0 || i % known == 0)).ToHashSet();
            var parsed = await OutcomeAsync(folder, settings, fingerprints, parsesAll: true);
            var skimmed = await OutcomeAsync(folder, settings, fingerprints, parsesAll: false);
            Assert.Equal(parsed.Text, skimmed.Text);
        }, iter: 1500, threads: 1);

    private static async Task<Outcome> OutcomeAsync(ExportFolder folder, JsonSettings settings, HashSet<UInt128> known, bool parsesAll)
    {
        var text = new StringBuilder();
        var fingerprints = new List<UInt128>();
        try
        {
            await foreach (var page in folder.Source(settings, parsesAll).ReadAsync(new ReadRequest(null, new KnownSet(known)), TestContext.Current.CancellationToken))
            {
                text.AppendJoin('\n', page.Records.Select(r => JsonSerializer.Serialize(r))).AppendLine();
                text.AppendJoin('\n', page.Rejected.Select(r => JsonSerializer.Serialize(r))).AppendLine();
                text.AppendJoin('\n', page.Unchanged.Select(u => u.ToString(CultureInfo.InvariantCulture))).AppendLine();
                text.AppendJoin('\n', page.Notes).AppendLine();
                fingerprints.AddRange(page.Records.Select(r => r.Fingerprint!.Value));
            }
        }
        catch (SourceException e)
        {
            text.Append(e.Fault).Append(e.Message);
        }

        return new(text.ToString(), fingerprints);
    }

    private sealed record Outcome(string Text, List<UInt128> Fingerprints);
}

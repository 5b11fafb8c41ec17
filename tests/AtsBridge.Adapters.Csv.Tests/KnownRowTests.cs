using System.Text;
using AtsBridge.Adapters.Records;
using CsCheck;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>What is known is skipped without the parser. Reading everything is the reference: skipping must change nothing else.</summary>
public sealed class KnownRowTests
{
    private static readonly Gen<(double At, byte Value)> Edit = Gen.Select(Gen.Double[0, 1], Gen.OneOf<byte>(0, 9, 10, 13, 32, 34, 44, 59, 65, 0xC3, 0xA9, 0xFF));

    [Fact]
    public async Task SkippingWhatIsKnownLeavesEverythingElseAsItIsWhateverIsDamaged() =>
        await Gen.Select(Table.Any, Edit.Array[0, 6], Gen.Int[0, 3], Gen.Int[1, 6]).SampleAsync(
            async (table, edits, share, read) =>
            {
                using var export = Export.Of(edits.Aggregate(table.Bytes(), Damage)).With(s => s with { Fields = Some(table, read), MaxCellChars = 30 });
                var plain = await OutcomeAsync(export, known: null);
                var fingerprints = plain.Read?.Records.Select(r => r.Fingerprint!.Value).ToList() ?? [];
                var known = fingerprints.Where((_, i) => share == 0 || i % (share + 1) == 0).ToHashSet();
                var quick = await OutcomeAsync(export, new Known(known.Contains));
                Assert.Equal(plain.Fault, quick.Fault);
                if (plain.Read is null || quick.Read is null)
                {
                    return;
                }

                Assert.Equal(fingerprints.Where(known.Contains), quick.Read.Unchanged);
                Assert.Equal(plain.Read.Records.Where(r => !known.Contains(r.Fingerprint!.Value)).Select(Text), quick.Read.Records.Select(Text));
                Assert.Equal(plain.Read.Rejected, quick.Read.Rejected);
                Assert.Equal(plain.Read.Notes, quick.Read.Notes);
            },
            iter: 1500);

    [Fact]
    public async Task AFaultIsNeverTakenForSomethingKnown() =>
        await Gen.Select(Table.Any, Edit.Array[0, 6], Gen.Int[1, 6]).SampleAsync(
            async (table, edits, read) =>
            {
                using var export = Export.Of(edits.Aggregate(table.Bytes(), Damage)).With(s => s with { Fields = Some(table, read), MaxCellChars = 30 });
                var plain = await OutcomeAsync(export, known: null);
                // Whoever is asked says yes: what is skipped then is exactly what would have been a record.
                var quick = await OutcomeAsync(export, new Known(_ => true));
                Assert.Equal(plain.Fault, quick.Fault);
                Assert.Equal(plain.Read?.Rejected, quick.Read?.Rejected);
                Assert.Equal(plain.Read?.Records.Select(r => r.Fingerprint!.Value), quick.Read?.Unchanged);
            },
            iter: 1500);

    [Fact]
    public async Task NeitherHeadingsNorBlankRowsAreEverKnown()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", Export.Header, ",,,", "\"\",,,", " Application ID,First Name , Email,Stage");
        var read = await export.ReadAsync(new Known(_ => true));
        Assert.Single(read.Unchanged);
        Assert.Equal([3, 6], read.Rejected.Select(r => r.Position.Row));
    }

    [Fact]
    public async Task TheParserIsNotAskedForWhatIsKnown()
    {
        using var export = Export.Of(Export.Header, "A1,Ada,ada@example.com,Applied", "A2,\"Zoe, Dr.\",zoe@example.com,\"Applied\"");
        var all = (await export.ReadAsync()).Records.Select(r => r.Fingerprint!.Value).ToHashSet();
        var asked = new List<UInt128>();
        var read = await export.ReadAsync(new Known(f =>
        {
            asked.Add(f);
            return all.Contains(f);
        }));
        // Once a row: a second time would be by the way of the parser.
        Assert.Equal(2, asked.Count);
        Assert.Equal(asked, read.Unchanged);
    }

    /// <summary>Several are asked for at once; pages end among them, and what is in memory does too.</summary>
    [Fact]
    public async Task WhatIsNewAmongManyThousandThatAreKnownIsFoundWhereItStands()
    {
        var rows = Enumerable.Range(0, 6000).Select(i => FormattableString.Invariant($"A{i},\"Ada\nof {i}\",{new string('x', i % 90)},Applied")).ToArray();
        using var export = Export.Of([Export.Header, .. rows]);
        var all = (await export.ReadAsync()).Records;
        var changed = all.Where((_, i) => i % 97 == 0 || i % 1000 < 40).ToList();
        var known = all.Except(changed).Select(r => r.Fingerprint!.Value).ToHashSet();
        var read = await export.ReadAsync(new Known(known.Contains));
        Assert.Equal(changed.Select(Text), read.Records.Select(Text));
        Assert.Equal(all.Select(r => r.Fingerprint!.Value).Where(known.Contains), read.Unchanged);
        Assert.Empty(read.Rejected);
    }

    private static async Task<(Outcome? Read, string? Fault)> OutcomeAsync(Export export, IKnownRecords? known)
    {
        try
        {
            return (await export.ReadAsync(known), null);
        }
        catch (SourceException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>Not every column is read.</summary>
    private static FieldMap Some(Table table, int read)
    {
        var all = table.Fields;
        foreach (var name in all.Attributes.Keys.Skip(read).ToList())
        {
            all.Attributes.Remove(name);
        }

        return all;
    }

    private static byte[] Damage(byte[] bytes, (double At, byte Value) edit)
    {
        var at = (int)(edit.At * (bytes.Length - 1));
        return [.. bytes[..at], edit.Value, .. bytes[at..]];
    }

    private static string Text(SourceRecord record)
    {
        var text = new StringBuilder().Append(record.Position).Append(record.Fingerprint).Append(record.ApplicationId);
        foreach (var (name, value) in record.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            text.Append('\u0001').Append(name).Append('\u0002').Append(value);
        }

        return text.ToString();
    }

    private sealed class Known(Func<UInt128, bool> contains) : IKnownRecords
    {
        public bool Contains(UInt128 fingerprint) => contains(fingerprint);
    }
}

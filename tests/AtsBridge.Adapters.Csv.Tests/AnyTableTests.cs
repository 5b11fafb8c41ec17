using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace AtsBridge.Adapters.Csv.Tests;

public sealed class AnyTableTests
{
    // Bytes that mean something to somebody: to CSV, to UTF-8, to C.
    private static readonly Gen<byte> Odd = Gen.OneOf<byte>(0, 9, 10, 13, 32, 34, 44, 59, 65, 0xC3, 0xA9, 0xEF, 0xFF);
    private static readonly Gen<(int Kind, double At, byte Value)> Edit = Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Odd);

    [Fact]
    public async Task AnyTableIsReadBackAsItWasWritten() =>
        await Table.Any.SampleAsync(
            async table =>
            {
                using var export = Export.Of(table.Bytes()).With(s => s with { Fields = table.Fields });
                var read = await export.ReadAsync();
                Assert.Empty(read.Rejected);
                Assert.Equal(table.Rows, read.Records.Select(r => Cells(r, table.Columns)));
            },
            iter: 1500);

    [Fact]
    public async Task WhateverIsDamagedTheReadEndsInRecordsQuarantineOrASourceException() =>
        await Gen.Select(Table.Any, Edit.Array[1, 8]).SampleAsync(
            async (table, edits) =>
            {
                var bytes = edits.Aggregate(table.Bytes(), (b, e) => Damage(b, e, from: 0));
                using var export = Export.Of(bytes).With(s => s with { Fields = table.Fields });
                try
                {
                    var read = await export.ReadAsync();
                    var rows = read.Records.Select(r => r.Position.Row).Concat(read.Rejected.Select(r => r.Position.Row)).ToList();
                    Assert.Equal(rows.Count, rows.Distinct().Count());
                }
                catch (SourceException)
                {
                    // The header was hit, or what is left is no CSV: said, not guessed.
                }
            },
            iter: 1500);

    [Fact]
    public async Task EveryLineWithoutQuotesIsARecordOrInQuarantineWhateverIsDamaged() =>
        await Gen.Select(Gen.Int[1, 40], Edit.Where(e => e.Value != (byte)'"').Array[1, 8]).SampleAsync(
            async (count, edits) =>
            {
                var bytes = edits.Aggregate(Plain(count), (b, e) => Damage(b, e, from: Export.Header.Length + 1));
                using var export = Export.Of(bytes);
                var read = await export.ReadAsync();
                var lines = Regex.Split(Encoding.Latin1.GetString(bytes), "\r\n|\r|\n").Skip(1);
                // NULs and damaged bytes are no blanks; cells that are all empty are.
                var expected = lines.Count(l => l.Length > 0 && !l.All(c => c is ' ' or '\t') && !(l.All(c => c == ',') && l.Length < 4));
                Assert.Equal(expected, read.Records.Count + read.Rejected.Count);
            },
            iter: 1500);

    [Fact]
    public async Task OneDamagedByteCostsTheLineItIsOnAndItsNeighbourAtMost() =>
        await Gen.Select(Gen.Int[3, 40], Edit.Where(e => e.Kind < 3)).SampleAsync(
            async (count, edit) =>
            {
                using var export = Export.Of(Damage(Plain(count), edit, from: Export.Header.Length + 1));
                var whole = (await export.ReadAsync()).Records.Count(r => r is { ApplicationId: { Length: > 1 } id, Email: { } email } && email == $"p{id[1..]}@example.com");
                Assert.InRange(whole, count - 2, count);
            },
            iter: 1500);

    private static byte[] Plain(int count) =>
        Encoding.UTF8.GetBytes(Export.Header + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"A{i},Ada,p{i}@example.com,Applied\n")));

    private static byte[] Damage(byte[] bytes, (int Kind, double At, byte Value) edit, int from)
    {
        if (bytes.Length <= from)
        {
            return bytes;
        }

        var at = Math.Min(bytes.Length - 1, from + (int)(edit.At * (bytes.Length - from)));
        return edit.Kind switch
        {
            0 => [.. bytes[..at], edit.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], edit.Value, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => bytes[..at],
        };
    }

    private static string[] Cells(SourceRecord record, int columns) =>
        [record.ApplicationId!, .. Enumerable.Range(1, columns - 1).Select(i => record.Attributes[$"h{i}"])];
}

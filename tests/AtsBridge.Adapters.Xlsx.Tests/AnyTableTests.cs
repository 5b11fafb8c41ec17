using CsCheck;

namespace AtsBridge.Adapters.Xlsx.Tests;

/// <summary>Whatever a writer writes comes back, shared or in place, with numbers and references or without.</summary>
public sealed class AnyTableTests
{
    private static readonly Gen<(Cell Cell, string Text)> Any = Gen.OneOf(
        Gen.String[Gen.Char["ab<>&'\"  \té漢_x0"], 0, 10].Select(t => ((Cell)t, t)),
        Gen.OneOf("", "007", "_x000", "😀🇩🇪", "a\r\nb", "=1+1", "Phone Screen").Select(t => ((Cell)t, t)),
        Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(n => (Cell.Number(n), FormattableString.Invariant($"{n}"))),
        Gen.Int[0, 99_999].Select(n => (Cell.Number(n, Cell.Padded), FormattableString.Invariant($"{n:D5}"))),
        Gen.Int[-99_999, 99_999].Where(n => n % 100 != 0).Select(n => (Cell.Number(n / 100.0), (n / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))),
        Gen.Int[61, 100_000].Select(d => (Cell.Number(d, Cell.Date), FormattableString.Invariant($"{new DateTime(1899, 12, 30).AddDays(d):yyyy-MM-dd}"))),
        Gen.Select(Gen.Int[61, 60_000], Gen.Int[1, 86_399]).Select((d, s) => (Cell.Number(d + (s / 86_400.0), Cell.Moment), FormattableString.Invariant($"{new DateTime(1899, 12, 30).AddDays(d).AddSeconds(s):yyyy-MM-ddTHH:mm:ss}"))),
        Gen.Bool.Select(b => (Cell.Truth(b), b ? "true" : "false")));

    [Fact]
    public async Task AnyTableIsReadBackAsItWasWritten() =>
        await Gen.Select(Any.Array[4].Array[1, 12], Gen.Bool, Gen.Int[0, 3]).SampleAsync(
            async (rows, shared, title) =>
            {
                var book = new Book();
                // The first cell is never blank: a row of nothing is no record.
                Cell[][] cells = [.. Enumerable.Range(0, title).Select(i => new Cell[] { $"Title {i}" }), XlsxExport.Header, .. rows.Select((r, i) => (Cell[])[$"A{i}", .. r.Select(c => shared ? Share(book, c.Cell) : c.Cell)])];
                using var export = XlsxExport.Of(book.Sheet("People", [.. cells.Select((r, i) => i == title ? [.. r, "Note"] : r)]))
                    .With(XlsxExport.Fields with { Attributes = new(StringComparer.Ordinal) { ["note"] = "Note" } });
                var read = await export.ReadAsync();
                Assert.Empty(read.Rejected);
                Assert.Equal(rows.Select((r, i) => ($"A{i}", r[0].Text, r[1].Text, r[2].Text, r[3].Text)), read.Records.Select(r => (r.ApplicationId!, r.FirstName!, r.Phone!, r.Stage!, r.Attributes["note"])));
            },
            iter: 400);

    private static Cell Share(Book book, Cell cell)
    {
        if (cell.Type != "inlineStr")
        {
            return cell;
        }

        book.Shared.Add(cell.Inner.Replace("<is>", "<si>", StringComparison.Ordinal).Replace("</is>", "</si>", StringComparison.Ordinal));
        return new Cell("s", $"<v>{book.Shared.Count - 1}</v>");
    }
}

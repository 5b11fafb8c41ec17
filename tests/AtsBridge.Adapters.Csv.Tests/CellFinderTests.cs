using AtsBridge.Adapters.Csv.Reading;
using AtsBridge.Adapters.Csv.Splitting;
using CsCheck;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>The cells that are found without the parser are those that it finds.</summary>
public sealed class CellFinderTests
{
    private const int MostCells = 6;

    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.String[Gen.Char["aé ;\""], 0, 20],
        Gen.String[Gen.Char["aé ,;"], 0, 20].Select(text => $"\"{text}\""),
        Gen.OneOf("", "\"\"", "a\"b\"", "5\"", "\"a\"\"b\"", "\"a\"\"\"", " \"a\""));

    [Fact]
    public Task WhatIsFoundIsWhatTheParserFinds() =>
        Cell.Array[1, MostCells + 1].SampleAsync(
            async cells =>
            {
                var text = string.Join(',', cells);
                await using var rows = new CsvRows(() => new StringReader(text), ',', new CsvLimits(1000));
                if (!await rows.ReadAsync(TestContext.Current.CancellationToken) || rows.Origin.Fault is not null)
                {
                    return;
                }

                var finder = new CellFinder(',', MostCells);
                var isFound = finder.TryFind(rows.Raw);
                // Left to the parser is what has too many cells, or a doubled quote.
                Assert.True(isFound || rows.CellCount > MostCells || rows.Cells().Any(c => c.Contains('"', StringComparison.Ordinal)));
                if (isFound)
                {
                    Assert.Equal(rows.Cells(), Enumerable.Range(0, finder.Count).Select(i => finder.Cell(rows.Raw, i).ToString()));
                }
            },
            iter: 5000);
}

using System.Text;
using AtsBridge.Adapters.Csv.Reading;
using AtsBridge.Adapters.Csv.Splitting;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Tables;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>The beginning of a file, as text.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsWhole">Whether that is all of the file.</param>
internal sealed record FileSample(string Text, bool IsWhole)
{
    private const int Chars = 64 * 1024;
    private const int MostRows = 200;

    public static async Task<FileSample> TakeAsync(SourceFile file, Encoding encoding, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file.Open(), encoding, detectEncodingFromByteOrderMarks: false);
        var text = new char[Chars];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return new FileSample(new string(text, 0, length), length < Chars);
    }

    /// <summary>The sane rows that the sample has with a delimiter.</summary>
    public async Task<IReadOnlyList<SampleRow>> RowsAsync(char delimiter, CsvLimits limits, CancellationToken cancellationToken)
    {
        var rows = new List<SampleRow>();
        await using var csv = new CsvRows(() => new StringReader(Text), delimiter, limits, isSample: !IsWhole);
        while (rows.Count < MostRows && await csv.ReadAsync(cancellationToken))
        {
            if (csv.Origin.Fault is null)
            {
                rows.Add(new SampleRow(csv.Origin.Line, csv.Cells()));
            }
        }

        return rows;
    }
}

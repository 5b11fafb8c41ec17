using System.Text;
using AtsBridge.Adapters.Csv.Layout;
using AtsBridge.Adapters.Records;
using CsCheck;

namespace AtsBridge.Adapters.Csv.Tests;

/// <summary>Any table, and any way to write it down.</summary>
internal sealed record Table(string[][] Rows, char Delimiter, string LineBreak, string EncodingName, bool WithMark, bool QuoteAll, bool EndsInLineBreak)
{
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.String[Gen.Char[" ,;|\t\"'#=aZ0é\r\n-"], 0, 12],
        Gen.OneOf("", " ", "\"", "\"\"", ",", "\r\n", "\n", "=1+1", "#", "O\"Neil", "a\rb", " x ", "\",\"", ",\"x\""),
        Gen.OneOf("Ada", "zoe@example.com", "Phone Screen", "007"));

    public static readonly Gen<Table> Any =
        from columns in Gen.Int[2, 6]
        from rows in Cell.Array[columns].Array[0, 12]
        from delimiter in Gen.OneOf(Delimiters.All)
        from lineBreak in Gen.OneOf("\n", "\r\n", "\r")
        from encoding in Gen.OneOf("utf-8", "utf-16", "utf-16BE", "windows-1252")
        from withMark in Gen.Bool
        from quoteAll in Gen.Bool
        from ends in Gen.Bool
        // The first cell is never blank: a row of nothing is no record.
        select new Table([.. rows.Select((r, i) => r.Select((c, j) => j == 0 ? $"r{i}{c}" : c).ToArray())],
            delimiter, lineBreak, encoding, withMark, quoteAll, ends) { Columns = columns };

    public required int Columns { get; init; }

    public FieldMap Fields
    {
        get
        {
            var map = new FieldMap { ApplicationId = "h0" };
            for (var i = 1; i < Columns; i++)
            {
                map.Attributes[$"h{i}"] = $"h{i}";
            }

            return map;
        }
    }

    public byte[] Bytes()
    {
        var encoding = Encodings.Find(EncodingName)!;
        var header = Enumerable.Range(0, Columns).Select(i => $"h{i}").ToArray();
        var text = string.Join(LineBreak, Rows.Prepend(header).Select(r => string.Join(Delimiter, r.Select(Quoted))));
        // UTF-16 without a mark is told by its NULs, which a table of a few odd characters need not show.
        var mark = WithMark || EncodingName.StartsWith("utf-16", StringComparison.Ordinal) ? encoding.GetPreamble() : [];
        return [.. mark, .. encoding.GetBytes(text + (EndsInLineBreak ? LineBreak : ""))];
    }

    public override string ToString() => $"{EncodingName} {Delimiter} {Encoding.Latin1.GetString(Bytes()).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}";

    private string Quoted(string cell) =>
        QuoteAll || cell.AsSpan().ContainsAny(['"', '\r', '\n', Delimiter])
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}

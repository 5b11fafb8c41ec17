using System.Runtime.InteropServices;
using AtsBridge.Adapters.Csv.Splitting;

namespace AtsBridge.Adapters.Csv.Reading;

/// <summary>
/// Finds the cells of a record where they stand, without the parser: nearly every record of an export is known, and is asked for
/// its fingerprint and nothing else. Where a cell isn't simply a piece of the text it finds nothing, and the parser has its say.
/// </summary>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="most">The most cells that a record may have.</param>
internal sealed class CellFinder(char delimiter, int most)
{
    private readonly Place[] _places = new Place[most];

    /// <summary>How many cells were found.</summary>
    public int Count { get; private set; }

    /// <summary>Looks for the cells of a record that the <see cref="RecordSplitter"/> found sane.</summary>
    /// <returns>False where there are more than may be, or one holds a doubled quote.</returns>
    public bool TryFind(ReadOnlySpan<char> record)
    {
        Count = 0;
        for (var at = 0; Count < _places.Length; at++)
        {
            if (at < record.Length && record[at] == '"')
            {
                var length = record[(at + 1)..].IndexOf('"');
                _places[Count++] = new(at + 1, length);
                at += length + 2;
                if (length < 0 || (at < record.Length && record[at] != delimiter))
                {
                    return false;
                }
            }
            else
            {
                var length = record[at..].IndexOf(delimiter);
                length = length < 0 ? record.Length - at : length;
                _places[Count++] = new(at, length);
                at += length;
            }

            if (at == record.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A cell of the record in which they were found.</summary>
    public ReadOnlySpan<char> Cell(ReadOnlySpan<char> record, int index) => record.Slice(_places[index].Start, _places[index].Length);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Start, int Length);
}

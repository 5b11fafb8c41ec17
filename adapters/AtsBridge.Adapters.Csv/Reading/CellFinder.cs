using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly Vector256<ushort> _delimiters = Vector256.Create((ushort)delimiter);
    private readonly Vector256<ushort> _quotes = Vector256.Create((ushort)'"');
    private int _start;
    private Stand _stand;

    private enum Stand
    {
        InCell,
        InQuotes,
        BehindQuotes,
    }

    /// <summary>How many cells were found.</summary>
    public int Count { get; private set; }

    /// <summary>Looks for the cells of a record that the <see cref="RecordSplitter"/> found sane.</summary>
    /// <returns>False where there are more than may be, or one holds a doubled quote.</returns>
    public bool TryFind(ReadOnlySpan<char> record)
    {
        (Count, _start, _stand) = (0, 0, Stand.InCell);
        var at = 0;
        // Sixteen characters at a time: to look for each delimiter by itself takes longer than all the rest.
        for (var text = MemoryMarshal.Cast<char, ushort>(record); at + Vector256<ushort>.Count <= text.Length; at += Vector256<ushort>.Count)
        {
            var chars = Vector256.Create(text.Slice(at, Vector256<ushort>.Count));
            var marks = (Vector256.Equals(chars, _delimiters) | Vector256.Equals(chars, _quotes)).ExtractMostSignificantBits();
            for (; marks != 0; marks &= marks - 1)
            {
                if (!TryPass(record, at + BitOperations.TrailingZeroCount(marks)))
                {
                    return false;
                }
            }
        }

        for (; at < record.Length; at++)
        {
            if ((record[at] == delimiter || record[at] == '"') && !TryPass(record, at))
            {
                return false;
            }
        }

        return _stand == Stand.BehindQuotes || (_stand == Stand.InCell && TryAdd(record.Length));
    }

    /// <summary>Passes a delimiter or a quote.</summary>
    private bool TryPass(ReadOnlySpan<char> record, int at)
    {
        var isQuote = record[at] == '"';
        switch (_stand)
        {
            case Stand.InCell when isQuote && at == _start:
                (_start, _stand) = (at + 1, Stand.InQuotes);
                return true;
            case Stand.InCell when isQuote:
                // In the middle of an unquoted cell it is a character.
                return true;
            case Stand.InCell:
                return TryAdd(at);
            case Stand.InQuotes when isQuote:
                _stand = Stand.BehindQuotes;
                return (at + 1 == record.Length || record[at + 1] == delimiter) && TryAdd(at);
            case Stand.BehindQuotes:
                (_start, _stand) = (at + 1, Stand.InCell);
                return true;
            default:
                return true;
        }
    }

    private bool TryAdd(int end)
    {
        if (Count == _places.Length)
        {
            return false;
        }

        _places[Count++] = new(_start, end - _start);
        _start = end + 1;
        return true;
    }

    /// <summary>A cell of the record in which they were found.</summary>
    public ReadOnlySpan<char> Cell(ReadOnlySpan<char> record, int index) => record.Slice(_places[index].Start, _places[index].Length);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Start, int Length);
}

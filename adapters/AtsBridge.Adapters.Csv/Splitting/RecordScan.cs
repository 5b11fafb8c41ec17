using System.Buffers;

namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>
/// The grammar: a quote opens a cell at its beginning only, is doubled inside it, and closes it before a delimiter or a line break.
/// Line breaks are <c>\n</c>, <c>\r\n</c> and <c>\r</c>. Can be interrupted anywhere for more text.
/// </summary>
internal sealed class RecordScan(char delimiter)
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("\"\r\n");

    private long _start;
    private int _mostLineBreaks;

    /// <summary>Where the scan stands; after a record, where the next begins.</summary>
    public long Position { get; private set; }

    /// <summary>Where the record's text ends, before its line break.</summary>
    public long TextEnd { get; private set; }

    /// <summary>Line breaks inside the record.</summary>
    public int LineBreaks { get; private set; }

    /// <summary>Where the second line of the record begins; null while it has one line.</summary>
    public long? FirstLineEnd { get; private set; }

    public bool IsQuoted { get; private set; }

    public bool EndedByLineBreak { get; private set; }

    /// <summary>Begins a record.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="mostLineBreaks">How many lines a quoted cell may go on for.</param>
    public void Begin(long start, int mostLineBreaks)
    {
        _mostLineBreaks = mostLineBreaks;
        (_start, Position, TextEnd) = (start, start, start);
        (LineBreaks, FirstLineEnd, IsQuoted, EndedByLineBreak) = (0, null, false, false);
    }

    public ScanOutcome Run(Window window)
    {
        while (true)
        {
            var stop = window.From(Position).IndexOfAny(Stops);
            if (stop < 0)
            {
                return ToTheEndOf(window);
            }

            Position += stop;
            // What a quote or a carriage return means depends on the next character.
            if (Position + 1 == window.End && !window.AtEnd && window[Position] != '\n')
            {
                return ScanOutcome.NeedsMore;
            }

            if (window[Position] == '"')
            {
                if (!PassQuote(window))
                {
                    return ScanOutcome.StrayQuote;
                }
            }
            else if (IsQuoted)
            {
                PassLineBreak(window);
                LineBreaks++;
                FirstLineEnd ??= Position;
                if (LineBreaks > _mostLineBreaks)
                {
                    return ScanOutcome.TooManyLines;
                }
            }
            else
            {
                return EndRecord(window);
            }
        }
    }

    /// <summary>Goes to the end of the line, whatever is in it.</summary>
    public ScanOutcome RunToLineBreak(Window window)
    {
        var stop = window.From(Position).IndexOfAny('\r', '\n');
        if (stop < 0)
        {
            return ToTheEndOf(window);
        }

        Position += stop;
        if (Position + 1 == window.End && !window.AtEnd && window[Position] == '\r')
        {
            return ScanOutcome.NeedsMore;
        }

        return EndRecord(window);
    }

    private ScanOutcome ToTheEndOf(Window window)
    {
        Position = window.End;
        TextEnd = Position;
        return ScanOutcome.NeedsMore;
    }

    private ScanOutcome EndRecord(Window window)
    {
        TextEnd = Position;
        PassLineBreak(window);
        EndedByLineBreak = true;
        return ScanOutcome.Record;
    }

    private void PassLineBreak(Window window)
    {
        var isPair = window[Position] == '\r' && Position + 1 < window.End && window[Position + 1] == '\n';
        Position += isPair ? 2 : 1;
    }

    private bool PassQuote(Window window)
    {
        if (!IsQuoted)
        {
            // In the middle of an unquoted cell a quote is a character: 5" or O"Neil.
            IsQuoted = Position == _start || window[Position - 1] == delimiter;
            Position++;
            return true;
        }

        if (Position + 1 >= window.End)
        {
            IsQuoted = false;
            Position++;
            return true;
        }

        var next = window[Position + 1];
        if (next == '"')
        {
            Position += 2;
            return true;
        }

        if (next != delimiter && next is not ('\r' or '\n'))
        {
            return false;
        }

        IsQuoted = false;
        Position++;
        return true;
    }
}

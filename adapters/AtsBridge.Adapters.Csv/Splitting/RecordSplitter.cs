namespace AtsBridge.Adapters.Csv.Splitting;

/// <summary>
/// Finds where records begin and end, so that the parser is only ever handed sane ones. A quote that closes properly is believed
/// however far away that is; one that doesn't spoils its own line alone, and the lines after it are read on their own.
/// </summary>
/// <param name="open">Opens the text from its beginning; called again only after damage.</param>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="limits">How much of a record is held in memory.</param>
/// <param name="isSample">Whether the text is the beginning of a longer one: a record that its end cuts is left out.</param>
internal sealed class RecordSplitter(Func<TextReader> open, char delimiter, CsvLimits limits, bool isSample = false) : IDisposable
{
    private const int ExcerptChars = 2000;

    // Where quotes have proved wrong, every line would look ahead to the end of the file: a small file could keep us for hours.
    private const int LinesAheadInDoubt = 100;

    private const string NeverClosed =
        "A quoted cell is opened and never closed: the export is cut off, or a quote isn't doubled";

    private readonly Window _window = new(open);
    private readonly RecordScan _scan = new(delimiter);
    private long _next;
    private long _line = 1;
    private long _doubtUntil;

    /// <summary>The record that was read.</summary>
    public RawRecord Current { get; private set; }

    /// <summary>Where the next record begins.</summary>
    public RecordPlace Place => new(_next, _line);

    /// <summary>Reads the next record that isn't blank, where all of it is in memory and nothing is wrong with it.</summary>
    /// <returns>False says nothing about the text: <see cref="ReadAsync"/> knows more.</returns>
    public bool TryRead()
    {
        while (_next > 0 && _next >= _doubtUntil)
        {
            var start = _next;
            _scan.Begin(start, int.MaxValue);
            if (_scan.Run(_window) != ScanOutcome.Record)
            {
                return false;
            }

            Found(start);
            if (!Current.Text.Span.IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes back to where it stood before records that <see cref="TryRead"/> has read: they are still in memory.</summary>
    public void Return(RecordPlace place) => (_next, _line) = (place.Position, place.Line);

    /// <summary>Reads the next record that isn't blank.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadAnyAsync(cancellationToken))
        {
            if (Current.Fault is not null || !Current.Text.Span.IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _window.Dispose();

    private async ValueTask<bool> ReadAnyAsync(CancellationToken cancellationToken)
    {
        if (_next == 0)
        {
            await SkipByteOrderMarkAsync(cancellationToken);
        }

        var start = _next;
        _scan.Begin(start, start < _doubtUntil ? LinesAheadInDoubt : int.MaxValue);
        while (true)
        {
            switch (_scan.Run(_window))
            {
                case ScanOutcome.Record:
                    return Found(start);
                case ScanOutcome.StrayQuote:
                    return await SpoiltAsync(Excerpt(start), "A quote stands inside a quoted cell and isn't doubled", cancellationToken);
                case ScanOutcome.TooManyLines:
                    return await SpoiltAsync(Excerpt(start), "A quoted cell is opened and not closed soon, where quotes were faulty before", cancellationToken);
                case ScanOutcome.NeedsMore when _window.AtEnd:
                    return !isSample && await EndAsync(start, cancellationToken);
                case ScanOutcome.NeedsMore when _window.End - start > limits.RecordChars:
                    return await TooLongAsync(start, cancellationToken);
                default:
                    await _window.ReadOnAsync(start, cancellationToken);
                    break;
            }
        }
    }

    private async ValueTask<bool> EndAsync(long start, CancellationToken cancellationToken) =>
        _scan.IsQuoted
            ? await SpoiltAsync(Excerpt(start), NeverClosed, cancellationToken)
            : _window.End > start && Found(start);

    private bool Found(long start)
    {
        Current = new RawRecord(_line, _window.Slice(start, _scan.TextEnd), Fault: null);
        _next = _scan.Position;
        _line += _scan.LineBreaks + (_scan.EndedByLineBreak ? 1 : 0);
        return true;
    }

    /// <summary>Leaves out the record's first line, and goes back to its second: most likely that is a record of its own.</summary>
    private async ValueTask<bool> SpoiltAsync(ReadOnlyMemory<char> excerpt, string reason, CancellationToken cancellationToken)
    {
        _doubtUntil = Math.Max(_doubtUntil, _scan.Position);
        if (_scan.FirstLineEnd is not { } lineEnd)
        {
            await SkipLineAsync(cancellationToken);
            return Rejected(FirstLine(excerpt), reason + ".", _scan.Position, lines: 1);
        }

        await _window.GoBackAsync(lineEnd, cancellationToken);
        return Rejected(FirstLine(excerpt), reason + ". This line is left out; those after it are read on their own.", lineEnd, lines: 1);
    }

    /// <summary>
    /// Goes on without holding the text. A record that ends properly is one long record; the lines inside it are a candidate's
    /// text and must not be read as records. Only quotes that come to nothing send us back to its second line.
    /// </summary>
    private async ValueTask<bool> TooLongAsync(long start, CancellationToken cancellationToken)
    {
        var excerpt = Excerpt(start);
        ScanOutcome outcome;
        while ((outcome = _scan.Run(_window)) == ScanOutcome.NeedsMore && !_window.AtEnd)
        {
            await _window.ReadOnAsync(Math.Max(_scan.Position - 1, start), cancellationToken);
        }

        if (outcome is ScanOutcome.StrayQuote or ScanOutcome.TooManyLines || _scan.IsQuoted)
        {
            return await SpoiltAsync(excerpt, NeverClosed, cancellationToken);
        }

        var reason = $"The record is longer than {limits.RecordChars:N0} characters; a higher MaxCellChars lets it in.";
        return Rejected(excerpt, reason, _scan.Position, _scan.LineBreaks + 1);
    }

    private bool Rejected(ReadOnlyMemory<char> excerpt, string reason, long next, int lines)
    {
        Current = new RawRecord(_line, excerpt, reason);
        _next = next;
        _line += lines;
        return true;
    }

    /// <summary>Passes over the rest of a line of any length.</summary>
    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (_scan.RunToLineBreak(_window) == ScanOutcome.NeedsMore && !_window.AtEnd)
        {
            await _window.ReadOnAsync(_scan.Position, cancellationToken);
        }
    }

    private async ValueTask SkipByteOrderMarkAsync(CancellationToken cancellationToken)
    {
        while (_window.End == 0 && !_window.AtEnd)
        {
            await _window.ReadOnAsync(0, cancellationToken);
        }

        if (_window.End > 0 && _window[0] == '\uFEFF')
        {
            _next = 1;
        }
    }

    private ReadOnlyMemory<char> Excerpt(long start) =>
        _window.Slice(start, Math.Min(_window.End, start + ExcerptChars)).ToArray();

    private static ReadOnlyMemory<char> FirstLine(ReadOnlyMemory<char> excerpt)
    {
        var lineBreak = excerpt.Span.IndexOfAny('\r', '\n');
        return lineBreak < 0 ? excerpt : excerpt[..lineBreak];
    }
}

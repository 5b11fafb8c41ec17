using System.Text.Unicode;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Json.Splitting;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Records.Json.Skimming;

/// <summary>
/// Skips records that are known without parsing them: nearly every record of an export is, and has the same shape as the one
/// before. Whatever is not for certain as it was, it leaves to the plain way.
/// </summary>
internal sealed class RecordSkimmer(PathBinding binding, RecordLimits limits, PageBuilder page, FieldUse use, PathListing listing)
{
    // To ask for a fingerprint is to wait for memory. For several at once the processor waits once.
    private const int MostFound = 32;

    private readonly RecentShapes _shapes = new(binding.Paths, limits.MaxDepth);
    private readonly TextFingerprint _fingerprint = new(binding.Fields);
    private readonly FoundValue[] _values = new FoundValue[binding.Paths.Count];
    private readonly string?[] _absent = [.. binding.Fields.Fields.Select(f => f.Absent)];
    private readonly UInt128[] _found = new UInt128[MostFound];
    private int _count;
    private int _room = 1;

    /// <summary>Whether it leaves everything to the plain way.</summary>
    public bool IsOff { get; init; }

    /// <summary>Whether further records may be found before those found are skipped.</summary>
    public bool HasRoom => _count < _room && !page.IsFull;

    // The first records are read the plain way, which lists their paths.
    private bool IsOpen => !IsOff && binding.Conditions.Count == 0 && page.KnowsAny && listing.IsFull;

    /// <summary>Finds a record whose fingerprint can be told without parsing it.</summary>
    /// <param name="ahead">It, and what follows.</param>
    /// <param name="alone">Whether nothing may follow it but blanks.</param>
    /// <returns>How long it is; 0 where the plain way has to look.</returns>
    public int Find(ReadOnlySpan<byte> ahead, bool alone)
    {
        if (!IsOpen || _shapes.Find(ahead, _values, out var length) is not { } shape || (alone && ahead[length..].ContainsAnyExcept(" \t\r\n"u8)))
        {
            return 0;
        }

        var record = ahead[..length];
        if (!Utf8.IsValid(record) || FingerprintOf(record, shape) is not { } fingerprint)
        {
            return 0;
        }

        _found[_count++] = fingerprint;
        return length;
    }

    /// <summary>Skips the records that were found, up to the first that isn't known; that one and those behind it are forgotten.</summary>
    /// <returns>How many were skipped.</returns>
    public int SkipKnown()
    {
        var skipped = page.SkipKnown(_found.AsSpan(0, _count));
        use.Record(skipped);
        // Where few are known, those behind the first would be looked at again and again.
        _room = skipped < _count ? 1 : Math.Min(MostFound, _room * 2);
        _count = 0;
        return skipped;
    }

    /// <summary>Remembers the shape of a record that the plain way has read and accepted.</summary>
    public void Learn(ReadOnlyMemory<byte> record)
    {
        if (IsOpen && _shapes.Find(record.Span, _values, out _) is null)
        {
            _shapes.Learn(record);
        }
    }

    private UInt128? FingerprintOf(ReadOnlySpan<byte> record, RecordShape shape)
    {
        var good = true;
        for (var i = 0; i < _absent.Length; i++)
        {
            var value = shape.ValueOf[i] < 0 ? default : _values[shape.ValueOf[i]];
            var text = record.Slice(value.Start, value.Length);
            switch (value.Kind)
            {
                case FoundKind.Plain:
                    _fingerprint.AddPlain(text);
                    break;
                case FoundKind.Escaped:
                    good &= _fingerprint.TryAddEscaped(text);
                    break;
                default:
                    _fingerprint.Add(_absent[i]);
                    break;
            }

            // A text is never shorter in UTF-8 than in characters.
            good &= text.Length <= limits.MaxCellChars;
        }

        var fingerprint = _fingerprint.Take();
        return good ? fingerprint : null;
    }
}

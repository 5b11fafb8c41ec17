using System.Text.Unicode;
using AtsBridge.Adapters.Files.Reading;
using AtsBridge.Adapters.Json.Records;

namespace AtsBridge.Adapters.Json.Skimming;

/// <summary>
/// Skips records that are known without parsing them: nearly every record of an export is, and has the same shape as the one
/// before. Whatever is not for certain as it was, it leaves to the plain way.
/// </summary>
internal sealed class RecordSkimmer(PathBinding binding, JsonSettings settings, PageBuilder page, FieldUse use, PathListing listing)
{
    private readonly RecentShapes _shapes = new(binding.Paths, settings.MaxDepth);
    private readonly TextFingerprint _fingerprint = new(binding.Fields);
    private readonly FoundValue[] _values = new FoundValue[binding.Paths.Count];
    private readonly string?[] _absent = [.. binding.Fields.Fields.Select(RecordReader.Absent)];

    /// <summary>Whether the page has to be taken first.</summary>
    public bool IsFull => page.IsFull;

    /// <summary>Whether anything can be skipped: the first records are read the plain way, for the listing of their paths.</summary>
    private bool IsOpen => page.KnowsAny && listing.IsFull;

    /// <summary>Skips a record that is known.</summary>
    /// <param name="ahead">It, and what follows.</param>
    /// <param name="alone">Whether nothing may follow it but blanks.</param>
    /// <returns>How many bytes it took; 0 where the plain way has to look.</returns>
    public int Skim(ReadOnlySpan<byte> ahead, bool alone)
    {
        if (!IsOpen || _shapes.Find(ahead, _values, out var length) is not { } shape || (alone && ahead[length..].ContainsAnyExcept(" \t\r\n"u8)))
        {
            return 0;
        }

        var record = ahead[..length];
        if (!Utf8.IsValid(record) || FingerprintOf(record, shape) is not { } fingerprint || !page.SkipIfKnown(fingerprint))
        {
            return 0;
        }

        use.Record();
        return length;
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
        var known = true;
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
                    known &= _fingerprint.TryAddEscaped(text);
                    break;
                default:
                    _fingerprint.Add(_absent[i]);
                    break;
            }

            // A text is never shorter in UTF-8 than in characters.
            known &= text.Length <= settings.MaxCellChars;
        }

        var fingerprint = _fingerprint.Take();
        return known ? fingerprint : null;
    }
}

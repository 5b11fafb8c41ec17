using System.Text;
using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Skimming;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Records.Json.Reading;

/// <summary>
/// The fingerprint of a record's texts, in UTF-8 as they mostly stand in the file. The same text is the same, however it is
/// written there.
/// </summary>
internal sealed class TextFingerprint(FieldBinding fields)
{
    // Fingerprints were taken of UTF-16 once: raise it whenever the same texts give another one.
    private const long Version = 2;

    private readonly RecordFingerprint _fingerprint = new(fields.Salt ^ (Version << 56));
    private byte[] _utf8 = new byte[1024];

    /// <summary>Adds the next field's text; null where the record has none.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            _fingerprint.AddMissing();
            return;
        }

        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _fingerprint.AddUtf8(room[..Encoding.UTF8.GetBytes(text, room)]);
    }

    /// <summary>Adds the next field's text where it stands in the file without escapes.</summary>
    public void AddPlain(ReadOnlySpan<byte> text) => _fingerprint.AddUtf8(text);

    /// <summary>The same with escapes.</summary>
    /// <returns>False where only the parser can tell what it says.</returns>
    public bool TryAddEscaped(ReadOnlySpan<byte> text)
    {
        var room = Room(text.Length);
        var length = Escape.Remove(text, room);
        if (length >= 0)
        {
            _fingerprint.AddUtf8(room[..length]);
        }

        return length >= 0;
    }

    /// <summary>The fingerprint of what was added, and a new beginning.</summary>
    public UInt128 Take() => _fingerprint.Take();

    private Span<byte> Room(int length)
    {
        if (_utf8.Length < length)
        {
            _utf8 = new byte[Math.Max(_utf8.Length * 2, length)];
        }

        return _utf8;
    }
}

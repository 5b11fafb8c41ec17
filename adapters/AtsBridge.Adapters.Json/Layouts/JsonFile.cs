using System.Text;
using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records.Json.Splitting;

namespace AtsBridge.Adapters.Json.Layouts;

/// <summary>A file whose encoding is known: whatever it is, what comes out is UTF-8 without a byte order mark.</summary>
internal sealed class JsonFile
{
    private const int HeadBytes = 1024;

    private readonly SourceFile _file;
    private readonly Encoding? _encoding;
    private readonly int _bom;

    private JsonFile(SourceFile file, byte[] head)
    {
        _file = file;
        (_encoding, _bom) = EncodingOf(head);
        Head = _encoding is null
            ? head[_bom..]
            : Encoding.UTF8.GetBytes(_encoding.GetString(head, _bom, (head.Length - _bom) / 2 * 2));
    }

    public string Name => _file.Name;

    /// <summary>Without what it is packed in.</summary>
    public string ContentName => _file.ContentName;

    /// <summary>The first bytes, in UTF-8.</summary>
    public byte[] Head { get; }

    public static async Task<JsonFile> LookAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.Open();
        var head = new byte[HeadBytes];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return new JsonFile(file, head[..read]);
    }

    public async Task<ByteWindow> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = _file.Open();
        var window = new ByteWindow(_encoding is null ? stream : Encoding.CreateTranscodingStream(stream, _encoding, Encoding.UTF8));
        try
        {
            // The mark of any encoding is three bytes in UTF-8.
            while (_bom > 0 && window.Bytes.Length < 3 && await window.FillAsync(cancellationToken))
            {
            }

            window.Consume(_bom > 0 ? Math.Min(3, window.Bytes.Length) : 0);
            return window;
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    private static (Encoding? Encoding, int Bom) EncodingOf(byte[] head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (null, 0),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        // JSON begins with an ASCII character: its other half gives UTF-16 away where the mark is missing.
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };
}

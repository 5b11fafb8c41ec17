using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using AtsBridge.Adapters.Files.Opening;

namespace AtsBridge.Adapters.Xml.Text;

/// <summary>A file whose encoding is known.</summary>
/// <param name="File">The file.</param>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Head">Its first characters.</param>
/// <param name="Note">What the consultant should know about the encoding; null where there is nothing to say.</param>
internal sealed partial record XmlText(SourceFile File, Encoding Encoding, string Head, string? Note)
{
    private const int HeadBytes = 2048;

    // Beside the record itself the parser holds what it has read ahead.
    private const int ReadAhead = 32 * 1024;

    public string Name => File.Name;

    public static async Task<XmlText> LookAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await using var stream = file.Open();
        var bytes = new byte[HeadBytes];
        var head = bytes[..await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)];
        if (head.Length == 0)
        {
            throw new SourceException(SourceFault.Unreadable, $"{file.Name} is empty. An export without candidates has at least its outermost element; this looks like one that failed.");
        }

        var isDeclared = Declared().Match(Encoding.Latin1.GetString(head)) is { Success: true } declared ? declared.Groups["name"].Value : null;
        var byMark = ByMark(head);
        var note = byMark is null && isDeclared is not null && isDeclared.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            ? $"{file.Name} says that it is {isDeclared} and isn't: it is read as UTF-8."
            : null;
        var encoding = byMark ?? (isDeclared is null || note is not null ? Find("utf-8")! : Find(isDeclared)
            ?? throw new SourceException(SourceFault.Unreadable, $"{file.Name} says that its encoding is \"{isDeclared}\", which is not known. Export as UTF-8."));
        return new XmlText(file, encoding, encoding.GetString(head), note).Sane();
    }

    /// <summary>Opens the document to be read node by node.</summary>
    /// <param name="maxRecordChars">The most characters of a record, and so of any tag.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public XmlNodes Open(int maxRecordChars, CancellationToken cancellationToken)
    {
        var text = new SaneReader(new StreamReader(File.Open(ahead: false), Encoding, detectEncodingFromByteOrderMarks: false, ReadAhead), Name, maxRecordChars + ReadAhead, cancellationToken);
        return new XmlNodes(XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            // A character that XML doesn't know costs its record and not the document; the record is looked through for them.
            CheckCharacters = false,
            CloseInput = true,
            NameTable = new CountedNames(Name),
        }), text, Name);
    }

    private XmlText Sane()
    {
        var head = Head.AsSpan().TrimStart(" \t\r\n\uFEFF");
        if (head.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || head.Contains("\n<html", StringComparison.OrdinalIgnoreCase))
        {
            throw Foreign("an HTML page, perhaps a log-in or error page that was saved in place of the export");
        }

        if (head.StartsWith("<", StringComparison.Ordinal))
        {
            return this;
        }

        throw Foreign(ForeignFormat.Recognise(Encoding.GetBytes(Head))
            ?? (head.StartsWith("{", StringComparison.Ordinal) || head.StartsWith("[", StringComparison.Ordinal) ? "JSON; read it with the json adapter"
            : head.IsEmpty ? "nothing but blanks" : "text without elements, such as CSV; read that with the csv adapter"));
    }

    private SourceException Foreign(string description) => new(SourceFault.Unreadable, $"{Name} isn't XML: it looks like {description}.");

    private static Encoding? ByMark(byte[] head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Find("utf-8"),
        [0xFF, 0xFE, 0, 0, ..] => Find("utf-32"),
        [0xFF, 0xFE, ..] => Find("utf-16"),
        [0xFE, 0xFF, ..] => Find("utf-16BE"),
        // XML begins with an ASCII character: its other half gives UTF-16 away where the mark is missing.
        [(byte)'<', 0, not 0, 0, ..] => Find("utf-16"),
        [0, (byte)'<', 0, not 0, ..] => Find("utf-16BE"),
        _ => null,
    };

    private static Encoding? Find(string name)
    {
        var damage = new DecoderReplacementFallback(SaneReader.Damage.ToString());
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, damage)
                ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, damage);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // The framework's way of saying that there is no such encoding; the caller says it with the file's name.
            return null;
        }
    }

    [GeneratedRegex("""^[\s\u00EF\u00BB\u00BF]*<\?xml\s[^>]{0,200}?encoding\s*=\s*["'](?<name>[A-Za-z0-9._:-]{1,40})["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declared();
}

using System.Buffers;
using System.Globalization;

namespace AtsBridge.Adapters.Xml.Text;

/// <summary>
/// The text of a document without the characters for which the parser would refuse all of it: they become <see cref="Damage"/>, and
/// only the record in which they stand is quarantined. It also bounds what the parser can take in at one step, and is where a read
/// is cancelled, because the parser reads without waiting.
/// </summary>
/// <param name="inner">The decoded text.</param>
/// <param name="name">The file's name.</param>
/// <param name="mostAtOnce">The most characters between two steps.</param>
/// <param name="cancellationToken">Asked for every block.</param>
internal sealed class SaneReader(TextReader inner, string name, int mostAtOnce, CancellationToken cancellationToken) : TextReader
{
    /// <summary>Stands for what is no character of XML. No character itself, so no export holds it on purpose, and XML allows it.</summary>
    public const char Damage = '\uFDD0';

    // Two searches, each of which the processor makes for many characters at a time; for one over both kinds it can't.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except(['\t', '\n', '\r'])]);

    private bool _begun;
    private long _sinceStep;

    /// <summary>Whether there is something in a text that no good record has. Written as <c>&amp;#1;</c> it comes by here unseen.</summary>
    public static bool IsDamaged(ReadOnlySpan<char> text) => text.ContainsAny(Controls) || text.ContainsAny('\uFFFE', '\uFFFF', Damage) || HasHalf(text);

    /// <summary>The parser has made a step.</summary>
    public void Step() => _sinceStep = 0;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read;
        do
        {
            read = inner.Read(buffer);
        }
        while (read > 0 && !_begun && (read = WithoutBlanks(buffer[..read])) == 0);
        _begun = true;
        _sinceStep += read;
        if (_sinceStep > mostAtOnce)
        {
            throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture,
                $"{name} holds a single tag, comment or blank stretch of more than {mostAtOnce:N0} characters: it is no export, or a damaged one. Raise MaxRecordChars if that is right."));
        }

        buffer[..read].ReplaceAny(Controls, Damage);
        for (var text = buffer[..read]; text.IndexOfAny('\uFFFE', '\uFFFF') is var at and >= 0; text = text[(at + 1)..])
        {
            text[at] = Damage;
        }

        return read;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Peek() => -1;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A blank line before the declaration makes a document no XML, and is common.</summary>
    private static int WithoutBlanks(Span<char> text)
    {
        var rest = text.TrimStart(" \t\r\n\uFEFF");
        rest.CopyTo(text);
        return rest.Length;
    }

    private static bool HasHalf(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }
}

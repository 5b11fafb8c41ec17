using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;

namespace AtsBridge.Adapters.Xml.Text;

/// <summary>
/// Goes over the nodes of a document, one after the other. What the parser refuses comes out as its own exception, and whoever goes
/// over many nodes catches it once for all of them: see <see cref="Refused"/>.
/// </summary>
internal sealed class XmlNodes(XmlReader reader, SaneReader text, string file) : IDisposable
{
    // The parser keeps every element that is open. Deep in this sense is no export any more.
    private const int Deepest = 20_000;

    /// <summary>The node it stands on. Only <see cref="Next"/> and <see cref="Chunk"/> move it on.</summary>
    public XmlReader Node => reader;

    /// <summary>What the node is.</summary>
    public XmlNodeType Kind { get; private set; }

    /// <summary>Goes to the next node.</summary>
    /// <exception cref="XmlException">The document isn't XML from here on, or is cut off.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        text.Step();
        var more = reader.Read();
        Kind = reader.NodeType;
        if (Kind == XmlNodeType.Element && reader.Depth > Deepest)
        {
            throw TooDeep();
        }

        return more;
    }

    /// <summary>Reads on in the text of the node, which may be of any length.</summary>
    /// <returns>How many characters; 0 at its end.</returns>
    /// <exception cref="XmlException">The document isn't XML from here on, or is cut off.</exception>
    public int Chunk(char[] buffer, int index, int count)
    {
        text.Step();
        return reader.ReadValueChunk(buffer, index, count);
    }

    /// <summary>What the parser refused, in words for the person who mends the export.</summary>
    public SourceException Refused(XmlException e)
    {
        // The message of the parser quotes the document, so it stays inside; its place is enough to find it.
        var place = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber}, character {e.LinePosition}");
        var why = e.Message.Contains("DTD", StringComparison.Ordinal) ? "it has a DOCTYPE, which is not read because it may contain anything. Export without it"
            : e.Message.Contains("nexpected end of file", StringComparison.Ordinal) || e.Message.Contains("not closed", StringComparison.Ordinal) ? "it is cut off. Deliver it again"
            : e.Message.Contains("oot element is missing", StringComparison.Ordinal) ? "it has no element"
            : "from there on it is no XML any more: a tag that isn't closed, an unknown entity such as &nbsp;, or a lone & or <. Mend the export";
        return new SourceException(SourceFault.Unreadable, $"{file} can't be read at {place}: {why}.", e);
    }

    public void Dispose() => reader.Dispose();

    private SourceException TooDeep() =>
        new(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} has elements nested more than {Deepest:N0} deep: it is no export."));
}

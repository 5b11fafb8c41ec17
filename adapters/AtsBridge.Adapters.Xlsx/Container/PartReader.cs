using System.Globalization;
using System.Xml;

namespace AtsBridge.Adapters.Xlsx.Container;

/// <summary>Goes over the elements of one part of a workbook, within its limits of depth and length.</summary>
internal sealed class PartReader(CountedStream stream, string file) : IDisposable
{
    private const int Deepest = 64;
    // Excel takes 32,767; what another program wrote costs its own row while it fits in memory.
    private const int LongestText = 4_000_000;

    private readonly XmlReader _reader = XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private readonly char[] _chunk = new char[1024];

    /// <summary>The name of the element that begins here, without its namespace.</summary>
    public string Name => _reader.LocalName;

    /// <summary>How many elements it stands in.</summary>
    public int Depth => _reader.Depth;

    /// <summary>How much text was passed since the element before this one.</summary>
    public int TextBefore { get; private set; }

    /// <summary>An attribute; null where it has none.</summary>
    public string? this[string attribute] => _reader.GetAttribute(attribute);

    /// <summary>An attribute of a namespace.</summary>
    public string? Get(string attribute, string ns) => _reader.GetAttribute(attribute, ns);

    /// <summary>Whether a flag is set, in either of the two ways in which programs write it.</summary>
    public bool Is(string attribute) => _reader.GetAttribute(attribute) is "1" or "true";

    /// <summary>Goes to the next element that begins.</summary>
    public bool Next()
    {
        TextBefore = 0;
        while (true)
        {
            stream.Step();
            if (!_reader.Read())
            {
                return false;
            }

            if (_reader.Depth > Deepest)
            {
                throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} has elements nested more than {Deepest} deep: no spreadsheet program writes that."));
            }

            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    Pass();
                    break;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private void Pass()
    {
        int read;
        while ((read = _reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
        {
            stream.Step();
            TextBefore += read;
            if (TextBefore > LongestText)
            {
                throw new SourceException(SourceFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{file} has a text of more than {LongestText:N0} characters; a cell holds 32,767 at most."));
            }
        }
    }
}

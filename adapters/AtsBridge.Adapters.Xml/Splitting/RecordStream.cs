using System.Globalization;
using System.Xml;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Text;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>The records of a document, one after the other. Whatever stands beside them is passed over.</summary>
internal sealed class RecordStream(XmlNodes document, ElementPath path, NameRule names, RecordNodes record, string file) : IDisposable
{
    private const int MostShown = 20;

    private readonly List<string> _beside = [];
    private bool _begun;

    // How many of the open elements are, from the root on, those of the path.
    private int _open;
    private int _deepest;

    /// <summary>How many records were read; the number of the latest, from 1.</summary>
    public long Count { get; private set; }

    /// <summary>Reads the next record into the nodes.</summary>
    /// <returns>False at the document's end.</returns>
    /// <exception cref="SourceException">The document isn't XML, or has no such element.</exception>
    public bool Next()
    {
        try
        {
            if (Find())
            {
                return true;
            }
        }
        catch (XmlException e)
        {
            throw document.Refused(e);
        }

        RequireThePath();
        return false;
    }

    public void Dispose() => document.Dispose();

    private bool Find()
    {
        while (document.Next())
        {
            var node = document.Node;
            switch (document.Kind)
            {
                case XmlNodeType.EndElement:
                    _open = Math.Min(_open, node.Depth);
                    break;
                case XmlNodeType.Element when node.Depth == _open && Matches(node):
                    if (_open + 1 == path.Steps.Count)
                    {
                        record.Read(document);
                        Count++;
                        return true;
                    }

                    _open += node.IsEmptyElement ? 0 : 1;
                    _deepest = Math.Max(_deepest, node.Depth + 1);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    PassText();
                    break;
            }
        }

        return false;
    }

    private bool Matches(XmlReader node)
    {
        if (!_begun)
        {
            _begun = true;
            RequireNoFault(node);
        }

        var ns = names.Of(node.NamespaceURI);
        if (path.Steps[_open].Matches(node.LocalName, ns))
        {
            return true;
        }

        if (_open == _deepest && _beside.Count < MostShown && names.Written(node.LocalName, ns) is var name && !_beside.Contains(name, StringComparer.Ordinal))
        {
            _beside.Add(name);
        }

        return false;
    }

    private void PassText()
    {
        var buffer = new char[4096];
        while (document.Chunk(buffer, 0, buffer.Length) > 0)
        {
            // Text beside the records says nothing.
        }
    }

    /// <summary>The list may be empty; that it isn't there at all is another thing.</summary>
    private void RequireThePath()
    {
        if (Count > 0 || _deepest >= path.Steps.Count - 1 && (_deepest > 0 || _beside.Count == 0))
        {
            return;
        }

        var found = _beside.Count == 0 ? "none" : string.Join(", ", _beside);
        var where = _deepest == 0 ? "outermost" : string.Create(CultureInfo.InvariantCulture, $"in {string.Join('/', path.Steps.Take(_deepest).Select(s => names.Written(s.Local ?? "*", s.Namespace)))}");
        throw new SourceException(SourceFault.Unreadable, $"{file} has no element {path.Text}. Elements {where}: {found}. Correct Records{(path.Text.Contains(':', StringComparison.Ordinal) ? " or Namespaces" : "")}, or the export.");
    }

    private void RequireNoFault(XmlReader root)
    {
        if (string.Equals(root.LocalName, "html", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(SourceFault.Unreadable, $"{file} isn't an export: it looks like an HTML page, perhaps a log-in or error page that was saved in place of it.");
        }
    }
}

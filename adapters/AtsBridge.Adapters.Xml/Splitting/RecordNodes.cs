using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Text;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>
/// The nodes of one record as they were read, in one piece of text and one list: its fingerprint is taken of it without making
/// anything of it, because nearly every record of an export is known. Reused from record to record.
/// </summary>
internal sealed class RecordNodes(NameRule names, RecordLimits limits)
{
    private const int KindShift = 28;
    private const int LengthMask = (1 << KindShift) - 1;
    private const int ChunkChars = 4096;

    // The document that is made of a record looks each attribute up among those before it.
    private const int MostAttributes = 1000;

    private int[] _nodes = new int[256];
    private char[] _text = new char[16 * 1024];
    private int _count;
    private int _length;
    private int _depth;

    /// <summary>Why the record can't be read; null where it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many characters it has, names included.</summary>
    public int Length => _length;

    /// <summary>Takes the element on which the document stands, and leaves it at the element's end.</summary>
    public void Read(XmlNodes document)
    {
        (_count, _length, _depth, Fault) = (0, 0, 0, null);
        do
        {
            switch (document.Kind)
            {
                case XmlNodeType.Element:
                    Start(document.Node);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Text(document);
                    break;
                case XmlNodeType.EndElement:
                    End();
                    break;
            }

            if (_depth == 0)
            {
                Fault ??= Damage();
                return;
            }
        }
        while (document.Next());
        throw new InvalidOperationException("The parser ended in the middle of an element and said nothing.");
    }

    /// <summary>The fingerprint of all of it.</summary>
    /// <param name="salt">Under other settings the same nodes are another record.</param>
    public UInt128 Fingerprint(long salt)
    {
        // In one piece, names and values first, then what is what.
        Room(_count * 2);
        MemoryMarshal.Cast<int, char>(_nodes.AsSpan(0, _count)).CopyTo(_text.AsSpan(_length));
        return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(_text.AsSpan(0, _length + (_count * 2))), salt);
    }

    /// <summary>Goes over the nodes from the first.</summary>
    public IEnumerable<(NodeKind Kind, string Text)> Nodes()
    {
        var at = 0;
        for (var i = 0; i < _count; i++)
        {
            var length = _nodes[i] & LengthMask;
            yield return ((NodeKind)(_nodes[i] >> KindShift), new string(_text, at, length));
            at += length;
        }
    }

    /// <summary>About how it stands in the file, or the beginning of that; for the quarantine.</summary>
    public string Excerpt(int chars)
    {
        var excerpt = new StringBuilder();
        var open = new Stack<string>();
        var inTag = false;
        foreach (var (kind, text) in Nodes())
        {
            if (excerpt.Length >= chars)
            {
                break;
            }

            if (inTag && kind is NodeKind.Start or NodeKind.Text or NodeKind.End)
            {
                excerpt.Append('>');
                inTag = false;
            }

            switch (kind)
            {
                case NodeKind.Start:
                    excerpt.Append('<').Append(text);
                    open.Push(text);
                    inTag = true;
                    break;
                case NodeKind.Attribute:
                    excerpt.Append(' ').Append(text);
                    break;
                case NodeKind.Value:
                    excerpt.Append("=\"").Append(text).Append('"');
                    break;
                case NodeKind.Text:
                    excerpt.Append(text);
                    break;
                case NodeKind.End:
                    excerpt.Append("</").Append(open.Pop()).Append('>');
                    break;
            }
        }

        // NUL and half characters are no text that every store takes.
        return excerpt.Replace('\0', '\uFFFD').Replace(SaneReader.Damage, '\uFFFD').ToString();
    }

    private void Start(XmlReader node)
    {
        if (++_depth > limits.MaxDepth)
        {
            Fault ??= limits.TooDeep;
        }

        Add(NodeKind.Start, node.LocalName);
        Namespace(node.NamespaceURI);
        var isEmpty = node.IsEmptyElement;
        if (node.AttributeCount > 0)
        {
            Attributes(node);
        }

        if (isEmpty)
        {
            End();
        }
    }

    private void End()
    {
        _depth--;
        Node(NodeKind.End, 0);
    }

    private void Attributes(XmlReader node)
    {
        if (node.AttributeCount > MostAttributes)
        {
            Fault ??= $"The record has an element with more than {MostAttributes} attributes. Mend the export.";
        }

        for (var more = node.MoveToFirstAttribute(); more; more = node.MoveToNextAttribute())
        {
            Attribute(node);
        }

        node.MoveToElement();
    }

    private void Attribute(XmlReader node)
    {
        if (string.Equals(node.NamespaceURI, NameRule.Declarations, StringComparison.Ordinal))
        {
            return;
        }

        Add(NodeKind.Attribute, node.LocalName);
        Namespace(node.NamespaceURI);
        Add(NodeKind.Value, node.Value);
    }

    private void Namespace(string uri)
    {
        if (uri.Length > 0 && names.Of(uri) is { Length: > 0 } kept)
        {
            Add(NodeKind.Namespace, kept);
        }
    }

    private void Text(XmlNodes document)
    {
        var start = _length;
        int read;
        do
        {
            Room(ChunkChars);
            read = document.Chunk(_text, _length, ChunkChars);
            // Once it is too long it is only passed over, in the same room again and again.
            _length += Fault is null ? read : 0;
            Check();
        }
        // Less than there is room for is the end of it.
        while (read == ChunkChars);
        Node(NodeKind.Text, _length - start);
    }

    private void Add(NodeKind kind, string text)
    {
        if (Fault is not null)
        {
            return;
        }

        Room(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
        Check();
        Node(kind, text.Length);
    }

    private void Node(NodeKind kind, int length)
    {
        if (Fault is not null)
        {
            return;
        }

        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count++] = ((int)kind << KindShift) | length;
        // Empty elements without a name worth speaking of fill the list and not the text.
        if (_count > limits.MaxChars)
        {
            Fault = limits.TooLong;
        }
    }

    private void Check()
    {
        if (_length > limits.MaxChars)
        {
            TooLong();
        }
    }

    // By itself, so that the check that every node passes is small enough to be part of its caller.
    private void TooLong() => Fault ??= limits.TooLong;

    private void Room(int count)
    {
        if (_length + count > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + count));
        }
    }

    private string? Damage() => SaneReader.IsDamaged(_text.AsSpan(0, _length))
        ? "The record holds characters that XML doesn't know, or bytes that are not valid in the file's encoding. Export as UTF-8, and without control characters."
        : null;
}

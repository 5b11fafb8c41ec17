using System.Xml;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Splitting;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>Makes a small document of one record's nodes, in which names are as the paths mean them. Reused from record to record.</summary>
internal sealed class RecordDocument
{
    // One table of names for all records: the XPath engine compares names by it.
    private readonly XmlDocument _document = new() { XmlResolver = null };

    /// <returns>The record's element; valid until the next call.</returns>
    public XmlElement Build(RecordNodes record)
    {
        _document.RemoveAll();
        XmlNode at = _document;
        using var nodes = record.Nodes().GetEnumerator();
        for (var more = nodes.MoveNext(); more;)
        {
            var (kind, text) = nodes.Current;
            more = nodes.MoveNext();
            switch (kind)
            {
                case NodeKind.Start:
                    at = at.AppendChild(_document.CreateElement("", text, Namespace(nodes, ref more)))!;
                    break;
                case NodeKind.Attribute:
                    var ns = Namespace(nodes, ref more);
                    Set((XmlElement)at, text, ns, nodes.Current.Text);
                    more = nodes.MoveNext();
                    break;
                case NodeKind.Text:
                    at.AppendChild(_document.CreateTextNode(text));
                    break;
                case NodeKind.End:
                    at = at.ParentNode!;
                    break;
            }
        }

        return _document.DocumentElement!;
    }

    private static string Namespace(IEnumerator<(NodeKind Kind, string Text)> nodes, ref bool more)
    {
        if (!more || nodes.Current.Kind != NodeKind.Namespace)
        {
            return "";
        }

        var ns = nodes.Current.Text;
        more = nodes.MoveNext();
        return ns;
    }

    private void Set(XmlElement element, string name, string ns, string value)
    {
        // Two attributes may have one name once their namespaces don't count: the first is kept, and only a prefix tells them apart.
        if (element.HasAttribute(name, ns))
        {
            return;
        }

        // A name of a namespace must not look like a declaration to the document.
        var attribute = string.Equals(ns, NameRule.Xml, StringComparison.Ordinal)
            ? _document.CreateAttribute("xml", name, ns)
            : _document.CreateAttribute(ns.Length == 0 ? "" : "n", name, ns);
        attribute.Value = value;
        element.SetAttributeNode(attribute);
    }
}

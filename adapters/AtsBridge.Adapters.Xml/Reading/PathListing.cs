using System.Xml;
using AtsBridge.Adapters.Xml.Paths;

namespace AtsBridge.Adapters.Xml.Reading;

/// <summary>Every path to a value in the first records of a file, for inference and for messages.</summary>
internal sealed class PathListing(NameRule names)
{
    private const int MostRecords = 20;
    private const int MostPaths = 400;
    private const int DeepestPath = 6;
    private const int LongestWord = 40;
    private const int MostShown = 40;

    // What tells elements of one name apart.
    private static readonly string[] Kinds = ["type", "kind", "use", "usage", "role", "label", "name"];

    private readonly List<string> _paths = [];
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    /// <summary>How many records were listed.</summary>
    public int Records { get; private set; }

    /// <summary>Whether enough was seen.</summary>
    public bool IsFull => Records >= MostRecords;

    /// <summary>The paths in the order of their first appearance. Where an element stands there several times, one of them is named.</summary>
    public IEnumerable<string> Paths => _paths.Where(p => !_repeated.Any(r => p.StartsWith(r, StringComparison.Ordinal) && (p.Length == r.Length || p[r.Length] == '/')));

    public void Add(XmlElement record)
    {
        if (IsFull)
        {
            return;
        }

        Records++;
        Walk(record, "", 0);
    }

    /// <summary>The paths in words.</summary>
    public override string ToString()
    {
        var paths = Paths.ToList();
        var shown = string.Join(", ", paths.Take(MostShown));
        return paths.Count == 0 ? "none" : paths.Count > MostShown ? $"{shown} and more" : shown;
    }

    private void Walk(XmlElement element, string path, int depth)
    {
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (!string.Equals(attribute.NamespaceURI, NameRule.Instance, StringComparison.Ordinal))
            {
                List(Join(path, "@" + names.Written(attribute.LocalName, attribute.NamespaceURI)));
            }
        }

        var children = element.ChildNodes.OfType<XmlElement>().ToList();
        if (children.Count == 0 && depth > 0)
        {
            List(path);
        }

        if (depth >= DeepestPath || _paths.Count >= MostPaths)
        {
            return;
        }

        foreach (var group in children.GroupBy(c => names.Written(c.LocalName, c.NamespaceURI), StringComparer.Ordinal))
        {
            Walk([.. group], Join(path, group.Key), depth + 1);
        }
    }

    private void Walk(List<XmlElement> alike, string path, int depth)
    {
        if (alike.Count == 1)
        {
            Walk(alike[0], path, depth);
            return;
        }

        _repeated.Add(path);
        var kind = Array.Find(Kinds, k => alike.TrueForAll(e => IsWord(e.GetAttribute(k))));
        if (kind is null)
        {
            Walk(alike[0], path + "[1]", depth);
            return;
        }

        foreach (var one in alike.DistinctBy(e => e.GetAttribute(kind), StringComparer.Ordinal))
        {
            Walk(one, $"{path}[@{kind}='{one.GetAttribute(kind)}']", depth);
        }
    }

    private void List(string path)
    {
        if (_paths.Count < MostPaths && !_paths.Contains(path, StringComparer.Ordinal))
        {
            _paths.Add(path);
        }
    }

    // Only a plain word is shown in a path: what is not could be somebody's data.
    private static bool IsWord(string text) => text.Length is > 0 and < LongestWord && text.All(c => char.IsAsciiLetter(c) || c is '_' or '-' or ' ');

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}

using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using AtsBridge.Adapters.Xml.Paths;
using AtsBridge.Adapters.Xml.Text;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>Finds the records of a document whose settings don't name them. Where two are equally likely it asks.</summary>
internal sealed class RecordFinder(XmlNodes document, NameRule names, string file)
{
    private const int DeepestLevel = 6;
    private const int MostNames = 10_000;
    private const int MostShown = 12;

    private static readonly FrozenSet<string> KnownNames = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "application", "jobapplication", "candidateapplication", "candidate", "applicant", "opportunity", "candidaterecord", "applicantrecord", "record", "row", "item", "entry", "reportentry");

    private readonly ElementUse _document = new(default, parent: null);
    private readonly char[] _passed = new char[4096];
    private int _known;
    private string _firstText = "";

    /// <returns>The way to the records; null: the document is an empty list.</returns>
    public ElementPath? Find()
    {
        try
        {
            Look();
        }
        catch (XmlException e)
        {
            throw document.Refused(e);
        }

        var root = _document.Children.Single();
        var found = new List<ElementUse>();
        Collect(_document, found);
        var best = found.GroupBy(Rank).OrderBy(g => g.Key).FirstOrDefault()?.ToList();
        return best switch
        {
            [var only] => ElementPath.Of(only.Steps(), names),
            null when !root.Children.Any() && !root.HoldsText => null,
            null => throw new SourceException(SourceFault.Unreadable, NothingFound(root)),
            _ => throw new SourceException(SourceFault.Unreadable,
                $"{file} holds {best.Count} kinds of elements that may be the applications: {string.Join(", ", best.Take(MostShown).Select(Shown))}. Set Records to one of them."),
        };
    }

    private void Look()
    {
        var open = new List<ElementUse?> { _document };
        while (document.Next())
        {
            var node = document.Node;
            if (document.Kind == XmlNodeType.Element && node.Depth < DeepestLevel)
            {
                open.RemoveRange(node.Depth + 1, open.Count - node.Depth - 1);
                open.Add(Meet(open[^1], node));
            }
            else if (document.Kind is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                PassText(node.Depth <= 1 ? open[^1] : null);
            }
        }
    }

    private ElementUse? Meet(ElementUse? parent, XmlReader node)
    {
        if (parent is null)
        {
            return null;
        }

        var use = parent.Meet(new(node.LocalName, names.Of(node.NamespaceURI)), _known < MostNames);
        _known += use is { Count: 1 } ? 1 : 0;
        parent.HoldsSomething = true;
        use?.HoldsSomething |= HasAttributes(node);
        return use;
    }

    private static bool HasAttributes(XmlReader node)
    {
        var found = false;
        for (var more = node.MoveToFirstAttribute(); more && !found; more = node.MoveToNextAttribute())
        {
            found = !string.Equals(node.NamespaceURI, NameRule.Declarations, StringComparison.Ordinal);
        }

        node.MoveToElement();
        return found;
    }

    private void PassText(ElementUse? of)
    {
        for (int read; (read = document.Chunk(_passed, 0, _passed.Length)) > 0;)
        {
            if (of is { HoldsText: false })
            {
                of.HoldsText = true;
                _firstText = new string(_passed, 0, Math.Min(read, 100));
            }
        }
    }

    /// <summary>What stands in a record belongs to it, so the outer one counts.</summary>
    private static void Collect(ElementUse parent, List<ElementUse> found)
    {
        foreach (var child in parent.Children)
        {
            if (child.HoldsSomething && (IsKnown(child) || child.Repeats))
            {
                found.Add(child);
            }
            else
            {
                Collect(child, found);
            }
        }
    }

    private static int Rank(ElementUse use) => use.Steps().Count + (IsKnown(use) ? 0 : 100);

    private static bool IsKnown(ElementUse use) =>
        KnownNames.Contains(use.Step.Local!.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));

    private string Shown(ElementUse use) => string.Create(CultureInfo.InvariantCulture, $"{ElementPath.Of(use.Steps(), names).Text} ({use.Count})");

    private string NothingFound(ElementUse root)
    {
        var name = root.Step.Local!;
        if (string.Equals(name, "html", StringComparison.OrdinalIgnoreCase))
        {
            return $"{file} isn't an export: it looks like an HTML page, perhaps a log-in or error page that was saved in place of it.";
        }

        if (_firstText.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal))
        {
            return $"{file} holds another XML document as text in its element {name}: the answer of a web service that was saved as it came. Unpack the text and deliver that.";
        }

        if (string.Equals(name, "Envelope", StringComparison.Ordinal) && root.Children.SelectMany(c => c.Children).Any(c => string.Equals(c.Step.Local, "Fault", StringComparison.Ordinal)))
        {
            return $"{file} isn't an export: it is the error message of a web service (a SOAP fault).";
        }

        var inner = root.Children.Select(c => names.Written(c.Step.Local!, c.Step.Namespace)).Take(MostShown).ToList();
        return $"{file} has no element that is there several times, or is called like an application: its {name} holds {(inner.Count == 0 ? "only text" : string.Join(", ", inner))}. Set Records to the way from the root to a record, such as {name}/{(inner.Count == 0 ? "Candidate" : inner[0])}.";
    }
}

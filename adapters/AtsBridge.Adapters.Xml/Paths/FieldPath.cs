using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using AtsBridge.Adapters.Records.Fields;

namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>
/// An XPath from the record's element to one value: <c>Name/Given</c>, <c>@id</c>, <c>Phone[@type='mobile']</c>,
/// <c>concat(Given, ' ', Family)</c>. What it hits must be one.
/// </summary>
internal sealed class FieldPath
{
    private const int MostShown = 8;

    private static readonly XmlDocument Empty = new() { XmlResolver = null };

    private readonly XPathExpression _expression;

    private FieldPath(string text, XPathExpression expression)
    {
        Text = text;
        _expression = expression;
    }

    /// <summary>As the settings have it.</summary>
    public string Text { get; }

    /// <exception cref="FormatException">What is wrong with the notation.</exception>
    public static FieldPath Parse(string text, NameRule names)
    {
        var plain = text.Trim();
        if (plain.StartsWith('/') && !plain.StartsWith("//", StringComparison.Ordinal))
        {
            throw new FormatException("it begins at the root; a field begins at the record's element, so leave out the '/' and the record's own name");
        }

        if (plain.StartsWith("..", StringComparison.Ordinal))
        {
            throw new FormatException("it leaves the record; only what stands inside the record's element is read");
        }

        try
        {
            var path = new FieldPath(plain, XPathExpression.Compile(plain, names.Manager()));
            // An unknown function or variable is noticed only when it is asked for.
            path.Evaluate(Empty.CreateNavigator()!);
            return path;
        }
        catch (XPathException e)
        {
            throw new FormatException(e.Message.TrimEnd('.'), e);
        }
    }

    public PathValue Read(XPathNavigator record, int maxChars)
    {
        if (Evaluate(record) is not XPathNodeIterator hits)
        {
            return Bounded(Words(record), maxChars);
        }

        if (!hits.MoveNext())
        {
            return new(PathHit.Missing);
        }

        var first = hits.Current!.Clone();
        if (hits.MoveNext())
        {
            return new(PathHit.Wrong, string.Create(CultureInfo.InvariantCulture, $"{Text} hits {hits.Count} values, and which of them counts can't be known. Name one, such as ({Text})[1] or {Text}[@type='…']."));
        }

        return Of(first, maxChars);
    }

    private object Evaluate(XPathNavigator record) => record.Evaluate(_expression);

    private PathValue Of(XPathNavigator hit, int maxChars)
    {
        if (hit.NodeType != XPathNodeType.Element)
        {
            return Bounded(hit.Value, maxChars);
        }

        if (hit.GetAttribute("nil", NameRule.Instance) is "true" or "1")
        {
            return new(PathHit.Null);
        }

        var children = hit.SelectChildren(XPathNodeType.Element);
        return children.Count == 0
            ? Bounded(hit.Value, maxChars)
            : new(PathHit.Wrong, $"{Text} hits an element with the elements {Names(children)}; name one of them, such as {Text}/{children.Current!.LocalName}.");
    }

    private static string Names(XPathNodeIterator children)
    {
        var names = new List<string>();
        var of = children.Clone();
        while (names.Count < MostShown && of.MoveNext())
        {
            names.Add(of.Current!.LocalName);
        }

        children.MoveNext();
        return string.Join(", ", names.Distinct(StringComparer.Ordinal));
    }

    /// <summary>A number or a truth as XPath itself writes it: 2 and not 2.0, true and not True.</summary>
    private string Words(XPathNavigator record) => Evaluate(record) switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => XPathText(number),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    private static string XPathText(double number) => number.ToString("0.###############", CultureInfo.InvariantCulture);

    private PathValue Bounded(string text, int maxChars) => text.Length <= maxChars
        ? new(PathHit.Value, text)
        : new(PathHit.Wrong, string.Create(CultureInfo.InvariantCulture, $"{Text} holds {text.Length:N0} characters; MaxCellChars is {maxChars:N0}."));
}

using System.Xml;

namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>
/// Which names a path means. XPath holds that a name without prefix has no namespace, and nearly every export has a default one: here
/// such a name means an element of any namespace that the settings don't give a prefix to, so that nobody has to know what that is.
/// </summary>
internal sealed class NameRule
{
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    public const string Declarations = "http://www.w3.org/2000/xmlns/";

    private readonly Dictionary<string, string> _prefixes;
    private readonly HashSet<string> _kept;
    private readonly string? _default;
    private string _latest = "";
    private string _latestPlain = "";

    public NameRule(IReadOnlyDictionary<string, string> namespaces)
    {
        _prefixes = new(namespaces, StringComparer.Ordinal);
        _default = namespaces.GetValueOrDefault("");
        _prefixes.Remove("");
        _prefixes["xml"] = Xml;
        _prefixes.TryAdd("xsi", Instance);
        _kept = [.. _prefixes.Values];
    }

    /// <summary>The namespace that an element or attribute counts as having; empty: a name without prefix means it.</summary>
    public string Of(string uri)
    {
        // Elements that follow each other mostly have one namespace, as one and the same string.
        if (!ReferenceEquals(uri, _latest))
        {
            (_latest, _latestPlain) = (uri, Find(uri));
        }

        return _latestPlain;
    }

    /// <summary>The namespace of a prefix; null where the settings don't have it.</summary>
    public string? Lookup(string prefix) => prefix.Length == 0 ? "" : _prefixes.GetValueOrDefault(prefix);

    /// <summary>A name as a path would have it.</summary>
    public string Written(string local, string ns) =>
        ns.Length > 0 && _prefixes.FirstOrDefault(p => string.Equals(p.Value, ns, StringComparison.Ordinal)) is { Key: { } prefix } ? $"{prefix}:{local}" : local;

    /// <summary>The prefixes for the XPath engine.</summary>
    public XmlNamespaceManager Manager()
    {
        var manager = new XmlNamespaceManager(new NameTable());
        foreach (var (prefix, uri) in _prefixes)
        {
            if (!string.Equals(prefix, "xml", StringComparison.Ordinal))
            {
                manager.AddNamespace(prefix, uri);
            }
        }

        return manager;
    }

    private string Find(string uri)
    {
        if (_kept.Contains(uri))
        {
            return uri;
        }

        return _default is null || string.Equals(uri, _default, StringComparison.Ordinal) ? "" : uri;
    }
}

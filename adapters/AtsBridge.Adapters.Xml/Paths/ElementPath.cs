using System.Xml;

namespace AtsBridge.Adapters.Xml.Paths;

/// <summary>The elements that lead from the document's root to a record: <c>Candidates/Candidate</c>.</summary>
internal sealed class ElementPath
{
    private ElementPath(string text, IReadOnlyList<ElementStep> steps)
    {
        Text = text;
        Steps = steps;
    }

    /// <summary>As a person would write it.</summary>
    public string Text { get; }

    /// <summary>The root first, the record last.</summary>
    public IReadOnlyList<ElementStep> Steps { get; }

    public static ElementPath Of(IReadOnlyList<ElementStep> steps, NameRule names) =>
        new(string.Join('/', steps.Select(s => names.Written(s.Local ?? "*", s.Namespace))), steps);

    /// <exception cref="FormatException">What is wrong with the notation.</exception>
    public static ElementPath Parse(string text, NameRule names)
    {
        var plain = text.Trim();
        // From the root is where it begins anyway.
        plain = plain.StartsWith('/') ? plain[1..] : plain;
        return new ElementPath(plain, [.. plain.Split('/').Select(step => Step(step.Trim(), names))]);
    }

    private static ElementStep Step(string step, NameRule names)
    {
        if (string.Equals(step, "*", StringComparison.Ordinal))
        {
            return new(Local: null, "");
        }

        var colon = step.IndexOf(':', StringComparison.Ordinal);
        var (prefix, local) = colon < 0 ? ("", step) : (step[..colon], step[(colon + 1)..]);
        if (!IsName(local) || (colon >= 0 && !IsName(prefix)))
        {
            throw new FormatException(step.Length == 0
                ? "between two slashes, and behind the last, stands the name of an element"
                : $"'{step}' is no element's name; name each element from the root to the record, such as Candidates/Candidate, without conditions");
        }

        return new(local, names.Lookup(prefix) ?? throw new FormatException($"Namespaces has no prefix '{prefix}'"));
    }

    private static bool IsName(string name)
    {
        try
        {
            return name.Length > 0 && XmlConvert.VerifyNCName(name).Length > 0;
        }
        catch (XmlException)
        {
            // The framework's way of saying that it is none.
            return false;
        }
    }
}

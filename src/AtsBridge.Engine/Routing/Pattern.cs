using System.IO.Enumeration;

namespace AtsBridge.Routing;

/// <summary>A name or id in a route: without regard to case and surrounding space, with <c>*</c> and <c>?</c> as wildcards.</summary>
public sealed class Pattern
{
    private readonly string _expression;

    /// <summary>Makes a pattern of what the consultant wrote.</summary>
    /// <param name="text">The name, id or wildcard expression.</param>
    public Pattern(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text.Trim();
        IsWild = Text.AsSpan().IndexOfAny('*', '?') >= 0;
        // The matcher takes a backslash as an escape; consultants write it as a letter like any other.
        _expression = Text.Replace(@"\", @"\\", StringComparison.Ordinal);
    }

    /// <summary>As the consultant wrote it, trimmed.</summary>
    public string Text { get; }

    /// <summary>Whether it has wildcards, so that it matches more than one name.</summary>
    internal bool IsWild { get; }

    /// <summary>Whether a name or an id matches; a missing one never does.</summary>
    /// <param name="value">The name or id.</param>
    public bool Matches(string? value)
    {
        if (value is null)
        {
            return false;
        }

        var trimmed = value.AsSpan().Trim();
        return IsWild
            ? FileSystemName.MatchesSimpleExpression(_expression, trimmed, ignoreCase: true)
            : trimmed.Equals(Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether everything that <paramref name="other"/> matches is matched by this one too. May answer false where it is true
    /// (the warning that depends on it then stays away), never the other way round.
    /// </summary>
    /// <param name="other">The pattern of a later route.</param>
    public bool Covers(Pattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // A ? here must not swallow a * there: it stands for one letter, that one for any number.
        return !(Text.Contains('?', StringComparison.Ordinal) && other.Text.Contains('*', StringComparison.Ordinal))
            && Matches(other.Text);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}

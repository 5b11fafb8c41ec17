using System.Collections.Frozen;

namespace AtsBridge;

/// <summary>What a source's configuration says about reading its words.</summary>
public sealed record ConversionRules
{
    /// <summary>No words and no formats of its own.</summary>
    public static readonly ConversionRules None = new();

    /// <summary>Status words that nobody has met, without regard to case; an empty key stands for no word, <c>*</c> for every other word that is not known.</summary>
    public IReadOnlyDictionary<string, ApplicationStatus> StatusMap { get; init; } = FrozenDictionary<string, ApplicationStatus>.Empty;

    /// <summary>.NET date formats to try before ISO 8601 and Unix times. A date that fits none is left out, with a warning.</summary>
    public IReadOnlyList<string> DateFormats { get; init; } = [];
}

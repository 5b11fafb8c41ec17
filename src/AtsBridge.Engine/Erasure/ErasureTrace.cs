namespace AtsBridge.Erasure;

/// <summary>That somebody was erased.</summary>
/// <param name="ErasedAt">When, UTC; null for a record that came later and was known as theirs: of such a one nothing but hashes was ever kept.</param>
public sealed record ErasureTrace(DateTimeOffset? ErasedAt)
{
    /// <summary>The rest of the sentence "'ann@example.com' leads to …".</summary>
    public string Words => ErasedAt is { } at
        ? FormattableString.Invariant($"a person who was erased {at:u}")
        : "a person who was erased before it was read";
}

namespace AtsBridge;

/// <summary>A heading or path, and what stands there.</summary>
/// <param name="Place">As <c>Fields</c> would name it.</param>
/// <param name="Values">Of each record looked at, in their order; null where it does not carry the place.</param>
public sealed record SamplePlace(string Place, IReadOnlyList<string?> Values)
{
    /// <summary>The property of <see cref="SourceRecord"/> that the adapter knows the place by its name to be; null where it does not.</summary>
    public string? Field { get; init; }

    /// <summary>How plainly the name says so, from 0; of two places for one field the lower rank is meant.</summary>
    public int Rank { get; init; }
}

namespace AtsBridge.Sync;

/// <summary>
/// How much of a source may vanish or move in one sync before it is taken for a broken export or a renamed stage. Compared with
/// the source's own past: three times what one of its last syncs has done is believed too, up to half of the source.
/// </summary>
public sealed record SourceGuard
{
    /// <summary>Fewer applications than this are never too many.</summary>
    public const int Fewest = 20;

    /// <summary>The share of the known applications that may be missing from a full set; from 0.01 to 0.5.</summary>
    public double MaxVanished { get; init; } = 0.2;

    /// <summary>The share of the known applications that may change their place; from 0.01, and 1 looks at no movement at all.</summary>
    public double MaxMoved { get; init; } = 0.3;
}

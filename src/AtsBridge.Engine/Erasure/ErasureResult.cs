namespace AtsBridge.Erasure;

/// <summary>What an erasure did.</summary>
/// <param name="People">Whom it found, as they were on record just before.</param>
/// <param name="Refusals">Why nothing was erased, in sentences; empty: everything of them was.</param>
/// <param name="Residue">Why erased data may still be read in the store's files, and what to do; null: it can't.</param>
public sealed record ErasureResult(IReadOnlyList<ErasablePerson> People, IReadOnlyList<string> Refusals, string? Residue)
{
    /// <summary>Whether they were erased.</summary>
    public bool Erased => People.Count > 0 && Refusals.Count == 0;
}

namespace AtsBridge.Testing;

/// <summary>Fingerprints that are known, and which of them were asked for.</summary>
internal sealed class KnownSet(IEnumerable<UInt128> known) : IKnownRecords
{
    private readonly HashSet<UInt128> _known = [.. known];

    public bool Contains(UInt128 fingerprint) => _known.Contains(fingerprint);
}

namespace AtsBridge.Adapters.Rest.Tests.Fakes;

/// <summary>What an engine would know.</summary>
internal sealed class KnownSet(IEnumerable<UInt128> fingerprints) : IKnownRecords
{
    private readonly HashSet<UInt128> _known = [.. fingerprints];

    public bool Contains(UInt128 fingerprint) => _known.Contains(fingerprint);
}

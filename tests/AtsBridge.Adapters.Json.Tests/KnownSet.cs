namespace AtsBridge.Adapters.Json.Tests;

/// <summary>What an engine would know.</summary>
internal sealed class KnownSet(IEnumerable<UInt128> fingerprints) : IKnownRecords
{
    private readonly HashSet<UInt128> _known = [.. fingerprints];

    public static KnownSet Of(ReadResult read) => new(read.Records.Select(r => r.Fingerprint!.Value));

    public bool Contains(UInt128 fingerprint) => _known.Contains(fingerprint);
}

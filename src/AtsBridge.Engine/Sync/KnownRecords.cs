using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AtsBridge.Sync;

/// <summary>The fingerprints of all present applications of a source, so that a bulk reader can skip what did not change.</summary>
internal sealed class KnownRecords : IKnownRecords
{
    private readonly Dictionary<UInt128, UInt128> _keys = [];

    /// <inheritdoc />
    public bool Contains(UInt128 fingerprint) => _keys.ContainsKey(fingerprint);

    internal static async Task<KnownRecords> LoadAsync(ISyncSession session, CancellationToken cancellationToken)
    {
        var known = new KnownRecords();
        await foreach (var (fingerprint, key) in session.FingerprintsAsync(cancellationToken))
        {
            known._keys[fingerprint] = HashOf(key);
        }

        return known;
    }

    /// <summary>The hash of the key of the application with this fingerprint.</summary>
    internal bool TryGetKey(UInt128 fingerprint, out UInt128 keyHash) => _keys.TryGetValue(fingerprint, out keyHash);

    /// <summary>A million keys as hashes are 32 MB; as strings they would be a multiple.</summary>
    internal static UInt128 HashOf(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));
}

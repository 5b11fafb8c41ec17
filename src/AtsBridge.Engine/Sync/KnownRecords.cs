using System.Collections;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AtsBridge.Sync;

/// <summary>
/// The fingerprints of all present applications of a source, so that a bulk reader can skip what did not change, and which of them
/// a set has named: two bits beside each say what was seen. No key is kept; whoever knows an application knows its fingerprint.
/// </summary>
internal sealed class KnownRecords : IKnownRecords
{
    private readonly BitArray _seen;
    private readonly BitArray _outdated;
    private readonly HashPlaces _places;

    private KnownRecords(HashPlaces places) => (_places, _seen, _outdated) = (places, new(places.Length), new(places.Length));

    /// <summary>Different fingerprints that the set has named.</summary>
    internal long Seen { get; private set; }

    /// <summary>Those of whose application another record was read, or none where it has vanished.</summary>
    internal IEnumerable<UInt128> Outdated
    {
        get
        {
            for (var place = 0; place < _places.Length; place++)
            {
                if (_outdated[place])
                {
                    yield return _places[place];
                }
            }
        }
    }

    /// <inheritdoc />
    public bool Contains(UInt128 fingerprint) => _places.Contains(fingerprint);

    /// <summary>Takes over what the store knows.</summary>
    /// <param name="session">The pass.</param>
    /// <param name="present">About how many there are.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal static async Task<KnownRecords> LoadAsync(ISyncSession session, long present, CancellationToken cancellationToken)
    {
        var places = new HashPlaces(present);
        await foreach (var part in session.FingerprintsAsync(cancellationToken))
        {
            foreach (var fingerprint in part)
            {
                places.Add(fingerprint);
            }
        }

        return new(places);
    }

    /// <summary>A record with this fingerprint stands in the set.</summary>
    /// <returns>Whether that goes with what was seen before: not where the fingerprint is unknown, or another record of its application was read.</returns>
    internal Naming Name(UInt128 fingerprint)
    {
        if (_places.Find(fingerprint) is var place && place < 0)
        {
            return Naming.Unknown;
        }

        if (!_seen[place])
        {
            _seen[place] = true;
            Seen++;
        }

        return _outdated[place] ? Naming.Outdated : Naming.Known;
    }

    /// <summary>Whether the set has named it.</summary>
    internal bool WasNamed(UInt128 fingerprint) => _places.Find(fingerprint) is var place and >= 0 && _seen[place];

    /// <summary>Another record of the application with this fingerprint was read, or it has vanished.</summary>
    internal void Outdate(UInt128 fingerprint)
    {
        if (_places.Find(fingerprint) is var place and >= 0)
        {
            _outdated[place] = true;
        }
    }

    /// <summary>Keys as hashes: a million of them as strings would be a multiple.</summary>
    internal static UInt128 HashOf(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));
}

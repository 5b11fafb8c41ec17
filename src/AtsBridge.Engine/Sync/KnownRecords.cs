using System.Collections;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AtsBridge.Sync;

/// <summary>
/// The fingerprints of all present applications of a source, so that a bulk reader can skip what did not change, and which of them
/// a set has named. A million of them take 22 MB: fingerprints stand side by side in one array, found by their own bits, and two
/// bits beside each say what was seen. No key is kept; whoever knows an application knows its fingerprint.
/// </summary>
internal sealed class KnownRecords : IKnownRecords
{
    /// <summary>An empty place. A fingerprint that is really zero (one in 2^128) is taken for another one: its record is read once more, and no harm done.</summary>
    private static readonly UInt128 Nothing = UInt128.Zero;

    private readonly BitArray _seen;
    private readonly BitArray _outdated;
    private readonly UInt128[] _places;

    private KnownRecords(UInt128[] places) => (_places, _seen, _outdated) = (places, new(places.Length), new(places.Length));

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
    public bool Contains(UInt128 fingerprint) => Find(_places, fingerprint) >= 0;

    /// <summary>Takes over what the store knows.</summary>
    /// <param name="session">The pass.</param>
    /// <param name="present">About how many there are.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    internal static async Task<KnownRecords> LoadAsync(ISyncSession session, long present, CancellationToken cancellationToken)
    {
        var (places, count) = (new UInt128[SizeFor(present)], 0L);
        await foreach (var part in session.FingerprintsAsync(cancellationToken))
        {
            foreach (var fingerprint in part)
            {
                // The number of those who are present is kept in the store; where it were wrong, the array would fill up.
                places = ++count > places.Length * 9L / 10 ? Grown(places) : places;
                Put(places, fingerprint);
            }
        }

        return new(places);
    }

    /// <summary>A record with this fingerprint stands in the set.</summary>
    /// <returns>Whether that goes with what was seen before: not where the fingerprint is unknown, or another record of its application was read.</returns>
    internal Naming Name(UInt128 fingerprint)
    {
        if (Find(_places, fingerprint) is var place && place < 0)
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
    internal bool WasNamed(UInt128 fingerprint) => Find(_places, fingerprint) is var place and >= 0 && _seen[place];

    /// <summary>Another record of the application with this fingerprint was read, or it has vanished.</summary>
    internal void Outdate(UInt128 fingerprint)
    {
        if (Find(_places, fingerprint) is var place and >= 0)
        {
            _outdated[place] = true;
        }
    }

    /// <summary>Keys as hashes: a million of them as strings would be a multiple.</summary>
    internal static UInt128 HashOf(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));

    private static int SizeFor(long count) => (int)Math.Min(Array.MaxLength, Math.Max(64, count * 4 / 3));

    private static UInt128[] Grown(UInt128[] old)
    {
        var places = new UInt128[SizeFor(old.Length * 2L)];
        foreach (var fingerprint in old.Where(f => f != Nothing))
        {
            Put(places, fingerprint);
        }

        return places;
    }

    private static void Put(UInt128[] places, UInt128 fingerprint)
    {
        var place = First(places, fingerprint);
        while (places[place] != Nothing && places[place] != fingerprint)
        {
            place = place + 1 == places.Length ? 0 : place + 1;
        }

        places[place] = fingerprint;
    }

    private static int Find(UInt128[] places, UInt128 fingerprint)
    {
        var place = First(places, fingerprint);
        while (places[place] != Nothing)
        {
            if (places[place] == fingerprint)
            {
                return place;
            }

            place = place + 1 == places.Length ? 0 : place + 1;
        }

        return -1;
    }

    /// <summary>The upper bits spread evenly already: it is a hash.</summary>
    private static int First(UInt128[] places, UInt128 fingerprint) => (int)Math.BigMul((ulong)(fingerprint >> 64), (ulong)places.Length, out _);
}

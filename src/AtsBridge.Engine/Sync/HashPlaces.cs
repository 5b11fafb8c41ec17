namespace AtsBridge.Sync;

/// <summary>
/// Many hashes side by side in one array, each found by its own bits: a million take 22 MB, which is half of what a set of the
/// library takes, and a third of that while it grows.
/// </summary>
/// <param name="count">About how many there will be.</param>
internal sealed class HashPlaces(long count)
{
    /// <summary>An empty place. A hash that is really zero (one in 2^128) is never found.</summary>
    private static readonly UInt128 Nothing = UInt128.Zero;

    private UInt128[] _places = new UInt128[SizeFor(count)];

    /// <summary>How many places there are.</summary>
    internal int Length => _places.Length;

    /// <summary>Different hashes that were added.</summary>
    internal long Count { get; private set; }

    /// <summary>The hash in a place.</summary>
    internal UInt128 this[int place] => _places[place];

    /// <summary>Adds a hash. Places may be others afterwards.</summary>
    /// <returns>Whether it is new.</returns>
    internal bool Add(UInt128 hash)
    {
        if (Count >= _places.Length * 5L / 6)
        {
            Grow();
        }

        if (!Put(_places, hash))
        {
            return false;
        }

        Count++;
        return true;
    }

    /// <summary>Whether it was added.</summary>
    internal bool Contains(UInt128 hash) => Find(hash) >= 0;

    /// <summary>Where a hash stands; less than 0 where it does not.</summary>
    internal int Find(UInt128 hash)
    {
        var places = _places;
        for (var place = First(places, hash); places[place] != Nothing; place = place + 1 == places.Length ? 0 : place + 1)
        {
            if (places[place] == hash)
            {
                return place;
            }
        }

        return -1;
    }

    private static int SizeFor(long count) => (int)Math.Min(Array.MaxLength, Math.Max(64, count * 4 / 3));

    private void Grow()
    {
        var places = new UInt128[SizeFor(_places.Length * 4L / 3)];
        foreach (var hash in _places)
        {
            if (hash != Nothing)
            {
                Put(places, hash);
            }
        }

        _places = places;
    }

    private static bool Put(UInt128[] places, UInt128 hash)
    {
        var place = First(places, hash);
        while (places[place] != Nothing)
        {
            if (places[place] == hash)
            {
                return false;
            }

            place = place + 1 == places.Length ? 0 : place + 1;
        }

        places[place] = hash;
        return hash != Nothing;
    }

    /// <summary>The upper bits spread evenly already: it is a hash.</summary>
    private static int First(UInt128[] places, UInt128 hash) => (int)Math.BigMul((ulong)(hash >> 64), (ulong)places.Length, out _);
}

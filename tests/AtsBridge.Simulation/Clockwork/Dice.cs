namespace AtsBridge.Simulation.Clockwork;

/// <summary>Seeded randomness (SplitMix64): small, fast, and the same on every machine.</summary>
/// <param name="seed">Any number.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>From 0, below <paramref name="end"/>.</summary>
    internal int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>Both ends are possible.</summary>
    internal int Among(int first, int last) => first + Below(last - first + 1);

    internal bool OneIn(int count) => Below(count) == 0;

    internal bool Percent(int share) => Below(100) < share;

    internal T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A span in ticks, so that nothing falls on whole milliseconds by itself.</summary>
    internal long Ticks(long least, long most) => most <= least ? least : least + (long)(Next() % (ulong)(most - least + 1));

    internal long Milliseconds(int least, int most) => Ticks(least * TimeSpan.TicksPerMillisecond, most * TimeSpan.TicksPerMillisecond);

    internal long Seconds(int least, int most) => Ticks(least * TimeSpan.TicksPerSecond, most * TimeSpan.TicksPerSecond);
}

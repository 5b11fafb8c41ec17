namespace AtsBridge.Chaos.Runs;

/// <summary>How much chaos, over how much work.</summary>
internal sealed record ChaosOptions
{
    /// <summary>How many times the host is ended with <c>kill -9</c>.</summary>
    internal int Kills { get; init; } = 1000;

    /// <summary>How many invites are owed at least.</summary>
    internal int Invites { get; init; } = 20_000;

    /// <summary>Draws people, faults and moments.</summary>
    internal int Seed { get; init; } = 1;

    /// <summary>How many times the host is held for longer than a lease, at three quarters of a minute each.</summary>
    internal int LongStops => Kills / 150;

    /// <summary>How long what is left after the last kill may take.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The control: so many invites are sent on twice by the wire, which must be found.</summary>
    internal int Repeats { get; init; }
}

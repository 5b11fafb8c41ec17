namespace AtsBridge.Simulation.Platform;

/// <summary>What kind of platform this world has, and how it misbehaves until the faults end.</summary>
internal sealed record GatherPlan
{
    /// <summary>The limits that it keeps and publishes.</summary>
    internal required IReadOnlyList<RateLimit> Limits { get; init; }

    /// <summary>It says with every answer how many requests are left.</summary>
    internal required bool Reports { get; init; }

    /// <summary>A second candidate with the same e-mail or external id is refused as existing.</summary>
    internal required bool RefusesSamePerson { get; init; }

    /// <summary>A second invite of one candidate to one interview is refused as existing.</summary>
    internal required bool RefusesSameInvite { get; init; }

    /// <summary>Requests of a hundred that something goes wrong with.</summary>
    internal required int FaultPercent { get; init; }

    /// <summary>No more faults after this moment.</summary>
    internal required long FaultsUntil { get; init; }

    /// <summary>
    /// Within which a request that was taken is carried out and listed: the settle time, in some worlds most of the time between the
    /// two look-ups more, which is the margin that the second one gives; longer only beyond the promise's bound.
    /// </summary>
    internal required long Latest { get; init; }

    /// <summary>How long the sender waits.</summary>
    internal required long Patience { get; init; }

    /// <summary>While the key is not accepted.</summary>
    internal required (long From, long Until) Locked { get; init; }
}

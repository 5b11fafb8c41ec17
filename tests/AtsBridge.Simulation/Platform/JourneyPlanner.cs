using AtsBridge.Simulation.Clockwork;

namespace AtsBridge.Simulation.Platform;

/// <summary>Draws the way of a request: mostly smooth, and in a share of the cases as bad as the promise's bound allows.</summary>
/// <param name="plan">The platform's.</param>
/// <param name="dice">The world's.</param>
internal sealed class JourneyPlanner(GatherPlan plan, Dice dice)
{
    /// <summary>How many faults of each kind were dealt.</summary>
    internal int[] Dealt { get; } = new int[Enum.GetValues<FaultKind>().Length];

    internal Journey Next(long now)
    {
        var smooth = new Journey { Arrives = dice.Milliseconds(2, 200), Effect = 0, End = JourneyEnd.Answer, EndsAt = dice.Milliseconds(1, 300) };
        smooth = smooth with { Effect = smooth.Arrives + dice.Milliseconds(1, 400) };
        return now < plan.FaultsUntil && dice.Percent(plan.FaultPercent) ? Bad(smooth, (FaultKind)dice.Below(Dealt.Length)) : smooth;
    }

    private Journey Bad(Journey smooth, FaultKind kind)
    {
        Dealt[(int)kind]++;
        var arrives = dice.OneIn(3) ? dice.Ticks(0, plan.Patience) : smooth.Arrives!.Value;
        // The sender sees the end after the platform took the request, and before its patience is over.
        var ends = dice.Ticks(arrives, Math.Max(arrives, plan.Patience - 1));
        return kind switch
        {
            FaultKind.NoConnection => new() { End = JourneyEnd.Refused, EndsAt = dice.Milliseconds(1, 9_000) },
            FaultKind.CutBefore => new() { End = JourneyEnd.Cut, EndsAt = ends },
            FaultKind.CutAfter => new() { Arrives = arrives, Effect = arrives, End = JourneyEnd.Cut, EndsAt = ends },
            FaultKind.ErrorBefore => new() { Arrives = arrives, End = JourneyEnd.Error, EndsAt = ends },
            FaultKind.ErrorAfter => new() { Arrives = arrives, Effect = arrives, End = JourneyEnd.Error, EndsAt = ends },
            FaultKind.Malformed => new() { Arrives = arrives, Effect = arrives, End = dice.Of(JourneyEnd.Malformed, JourneyEnd.Broken), EndsAt = ends },
            FaultKind.Slow => smooth with { Arrives = arrives, Effect = arrives + Late() },
            FaultKind.Silence => new() { Arrives = arrives, Effect = dice.OneIn(3) ? null : arrives, End = JourneyEnd.Silence },
            FaultKind.LateEffect => new() { Arrives = arrives, Effect = arrives + Late(), End = dice.Of(JourneyEnd.Cut, JourneyEnd.Error, JourneyEnd.Silence), EndsAt = ends },
            FaultKind.ListingLag => Lagging(smooth with { Arrives = arrives, Effect = arrives + dice.Milliseconds(1, 400) }),
            FaultKind.LateAndLagging => Lagging(new() { Arrives = arrives, Effect = arrives + Late(), End = dice.Of(JourneyEnd.Cut, JourneyEnd.Error, JourneyEnd.Silence), EndsAt = ends }),
            _ => Lagging(new() { Arrives = arrives, Effect = arrives, End = dice.Of(JourneyEnd.Cut, JourneyEnd.Error, JourneyEnd.Silence), EndsAt = ends }),
        };
    }

    /// <summary>Up to the bound; often just within it, because that is where mistakes show.</summary>
    private long Late()
    {
        return dice.OneIn(3) ? Math.Max(0, plan.Latest - dice.Milliseconds(1, 1_500)) : dice.Ticks(0, plan.Latest - 1);
    }

    private Journey Lagging(Journey journey)
    {
        var left = plan.Latest - (journey.Effect!.Value - journey.Arrives!.Value) - 1;
        return journey with { Lag = dice.OneIn(3) ? Math.Max(0, left - dice.Milliseconds(0, 1_500)) : dice.Ticks(0, left) };
    }
}

using System.Runtime.InteropServices;

namespace AtsBridge.Simulation.Platform;

/// <summary>The way of one request, planned when it is sent: everything in ticks from then.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Journey
{
    /// <summary>When the platform takes and counts it; null: it never gets there.</summary>
    internal long? Arrives { get; init; }

    /// <summary>When what it asks for is done; null: never.</summary>
    internal long? Effect { get; init; }

    /// <summary>How much later what it made shows in lists.</summary>
    internal long Lag { get; init; }

    /// <summary>How it ends for the sender.</summary>
    internal JourneyEnd End { get; init; }

    /// <summary>When it ends for the sender; with an answer: how long after the effect.</summary>
    internal long EndsAt { get; init; }
}
